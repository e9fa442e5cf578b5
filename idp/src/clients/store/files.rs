//! Applications of the operator's files.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

/// Counted up at each change.
pub(crate) async fn revision(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT revision FROM client_revision WHERE id = 1")
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get("revision")?)
}

/// Tells every process that there is something new; from here on nobody else applies until the
/// transaction ends.
pub(in crate::clients) async fn bump(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query("UPDATE client_revision SET revision = revision + 1 WHERE id = 1")
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// All of them: id and document.
pub(in crate::clients) async fn list(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    let rows = sqlx::query("SELECT id, document FROM clients WHERE origin = 'file' ORDER BY id")
        .fetch_all(tx.conn())
        .await?;
    let read = |row: &sqlx::any::AnyRow| Ok((row.try_get("id")?, row.try_get("document")?));
    rows.iter().map(read).collect()
}

/// Keeps one.
pub(in crate::clients) async fn put(
    tx: &mut Tx,
    (id, document): (&str, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO clients (id, origin, document, created_at, changed_at) \
         VALUES ($1, 'file', $2, $3, $3) ON CONFLICT (id) \
         DO UPDATE SET document = excluded.document, changed_at = excluded.changed_at",
    )
    .bind(id)
    .bind(document)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets one.
pub(in crate::clients) async fn take(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM clients WHERE id = $1 AND origin = 'file'")
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
