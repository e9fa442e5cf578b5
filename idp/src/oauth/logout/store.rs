//! Who is still to hear that a session ended.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use crate::sessions::Sid;

/// A relying party that is to hear of the end of a session.
#[derive(Debug, Clone)]
pub(super) struct Due {
    pub(super) sid: String,
    pub(super) client: String,
    pub(super) sub: String,
    /// Counting this one.
    pub(super) tries: i64,
}

/// Notes everyone who got a grant in this session.
pub(super) async fn enqueue(tx: &mut Tx, sid: &Sid, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO logout_outbox (sid, client_id, sub, created_at, due_at, tries) \
         SELECT DISTINCT sid, client_id, account_id, CAST($2 AS BIGINT), CAST($2 AS BIGINT), \
         CAST(0 AS BIGINT) FROM grants WHERE sid = $1 AND account_id IS NOT NULL \
         ON CONFLICT DO NOTHING",
    )
    .bind(sid.as_str())
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
        "UPDATE logout_outbox SET due_at = $2, tries = tries + 1 WHERE due_at <= $1 \
         AND (sid, client_id) IN \
         (SELECT sid, client_id FROM logout_outbox WHERE due_at <= $1 ORDER BY due_at LIMIT 32) \
         RETURNING sid, client_id, sub, tries",
    )
    .bind(now.unix())
    .bind(again.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Due {
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
    sqlx::query("DELETE FROM logout_outbox WHERE sid = $1 AND client_id = $2")
        .bind(due.sid.as_str())
        .bind(due.client.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Try again at `due_at`.
pub(super) async fn postpone(tx: &mut Tx, due: &Due, due_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE logout_outbox SET due_at = $3 WHERE sid = $1 AND client_id = $2")
        .bind(due.sid.as_str())
        .bind(due.client.as_str())
        .bind(due_at.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether there is anything to be claimed.
pub(super) async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT sid FROM logout_outbox WHERE due_at <= $1 LIMIT 1")
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}
