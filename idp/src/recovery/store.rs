use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use super::Holder;
use crate::accounts::AccountId;

/// How long the mailed link is good.
pub(super) const LINK_LIFETIME: Duration = Duration::from_hours(1);

/// Keeps a new link; older ones of the account are dead. For an id without an account it does
/// the same work and keeps nothing.
pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    void(tx, account, now).await?;
    sqlx::query(
        "INSERT INTO password_resets (token_hash, account_id, created_at, expires_at) \
         SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM accounts WHERE id = $2)",
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

/// Notes a first proof; in place of any earlier one of the holder. For an id without an account
/// it does the same work and notes nothing.
pub(super) async fn begin(
    tx: &mut Tx,
    holder: &Holder,
    account: &AccountId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO recovery_proofs (holder_hash, account_id, by_link, began_at, expires_at) \
         SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM accounts WHERE id = $2) \
         ON CONFLICT (holder_hash) DO UPDATE \
         SET account_id = $2, by_link = $3, began_at = $4, expires_at = $5",
    )
    .bind(holder.hash.to_vec())
    .bind(account.as_str())
    .bind(i64::from(holder.by_link))
    .bind(now.unix())
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose account the holder has proven to own, and since when.
pub(super) async fn begun(
    tx: &mut Tx,
    holder: &Holder,
    now: Timestamp,
) -> Result<Option<(AccountId, Timestamp)>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id, began_at FROM recovery_proofs \
         WHERE holder_hash = $1 AND by_link = $2 AND expires_at > $3",
    )
    .bind(holder.hash.to_vec())
    .bind(i64::from(holder.by_link))
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let account = AccountId::new(row.try_get("account_id")?);
    let began_at = Timestamp::from_unix(row.try_get("began_at")?);
    Ok(Some((account, began_at)))
}

/// Uses a first proof up; says whether it was still good.
pub(super) async fn take(tx: &mut Tx, holder: &Holder, now: Timestamp) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "DELETE FROM recovery_proofs \
         WHERE holder_hash = $1 AND by_link = $2 AND expires_at > $3",
    )
    .bind(holder.hash.to_vec())
    .bind(i64::from(holder.by_link))
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Ends the account's mailed links.
pub(super) async fn end_links(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_proofs WHERE account_id = $1 AND by_link = 1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends every first proof of the account.
pub(super) async fn forget_proofs(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_proofs WHERE account_id = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets links and proofs that are no longer good.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_proofs WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM password_resets WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
