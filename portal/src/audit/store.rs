use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::Event;

pub(super) async fn insert(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    event: &Event<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit_events (id, at, event, resident_id, details) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(now.unix())
    .bind(event.name)
    .bind(event.resident)
    .bind(event.details.to_string())
    .execute(tx.conn())
    .await?;
    Ok(())
}
