use shared::clock::Timestamp;
use shared::db::{StoreError, Tx, containing};
use shared::mail::Message;
use sqlx::Row as _;

/// A message that is due.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) id: String,
    pub(super) message: Message,
    pub(super) tries: i64,
}

pub(super) async fn insert(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    message: &Message,
) -> Result<(), StoreError> {
    let message = serde_json::to_string(message).map_err(|_| corrupt())?;
    sqlx::query(
        "INSERT INTO mail_outbox (id, message, created_at, due_at, tries) \
         VALUES ($1, $2, $3, $3, 0)",
    )
    .bind(id)
    .bind(message)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes one due message and puts its next try to `retry_at`, so that no other process sends
/// it meanwhile.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    retry_at: Timestamp,
) -> Result<Option<Due>, StoreError> {
    let row = sqlx::query(
        "UPDATE mail_outbox SET due_at = $2, tries = tries + 1 WHERE due_at <= $1 AND id = \
         (SELECT id FROM mail_outbox WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1) \
         RETURNING id, message, tries",
    )
    .bind(now.unix())
    .bind(retry_at.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let message: String = row.try_get("message")?;
    Ok(Some(Due {
        id: row.try_get("id")?,
        message: serde_json::from_str(&message).map_err(|_| corrupt())?,
        tries: row.try_get("tries")?,
    }))
}

pub(super) async fn postpone(tx: &mut Tx, id: &str, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE mail_outbox SET due_at = $2 WHERE id = $1")
        .bind(id)
        .bind(until.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM mail_outbox WHERE id = $1")
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

const fn corrupt() -> StoreError {
    StoreError::Corrupt {
        table: "mail_outbox",
        column: "message",
    }
}

/// Removes what is still to leave for this address.
pub(crate) async fn forget(tx: &mut Tx, address: &str) -> Result<(), StoreError> {
    let to = serde_json::to_string(address).map_err(|_| corrupt())?;
    sqlx::query("DELETE FROM mail_outbox WHERE lower(message) LIKE $1 ESCAPE '!'")
        .bind(containing(&format!("\"to\":{to}").to_lowercase()))
        .execute(tx.conn())
        .await?;
    Ok(())
}
