use std::collections::BTreeSet;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Consent, ConsentId};
use crate::accounts::AccountId;
use crate::clients::Client;

const COLUMNS: &str =
    "id, client_id, client_name, scopes, resources, given_at, last_used_at FROM consents";

/// What this person allows this client.
pub(crate) async fn find(
    tx: &mut Tx,
    account: &AccountId,
    client: &Client,
) -> Result<Option<Consent>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} WHERE account_id = $1 AND client_id = $2"
    )))
    .bind(account.as_str())
    .bind(client.id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Everything that this person allows, the latest first.
pub(super) async fn list(tx: &mut Tx, account: &AccountId) -> Result<Vec<Consent>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} WHERE account_id = $1 ORDER BY given_at DESC, id"
    )))
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// A consent of this person.
pub(super) async fn find_own(
    tx: &mut Tx,
    account: &AccountId,
    id: &str,
) -> Result<Option<Consent>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} WHERE account_id = $1 AND id = $2"
    )))
    .bind(account.as_str())
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// The consent of this person to this client, made if there is none; nobody else changes it until
/// the transaction ends.
pub(super) async fn make(
    tx: &mut Tx,
    id: &str,
    (account, client): (&AccountId, &Client),
    now: Timestamp,
) -> Result<Consent, StoreError> {
    let row = sqlx::query(
        "INSERT INTO consents (id, account_id, client_id, client_name, scopes, resources, given_at) \
         VALUES ($1, $2, $3, $4, '[]', '[]', $5) ON CONFLICT (account_id, client_id) \
         DO UPDATE SET client_name = excluded.client_name \
         RETURNING id, client_id, client_name, scopes, resources, given_at, last_used_at",
    )
    .bind(id)
    .bind(account.as_str())
    .bind(client.id.as_str())
    .bind(client.name.as_str())
    .bind(now.unix())
    .fetch_one(tx.conn())
    .await?;
    read(&row)
}

/// What is allowed from now on.
pub(super) async fn set(tx: &mut Tx, consent: &Consent) -> Result<(), StoreError> {
    sqlx::query("UPDATE consents SET scopes = $2, resources = $3 WHERE id = $1")
        .bind(consent.id.as_str())
        .bind(written(&consent.scopes))
        .bind(written(&consent.resources))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes that the client makes use of it; `false` when it has been withdrawn.
pub(crate) async fn use_now(
    tx: &mut Tx,
    id: &ConsentId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE consents SET last_used_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what everybody allowed this client: it is gone, or no longer the one they meant.
pub(crate) async fn forget_client(tx: &mut Tx, client: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM consents WHERE client_id = $1")
        .bind(client)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets a consent of this person and gives it.
pub(super) async fn take(
    tx: &mut Tx,
    account: &AccountId,
    id: &str,
) -> Result<Option<Consent>, StoreError> {
    let row = sqlx::query(
        "DELETE FROM consents WHERE account_id = $1 AND id = $2 \
         RETURNING id, client_id, client_name, scopes, resources, given_at, last_used_at",
    )
    .bind(account.as_str())
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

fn written(names: &BTreeSet<String>) -> String {
    serde_json::to_string(names).expect("names are JSON")
}

fn read(row: &AnyRow) -> Result<Consent, StoreError> {
    let names = |column: &'static str| -> Result<BTreeSet<String>, StoreError> {
        let text: String = row.try_get(column)?;
        serde_json::from_str(&text).map_err(|_| StoreError::Corrupt {
            table: "consents",
            column,
        })
    };
    let last_used: Option<i64> = row.try_get("last_used_at")?;
    Ok(Consent {
        id: ConsentId::new(row.try_get("id")?),
        client: row.try_get("client_id")?,
        client_name: row.try_get("client_name")?,
        scopes: names("scopes")?,
        resources: names("resources")?,
        given_at: Timestamp::from_unix(row.try_get("given_at")?),
        last_used_at: last_used.map(Timestamp::from_unix),
    })
}

/// What the person allowed which application.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT client_name, scopes, resources, given_at, last_used_at FROM consents \
         WHERE account_id = $1 ORDER BY given_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let scopes: String = row.try_get("scopes")?;
        let resources: String = row.try_get("resources")?;
        let last_used_at: Option<i64> = row.try_get("last_used_at")?;
        let words = |json: &str| {
            serde_json::from_str(json).map_err(|_| StoreError::Corrupt {
                table: "consents",
                column: "scopes",
            })
        };
        Ok(Row::new()
            .text("client", row.try_get::<String, _>("client_name")?)
            .list("scopes", words(&scopes)?)
            .list("resources", words(&resources)?)
            .at("given_at", Timestamp::from_unix(row.try_get("given_at")?))
            .at_if("last_used_at", last_used_at.map(Timestamp::from_unix)))
    });
    Ok(Section::new(
        "consents",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}
