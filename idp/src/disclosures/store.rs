use std::collections::BTreeSet;
use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::model::{day, noon};
use super::{Disclosed, Told};
use crate::accounts::AccountId;

/// What of it is not noted for today.
async fn missing<'a>(
    tx: &mut Tx,
    now: Timestamp,
    told: &'a Told<'_>,
) -> Result<Vec<&'a str>, StoreError> {
    let rows = sqlx::query(
        "SELECT claim FROM disclosures WHERE account_id = $1 AND client_id = $2 AND day = $3",
    )
    .bind(told.account.as_str())
    .bind(told.client.0)
    .bind(day(now))
    .fetch_all(tx.conn())
    .await?;
    let noted: BTreeSet<String> = rows
        .iter()
        .map(|row| row.try_get("claim"))
        .collect::<Result<_, _>>()?;
    let claims = told.claims.iter().map(String::as_str);
    Ok(claims.filter(|claim| !noted.contains(*claim)).collect())
}

/// Whether all of it is noted for today.
pub(crate) async fn is_noted(
    tx: &mut Tx,
    now: Timestamp,
    told: &Told<'_>,
) -> Result<bool, StoreError> {
    Ok(missing(tx, now, told).await?.is_empty())
}

/// Notes it for today.
pub(crate) async fn note(tx: &mut Tx, now: Timestamp, told: &Told<'_>) -> Result<(), StoreError> {
    for claim in missing(tx, now, told).await? {
        sqlx::query(
            "INSERT INTO disclosures (account_id, client_id, day, claim, client_name) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(told.account.as_str())
        .bind(told.client.0)
        .bind(day(now))
        .bind(claim)
        .bind(told.client.1)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// What which application was told of this person, the latest first.
pub(crate) async fn list(tx: &mut Tx, account: &AccountId) -> Result<Vec<Disclosed>, StoreError> {
    let rows = sqlx::query(
        "SELECT client_id, client_name, day, claim FROM disclosures WHERE account_id = $1 \
         ORDER BY day DESC, client_id, claim",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let mut all: Vec<Disclosed> = Vec::new();
    for row in &rows {
        let client: String = row.try_get("client_id")?;
        let on = noon(row.try_get("day")?);
        let claim: String = row.try_get("claim")?;
        match all.iter_mut().find(|it| it.client == client) {
            Some(known) => {
                known.first_on = on;
                known.claims.insert(claim);
            }
            None => all.push(Disclosed {
                client,
                client_name: row.try_get("client_name")?,
                claims: BTreeSet::from([claim]),
                first_on: on,
                last_on: on,
            }),
        }
    }
    Ok(all)
}

/// Applications that know this person.
pub(crate) async fn clients(tx: &mut Tx, account: &AccountId) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query("SELECT DISTINCT client_id FROM disclosures WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    let names = rows.iter().map(|row| Ok(row.try_get("client_id")?));
    names.collect()
}

/// Forgets days that are longer ago than `age`, but never the last one: as long as the account is
/// there, whoever knows it is told when it goes.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp, age: Duration) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM disclosures WHERE day < $1 AND EXISTS (SELECT 1 FROM disclosures later \
         WHERE later.account_id = disclosures.account_id \
         AND later.client_id = disclosures.client_id AND later.day > disclosures.day)",
    )
    .bind(day(now - age))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Which application was told what on which day.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT client_name, day, claim FROM disclosures WHERE account_id = $1 \
         ORDER BY day, client_id, claim",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let mut told: Vec<(i64, String, Vec<String>)> = Vec::new();
    for row in &rows {
        let (on, client, claim) = read(row)?;
        match told.last_mut() {
            Some(last) if last.0 == on && last.1 == client => last.2.push(claim),
            _ => told.push((on, client, vec![claim])),
        }
    }
    let rows = told.into_iter().map(|(on, client, claims)| {
        Row::new()
            .text("client", client)
            .at("on_day", noon(on))
            .list("claims", claims)
    });
    Ok(Section::new("disclosures", rows))
}

fn read(row: &AnyRow) -> Result<(i64, String, String), StoreError> {
    Ok((
        row.try_get("day")?,
        row.try_get("client_name")?,
        row.try_get("claim")?,
    ))
}
