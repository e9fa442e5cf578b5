//! Who is still to hear what became of an account.

use shared::claims::AccountEvent;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// So many at once.
const BATCH: i64 = 100;

/// What an application is to hear.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) client: String,
    pub(super) sub: String,
    pub(super) event: AccountEvent,
    pub(super) created_at: Timestamp,
    /// Counting this one.
    pub(super) tries: i64,
}

pub(super) async fn insert(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO account_events (id, client_id, sub, event, created_at, due_at, tries) \
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
    )
    .bind(message.id.as_str())
    .bind(message.client.as_str())
    .bind(message.sub.as_str())
    .bind(message.event.word())
    .bind(message.created_at.unix())
    .bind(message.tries)
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM account_events WHERE due_at <= $1 LIMIT 1")
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Takes what is due and puts its next try to `retry_at`, so that no other process sends it
/// meanwhile.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    retry_at: Timestamp,
) -> Result<Vec<Message>, StoreError> {
    let rows = sqlx::query(
        "UPDATE account_events SET due_at = $2, tries = tries + 1 WHERE due_at <= $1 AND id IN \
         (SELECT id FROM account_events WHERE due_at <= $1 ORDER BY due_at, created_at, id LIMIT $3) \
         RETURNING id, client_id, sub, event, created_at, tries",
    )
    .bind(now.unix())
    .bind(retry_at.unix())
    .bind(BATCH)
    .fetch_all(tx.conn())
    .await?;
    let mut due = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    due.sort_by_key(|message| message.created_at);
    Ok(due)
}

pub(super) async fn postpone(
    tx: &mut Tx,
    message: &Message,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE account_events SET due_at = $2 WHERE id = $1")
        .bind(message.id.as_str())
        .bind(due_at.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM account_events WHERE id = $1")
        .bind(message.id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Message, StoreError> {
    let event: String = row.try_get("event")?;
    Ok(Message {
        id: row.try_get("id")?,
        client: row.try_get("client_id")?,
        sub: row.try_get("sub")?,
        event: AccountEvent::of_word(&event).ok_or(StoreError::Corrupt {
            table: "account_events",
            column: "event",
        })?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        tries: row.try_get("tries")?,
    })
}
