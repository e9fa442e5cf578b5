use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use sqlx::Row as _;

use super::Asked;
use crate::accounts::AccountId;

/// How long a request is kept after it was asked for: who asks why a code was handed over finds it.
const KEPT: Duration = Duration::from_hours(365 * 24);

pub(super) async fn insert(
    tx: &mut Tx,
    asked: &Asked,
    (account, by): (&AccountId, &AccountId),
    evidence: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO counter_recoveries \
         (id, account_id, evidence, asked_by, asked_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(asked.id.as_str())
    .bind(account.as_str())
    .bind(evidence)
    .bind(by.as_str())
    .bind(now.unix())
    .bind(asked.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Who asked, while the request waits.
pub(super) async fn asker(
    tx: &mut Tx,
    (account, request): (&AccountId, &str),
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query(
        "SELECT asked_by FROM counter_recoveries \
         WHERE id = $1 AND account_id = $2 AND approved_at IS NULL AND expires_at > $3",
    )
    .bind(request)
    .bind(account.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("asked_by").map(AccountId::new))
        .transpose()?)
}

/// Uses the request up, unless `by` asked for it; says whether it was still good.
pub(super) async fn approve(
    tx: &mut Tx,
    (account, request): (&AccountId, &str),
    by: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let approved = sqlx::query(
        "UPDATE counter_recoveries SET approved_by = $4, approved_at = $3 \
         WHERE id = $1 AND account_id = $2 AND approved_at IS NULL AND expires_at > $3 \
         AND asked_by <> $4",
    )
    .bind(request)
    .bind(account.as_str())
    .bind(now.unix())
    .bind(by.as_str())
    .execute(tx.conn())
    .await?;
    Ok(approved.rows_affected() == 1)
}

/// Forgets requests of long ago.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM counter_recoveries WHERE asked_at <= $1")
        .bind((now - KEPT).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Someone who asked or approved has no account any more; their own requests hang on it.
pub(crate) async fn forget(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    for update in [
        "UPDATE counter_recoveries SET asked_by = 'deleted' WHERE asked_by = $1",
        "UPDATE counter_recoveries SET approved_by = 'deleted' WHERE approved_by = $1",
    ] {
        sqlx::query(update)
            .bind(account.as_str())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
