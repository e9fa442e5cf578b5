use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::rp::EVENTS_LONGEST;

/// Whether this is the first token of this `jti`.
pub(super) async fn take(tx: &mut Tx, jti: &str, now: Timestamp) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "INSERT INTO received_events (jti, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(jti)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Forgets tokens that would be refused for their age.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM received_events WHERE received_at <= $1")
        .bind((now - EVENTS_LONGEST * 2).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
