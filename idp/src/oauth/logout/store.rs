//! Who is still to hear that a session ended, or all sessions of an account.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use crate::accounts::AccountId;
use crate::sessions::Sid;

/// A relying party that is to hear of the end of a session, or of all sessions of an account.
#[derive(Debug, Clone)]
pub(super) struct Due {
    pub(super) id: String,
    /// None: every session of `sub`.
    pub(super) sid: Option<String>,
    pub(super) client: String,
    pub(super) sub: String,
    /// Counting this one.
    pub(super) tries: i64,
}

/// Notes everyone who got a grant in this session.
pub(super) async fn enqueue(tx: &mut Tx, sid: &Sid, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO logout_messages (id, sid, client_id, sub, created_at, due_at, tries) \
         SELECT DISTINCT sid || ' ' || client_id, sid, client_id, account_id, \
         CAST($2 AS BIGINT), CAST($2 AS BIGINT), CAST(0 AS BIGINT) \
         FROM grants WHERE sid = $1 AND account_id IS NOT NULL ON CONFLICT DO NOTHING",
    )
    .bind(sid.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Everyone who got a grant in this session.
pub(super) async fn clients_of(tx: &mut Tx, sid: &Sid) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT client_id FROM grants WHERE sid = $1 AND account_id IS NOT NULL \
         ORDER BY client_id",
    )
    .bind(sid.as_str())
    .fetch_all(tx.conn())
    .await?;
    let names = rows.iter().map(|row| Ok(row.try_get("client_id")?));
    names.collect()
}

/// Notes everyone who ever got a grant of this account: their own sessions may have outlived
/// ours. What ended is told by the time as well, so that a later end is a message of its own.
pub(crate) async fn tell_account(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO logout_messages (id, sid, client_id, sub, created_at, due_at, tries) \
         SELECT DISTINCT account_id || ' ' || client_id || ' ' || CAST($2 AS TEXT), \
         CAST(NULL AS TEXT), client_id, account_id, CAST($3 AS BIGINT), CAST($3 AS BIGINT), \
         CAST(0 AS BIGINT) FROM grants WHERE account_id = $1 ON CONFLICT DO NOTHING",
    )
    .bind(account.as_str())
    .bind(now.unix().to_string())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes everyone whose grant outlives the session `sid` of the account.
pub(crate) async fn tell_session(
    tx: &mut Tx,
    account: &AccountId,
    sid: &Sid,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO logout_messages (id, sid, client_id, sub, created_at, due_at, tries) \
         SELECT DISTINCT sid || ' ' || client_id, sid, client_id, account_id, \
         CAST($3 AS BIGINT), CAST($3 AS BIGINT), CAST(0 AS BIGINT) FROM grants \
         WHERE account_id = $1 AND sid = $2 AND offline_at IS NOT NULL \
         AND revoked_at IS NULL ON CONFLICT DO NOTHING",
    )
    .bind(account.as_str())
    .bind(sid.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes everyone whose grant outlives its session, unless that is `kept`: the ends of living
/// sessions are found by themselves.
pub(crate) async fn tell_others(
    tx: &mut Tx,
    account: &AccountId,
    kept: &Sid,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO logout_messages (id, sid, client_id, sub, created_at, due_at, tries) \
         SELECT DISTINCT sid || ' ' || client_id, sid, client_id, account_id, \
         CAST($3 AS BIGINT), CAST($3 AS BIGINT), CAST(0 AS BIGINT) FROM grants \
         WHERE account_id = $1 AND sid <> $2 AND offline_at IS NOT NULL \
         AND revoked_at IS NULL ON CONFLICT DO NOTHING",
    )
    .bind(account.as_str())
    .bind(kept.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes messages that are due; they are due again at `again` unless deleted.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    again: Timestamp,
) -> Result<Vec<Due>, StoreError> {
    let rows = sqlx::query(
        "UPDATE logout_messages SET due_at = $2, tries = tries + 1 WHERE due_at <= $1 AND id IN \
         (SELECT id FROM logout_messages WHERE due_at <= $1 ORDER BY due_at LIMIT 32) \
         RETURNING id, sid, client_id, sub, tries",
    )
    .bind(now.unix())
    .bind(again.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Due {
                id: row.try_get("id")?,
                sid: row.try_get("sid")?,
                client: row.try_get("client_id")?,
                sub: row.try_get("sub")?,
                tries: row.try_get("tries")?,
            })
        })
        .collect()
}

/// The message has been delivered, or given up.
pub(super) async fn delete(tx: &mut Tx, due: &Due) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM logout_messages WHERE id = $1")
        .bind(due.id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Try again at `due_at`.
pub(super) async fn postpone(tx: &mut Tx, due: &Due, due_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE logout_messages SET due_at = $2 WHERE id = $1")
        .bind(due.id.as_str())
        .bind(due_at.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether there is anything to be claimed.
pub(super) async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT id FROM logout_messages WHERE due_at <= $1 LIMIT 1")
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Tells nobody any more that something of this account ended: they have had their time.
pub(crate) async fn forget(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM logout_messages WHERE sub = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
