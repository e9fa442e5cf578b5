use std::sync::atomic::{AtomicI64, Ordering};

use shared::audit::Personal;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

/// Counts what this process writes: entries of one second keep their order.
static NTH: AtomicI64 = AtomicI64::new(1);

pub(super) async fn insert(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
    (event, personal): (&str, &Personal),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit_events (id, at, nth, event, personal, by_id, about_id, case_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(now.unix())
    .bind(NTH.fetch_add(1, Ordering::Relaxed))
    .bind(event)
    .bind(personal.to_text())
    .bind(personal.by.as_ref().and_then(|by| by.id.as_deref()))
    .bind(personal.about.as_deref())
    .bind(personal.case.as_deref())
    .execute(tx.conn())
    .await?;
    Ok(())
}
