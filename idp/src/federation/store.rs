use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, TokenHash};
use sqlx::Row as _;

use super::{Pending, Purpose};
use crate::upstream::{Proven, Service};

/// How long a proven identity waits for an account: long enough to type an address.
const WAITS: Duration = Duration::from_mins(10);

const PENDING: &str = "proven_identities";

#[derive(Debug)]
pub(super) struct NewRequest<'a> {
    pub(super) state: TokenHash,
    pub(super) visitor: &'a TokenHash,
    pub(super) service: Service,
    pub(super) purpose: &'a Purpose,
    pub(super) way: &'a str,
    pub(super) secrets: Vec<u8>,
    pub(super) expires_at: Timestamp,
}

/// A request whose person has come back.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) purpose: Purpose,
    pub(super) way: String,
    pub(super) secrets: Vec<u8>,
}

pub(super) async fn insert(tx: &mut Tx, new: NewRequest<'_>) -> Result<(), StoreError> {
    let purpose = serde_json::to_string(new.purpose).map_err(|_| corrupt("purpose"))?;
    sqlx::query(
        "INSERT INTO upstream_requests (state_hash, visitor_hash, service, purpose, way, secrets, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.state.to_vec())
    .bind(new.visitor.to_vec())
    .bind(new.service.word())
    .bind(purpose)
    .bind(new.way)
    .bind(new.secrets)
    .bind(new.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the request of this state, if this browser was sent and has not come back yet.
pub(super) async fn take(
    tx: &mut Tx,
    (state, visitor): (&TokenHash, &TokenHash),
    service: Service,
    now: Timestamp,
) -> Result<Option<Waiting>, StoreError> {
    let row = sqlx::query(
        "UPDATE upstream_requests SET used_at = $4 WHERE state_hash = $1 AND visitor_hash = $2 \
         AND service = $3 AND used_at IS NULL AND expires_at > $4 \
         RETURNING purpose, way, secrets",
    )
    .bind(state.to_vec())
    .bind(visitor.to_vec())
    .bind(service.word())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let purpose: String = row.try_get("purpose")?;
    Ok(Some(Waiting {
        purpose: serde_json::from_str(&purpose).map_err(|_| corrupt("purpose"))?,
        way: row.try_get("way")?,
        secrets: row.try_get("secrets")?,
    }))
}

/// Keeps what was proven in this browser until an account is found for it; in place of any
/// earlier one.
pub(crate) async fn pend(
    tx: &mut Tx,
    (sealing, entropy): (&SealingKey, &dyn Entropy),
    now: Timestamp,
    visitor: &TokenHash,
    proven: &Proven,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO proven_identities (visitor_hash, service, proven, proven_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (visitor_hash) DO UPDATE SET \
         service = $2, proven = $3, proven_at = $4, expires_at = $5",
    )
    .bind(visitor.to_vec())
    .bind(proven.service.word())
    .bind(proven.seal(sealing, entropy, PENDING))
    .bind(now.unix())
    .bind((now + WAITS).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was proven in this browser and waits for an account.
pub(crate) async fn pending(
    tx: &mut Tx,
    sealing: &SealingKey,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Pending>, StoreError> {
    let row = sqlx::query(
        "SELECT proven, proven_at FROM proven_identities \
         WHERE visitor_hash = $1 AND expires_at > $2",
    )
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("proven")?;
    Ok(Some(Pending {
        proven: Proven::open(sealing, PENDING, &sealed).ok_or(corrupt_proven())?,
        proven_at: Timestamp::from_unix(row.try_get("proven_at")?),
    }))
}

/// Takes it out; says whether it was still there.
pub(crate) async fn drop_pending(tx: &mut Tx, visitor: &TokenHash) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM proven_identities WHERE visitor_hash = $1")
        .bind(visitor.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// Forgets who did not come back and what found no account.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM upstream_requests WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM proven_identities WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "upstream_requests",
        column,
    }
}

const fn corrupt_proven() -> StoreError {
    StoreError::Corrupt {
        table: PENDING,
        column: "proven",
    }
}
