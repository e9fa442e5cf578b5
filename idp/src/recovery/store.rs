use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use crate::accounts::AccountId;

/// How long the mailed link is good.
pub(super) const LINK_LIFETIME: Duration = Duration::from_hours(1);

/// Keeps a new link; older ones of the account are dead.
pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    void(tx, account, now).await?;
    sqlx::query(
        "INSERT INTO password_resets (token_hash, account_id, created_at, expires_at) \
         VALUES ($1, $2, $3, $4)",
    )
    .bind(token.to_vec())
    .bind(account.as_str())
    .bind(now.unix())
    .bind((now + LINK_LIFETIME).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes every link of the account void.
pub(crate) async fn void(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE password_resets SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL",
    )
    .bind(account.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose link this is, while it is good.
pub(super) async fn owner(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id FROM password_resets \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("account_id").map(AccountId::new))
        .transpose()?)
}

/// Uses the link up; whose it was, if it was good.
pub(super) async fn consume(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query(
        "UPDATE password_resets SET used_at = $2 \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account_id",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("account_id").map(AccountId::new))
        .transpose()?)
}

/// Forgets links that are no longer good.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM password_resets WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
