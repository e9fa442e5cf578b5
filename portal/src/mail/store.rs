use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::mail::Message;
use shared::secret::SealingKey;
use sqlx::Row as _;

/// A message that is due.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) id: String,
    pub(super) written_at: Timestamp,
    pub(super) tries: i64,
    sealed: Vec<u8>,
}

impl Due {
    /// The message; `None` when another key has sealed it.
    pub(super) fn open(&self, sealing: &SealingKey) -> Option<Message> {
        let plain = sealing.open(&self.id, &self.sealed)?;
        serde_json::from_slice(&plain).ok()
    }
}

/// A message as it lies there: sealed, and found again by nothing but a MAC of its recipient.
pub(super) struct New<'a> {
    pub(super) id: &'a str,
    pub(super) sealed: Vec<u8>,
    pub(super) recipient: Vec<u8>,
}

pub(super) async fn insert(tx: &mut Tx, now: Timestamp, new: New<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mail_outbox (id, sealed, recipient, created_at, due_at, tries) \
         VALUES ($1, $2, $3, $4, $4, 0)",
    )
    .bind(new.id)
    .bind(new.sealed)
    .bind(new.recipient)
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
         RETURNING id, sealed, created_at, tries",
    )
    .bind(now.unix())
    .bind(retry_at.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Due {
        id: row.try_get("id")?,
        sealed: row.try_get("sealed")?,
        written_at: Timestamp::from_unix(row.try_get("created_at")?),
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

/// Removes what is still to leave for this address.
pub(super) async fn forget(tx: &mut Tx, recipient: &[u8]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM mail_outbox WHERE recipient = $1")
        .bind(recipient.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(())
}
