use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

/// Longer than a confirmation mail is good for, so that who registers comes back signed in.
const LIFETIME: Duration = Duration::from_hours(25);

/// A sign-in that waited for its answer.
pub(super) struct Waiting {
    pub(super) sealed: Vec<u8>,
    pub(super) onward: Option<String>,
}

pub(super) async fn insert(
    tx: &mut Tx,
    (state, visitor): (&TokenHash, &TokenHash),
    sealed: Vec<u8>,
    onward: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sign_ins (state_hash, visitor_hash, secrets, onward, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(state.to_vec())
    .bind(visitor.to_vec())
    .bind(sealed)
    .bind(onward)
    .bind(now.unix())
    .bind((now + LIFETIME).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the sign-in of this state, if this browser began it and no answer came yet.
pub(super) async fn take(
    tx: &mut Tx,
    state: &TokenHash,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Waiting>, StoreError> {
    let row = sqlx::query(
        "UPDATE sign_ins SET used_at = $3 WHERE state_hash = $1 AND visitor_hash = $2 \
         AND used_at IS NULL AND expires_at > $3 RETURNING secrets, onward",
    )
    .bind(state.to_vec())
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Waiting {
        sealed: row.try_get("secrets")?,
        onward: row.try_get("onward")?,
    }))
}

/// Forgets what was answered or waited too long.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sign_ins WHERE expires_at <= $1 OR used_at IS NOT NULL")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
