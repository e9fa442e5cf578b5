use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use crate::residents::ResidentId;

/// A draft as it lies there.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) token: TokenHash,
    pub(super) person: ResidentId,
    pub(super) slot: Vec<u8>,
    pub(super) sealed: Vec<u8>,
    pub(super) expires_at: Timestamp,
}

pub(super) async fn insert(tx: &mut Tx, row: &Row) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM drafts WHERE slot = $1")
        .bind(row.slot.clone())
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "INSERT INTO drafts (token_hash, resident_id, slot, sealed, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(row.token.to_vec())
    .bind(row.person.as_str())
    .bind(row.slot.clone())
    .bind(row.sealed.clone())
    .bind(row.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Used once, and only in time.
pub(super) async fn take(
    tx: &mut Tx,
    (token, slot): (&TokenHash, &[u8]),
    now: Timestamp,
) -> Result<Option<Row>, StoreError> {
    let row = sqlx::query(
        "DELETE FROM drafts WHERE token_hash = $1 AND slot = $2 AND expires_at > $3 \
         RETURNING resident_id, sealed, expires_at",
    )
    .bind(token.to_vec())
    .bind(slot.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Row {
        token: *token,
        person: ResidentId::new(row.try_get("resident_id")?),
        slot: slot.to_vec(),
        sealed: row.try_get("sealed")?,
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
    }))
}

/// Forgets what is too old.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM drafts WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) const fn corrupt() -> StoreError {
    StoreError::Corrupt {
        table: "drafts",
        column: "sealed",
    }
}
