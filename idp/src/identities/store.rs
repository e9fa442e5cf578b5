use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::{SealingKey, random_id};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Identity, Linked, Vault};
use crate::accounts::AccountId;
use crate::upstream::{Proven, Service};

const COLUMNS: &str = "account_id, service, linked_at, used_at, second_factor";

/// The identity of this person of a service, if it belongs to an account.
pub(crate) async fn find(
    tx: &mut Tx,
    vault: Vault<'_>,
    (service, subject): (Service, &str),
) -> Result<Option<Identity>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM identities WHERE service = $1 AND subject_hash = $2"
    )))
    .bind(service.word())
    .bind(vault.subject_hash(service, subject))
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Every identity of this account.
pub(crate) async fn of_account(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Identity>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM identities WHERE account_id = $1 ORDER BY service"
    )))
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// What the newest sign-in with this service proved of the account's person, and when.
pub(crate) async fn proven(
    tx: &mut Tx,
    sealing: &SealingKey,
    account: &AccountId,
    service: Service,
) -> Result<Option<(Proven, Timestamp)>, StoreError> {
    let row = sqlx::query(
        "SELECT proven, used_at FROM identities WHERE account_id = $1 AND service = $2",
    )
    .bind(account.as_str())
    .bind(service.word())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("proven")?;
    let proven = Proven::open(sealing, &context(account), &sealed).ok_or(corrupt("proven"))?;
    Ok(Some((
        proven,
        Timestamp::from_unix(row.try_get("used_at")?),
    )))
}

/// The services whose identity of this account was proven with two factors: each is a way in by
/// itself, as long as the service is offered.
pub(crate) async fn strong(tx: &mut Tx, account: &AccountId) -> Result<Vec<Service>, StoreError> {
    let rows = sqlx::query(
        "SELECT service FROM identities WHERE account_id = $1 AND second_factor = 1 \
         ORDER BY service",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let service = |row: &AnyRow| {
        let word: String = row.try_get("service")?;
        Service::of_word(&word).ok_or(corrupt("service"))
    };
    rows.iter().map(service).collect()
}

/// Gives an identity that was proven at `at` to an account; one statement decides who is first.
pub(crate) async fn link(
    tx: &mut Tx,
    vault: Vault<'_>,
    (now, at): (Timestamp, Timestamp),
    account: &AccountId,
    (proven, subject): (&Proven, &str),
) -> Result<Linked, StoreError> {
    let hash = vault.subject_hash(proven.service, subject);
    let made = sqlx::query(
        "INSERT INTO identities (id, account_id, service, subject_hash, proven, linked_at, \
         used_at, second_factor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    )
    .bind(random_id(vault.entropy))
    .bind(account.as_str())
    .bind(proven.service.word())
    .bind(hash)
    .bind(proven.seal(vault.sealing, vault.entropy, &context(account)))
    .bind(now.unix())
    .bind(at.unix())
    .bind(i64::from(proven.means.second_factor))
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 1 {
        return Ok(Linked::Made);
    }
    let holder = find(tx, vault, (proven.service, subject)).await?;
    Ok(match holder {
        Some(identity) if identity.account == *account => Linked::Already,
        Some(_) => Linked::Taken,
        None => Linked::HasAnother,
    })
}

/// The person has proven it again, at `at`. What two factors have proven once stays strong: a sign-in
/// there with less must not reopen what that closed.
pub(crate) async fn used(
    tx: &mut Tx,
    vault: Vault<'_>,
    at: Timestamp,
    account: &AccountId,
    proven: &Proven,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE identities SET proven = $3, used_at = $4, \
         second_factor = CASE WHEN $5 = 1 THEN 1 ELSE second_factor END \
         WHERE account_id = $1 AND service = $2",
    )
    .bind(account.as_str())
    .bind(proven.service.word())
    .bind(proven.seal(vault.sealing, vault.entropy, &context(account)))
    .bind(at.unix())
    .bind(i64::from(proven.means.second_factor))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes an identity away from its account; says whether there was one.
pub(crate) async fn unlink(
    tx: &mut Tx,
    account: &AccountId,
    service: Service,
) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM identities WHERE account_id = $1 AND service = $2")
        .bind(account.as_str())
        .bind(service.word())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

fn context(account: &AccountId) -> String {
    format!("identities/{account}")
}

fn read(row: &AnyRow) -> Result<Identity, StoreError> {
    let service: String = row.try_get("service")?;
    Ok(Identity {
        account: AccountId::new(row.try_get("account_id")?),
        service: Service::of_word(&service).ok_or(corrupt("service"))?,
        linked_at: Timestamp::from_unix(row.try_get("linked_at")?),
        used_at: Timestamp::from_unix(row.try_get("used_at")?),
        strong: row.try_get::<i64, _>("second_factor")? == 1,
    })
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "identities",
        column,
    }
}

/// The official identities and what each proved the last time; the service's own name for the
/// person is kept as a hash only.
pub(crate) async fn export(
    tx: &mut Tx,
    sealing: &SealingKey,
    account: &AccountId,
) -> Result<Section, StoreError> {
    // SELECT … FROM identities
    let mut rows = Vec::new();
    for identity in of_account(tx, account).await? {
        let proven = proven(tx, sealing, account, identity.service).await?;
        let told = proven.map_or_else(Vec::new, |(proven, _)| {
            let attributes = proven.attributes.iter();
            let told = attributes.map(|it| match it.value.as_str() {
                Some(text) => format!("{}: {text}", it.name),
                None => format!("{}: {}", it.name, it.value),
            });
            told.collect()
        });
        rows.push(
            Row::new()
                .text("service", identity.service.word())
                .list("proven", told)
                .at("linked_at", identity.linked_at)
                .at("used_at", identity.used_at),
        );
    }
    Ok(Section::new("identities", rows))
}
