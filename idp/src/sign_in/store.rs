use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use crate::accounts::AccountId;
use crate::upstream::Service;

/// A sign-in that waits for its code.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) account: AccountId,
    /// Where the first factor was proven; none: here, by the password.
    pub(super) service: Option<Service>,
    pub(super) began_at: Timestamp,
}

/// Notes that this browser has proven the first factor; in place of any earlier try.
pub(super) async fn begin(
    tx: &mut Tx,
    visitor: &TokenHash,
    (account, service): (&AccountId, Option<Service>),
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO pending_sign_ins (visitor_hash, account_id, began_at, expires_at, service) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (visitor_hash) DO UPDATE \
         SET account_id = $2, began_at = $3, expires_at = $4, service = $5",
    )
    .bind(visitor.to_vec())
    .bind(account.as_str())
    .bind(now.unix())
    .bind(expires_at.unix())
    .bind(service.map(Service::word))
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut Tx,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Pending>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id, began_at, service FROM pending_sign_ins \
         WHERE visitor_hash = $1 AND expires_at > $2",
    )
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let service: Option<String> = row.try_get("service")?;
    Ok(Some(Pending {
        service: service.and_then(|word| Service::of_word(&word)),
        account: AccountId::new(row.try_get("account_id")?),
        began_at: Timestamp::from_unix(row.try_get("began_at")?),
    }))
}

/// Ends the waiting of this account's sign-in; says whether it still waited.
pub(super) async fn finish(
    tx: &mut Tx,
    visitor: &TokenHash,
    account: &AccountId,
) -> Result<bool, StoreError> {
    let done =
        sqlx::query("DELETE FROM pending_sign_ins WHERE visitor_hash = $1 AND account_id = $2")
            .bind(visitor.to_vec())
            .bind(account.as_str())
            .execute(tx.conn())
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what waited too long.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM pending_sign_ins WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
