use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::Deletion;
use crate::accounts::AccountId;

const COLUMNS: &str = "SELECT account_id, asked_at, due_at FROM account_deletions";
/// Nothing forbids it.
const FREE: &str = "NOT EXISTS (SELECT 1 FROM legal_holds h \
    WHERE h.account_id = account_deletions.account_id AND h.ends_at > $1)";

/// Notes that the holder wants the account gone; says whether that is new.
pub(crate) async fn ask(
    tx: &mut Tx,
    token: &TokenHash,
    deletion: &Deletion,
) -> Result<bool, StoreError> {
    let made = sqlx::query(
        "INSERT INTO account_deletions (account_id, token_hash, asked_at, due_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(deletion.account.as_str())
    .bind(token.to_vec())
    .bind(deletion.asked_at.unix())
    .bind(deletion.due_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Whether and when this account is to be deleted.
pub(crate) async fn find(tx: &mut Tx, account: &AccountId) -> Result<Option<Deletion>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} WHERE account_id = $1"
    )))
    .bind(account.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// The deletion that this link takes back.
pub(crate) async fn find_by_token(
    tx: &mut Tx,
    token: &TokenHash,
) -> Result<Option<Deletion>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} WHERE token_hash = $1"
    )))
    .bind(token.to_vec())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps the account after all; says whether it was to be deleted.
pub(crate) async fn keep(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let kept = sqlx::query("DELETE FROM account_deletions WHERE account_id = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(kept.rows_affected() == 1)
}

/// Accounts whose time is over and that nothing holds, the longest waiting first.
pub(crate) async fn due(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT account_id FROM account_deletions WHERE due_at <= $1 AND {FREE} \
         ORDER BY due_at, account_id LIMIT $2"
    )))
    .bind(now.unix())
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| Ok(AccountId::new(row.try_get("account_id")?)))
        .collect()
}

/// Whether this account's time is over and nothing holds it.
pub(crate) async fn is_due(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT account_id FROM account_deletions \
         WHERE due_at <= $1 AND account_id = $2 AND {FREE}"
    )))
    .bind(now.unix())
    .bind(account.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Forbids the deletion until `ends_at`, in place of an earlier hold.
pub(crate) async fn hold(
    tx: &mut Tx,
    account: &AccountId,
    (reason, ends_at): (&str, Timestamp),
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO legal_holds (account_id, reason, held_at, ends_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id) DO UPDATE SET reason = $2, held_at = $3, ends_at = $4",
    )
    .bind(account.as_str())
    .bind(reason)
    .bind(now.unix())
    .bind(ends_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Allows the deletion again; says whether it was held.
pub(crate) async fn release(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM legal_holds WHERE account_id = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// Whether the account may not be deleted now.
pub(crate) async fn is_held(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM legal_holds WHERE account_id = $1 AND ends_at > $2")
        .bind(account.as_str())
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// That the account is about to be deleted, and when.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    // SELECT … FROM account_deletions
    let deletion = find(tx, account).await?;
    let row = deletion.map(|it| {
        Row::new()
            .at("asked_at", it.asked_at)
            .at("due_at", it.due_at)
    });
    Ok(Section::new("deletion", row))
}

fn read(row: &AnyRow) -> Result<Deletion, StoreError> {
    Ok(Deletion {
        account: AccountId::new(row.try_get("account_id")?),
        asked_at: Timestamp::from_unix(row.try_get("asked_at")?),
        due_at: Timestamp::from_unix(row.try_get("due_at")?),
    })
}
