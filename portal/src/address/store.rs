use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use super::draft::Owner;

pub(super) async fn put(
    tx: &mut Tx,
    (visitor, resident): Owner<'_>,
    sealed: Vec<u8>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO address_drafts (visitor_hash, resident_id, draft, expires_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (visitor_hash, resident_id) \
         DO UPDATE SET draft = excluded.draft, expires_at = excluded.expires_at",
    )
    .bind(visitor.to_vec())
    .bind(resident.as_str())
    .bind(sealed)
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn find(
    tx: &mut Tx,
    (visitor, resident): Owner<'_>,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(
        "SELECT draft FROM address_drafts \
         WHERE visitor_hash = $1 AND resident_id = $2 AND expires_at > $3",
    )
    .bind(visitor.to_vec())
    .bind(resident.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("draft")).transpose()?)
}

pub(super) async fn delete(tx: &mut Tx, (visitor, resident): Owner<'_>) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM address_drafts WHERE visitor_hash = $1 AND resident_id = $2")
        .bind(visitor.to_vec())
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets what nobody came back for.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM address_drafts WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) const CORRUPT: StoreError = StoreError::Corrupt {
    table: "address_drafts",
    column: "draft",
};
