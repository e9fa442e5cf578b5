//! Applications, and the assertions that they spent.

mod files;
mod registered;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::ClientId;

pub(crate) use files::revision;
pub(super) use files::{bump, list, put, take};
pub(crate) use registered::{Logo, Page, logo, page};
pub(super) use registered::{Row, delete, find, insert, runs_at, set_origins, update};

/// Notes that an assertion was presented; says whether it was the first time.
pub(super) async fn spend(
    tx: &mut Tx,
    client: &ClientId,
    jti: &TokenHash,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO client_assertions (client_id, jti_hash, expires_at) VALUES ($1, $2, $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind(client.as_str())
    .bind(jti.to_vec())
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets assertions that have expired.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM client_assertions WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
