use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A key at rest.
pub(super) struct Sealed {
    pub(super) kid: String,
    pub(super) private: Vec<u8>,
}

/// The key that signs.
pub(super) async fn active(tx: &mut Tx) -> Result<Option<Sealed>, StoreError> {
    let row = sqlx::query("SELECT kid, private_sealed FROM signing_keys WHERE state = 'active'")
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// Every key that relying parties may meet.
pub(super) async fn published(tx: &mut Tx) -> Result<Vec<Sealed>, StoreError> {
    let rows = sqlx::query("SELECT kid, private_sealed FROM signing_keys ORDER BY created_at, kid")
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// Keeps a first key, unless someone else was quicker.
pub(super) async fn insert_active(
    tx: &mut Tx,
    kid: &str,
    private: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO signing_keys (kid, algorithm, state, private_sealed, created_at, active_from) \
         VALUES ($1, 'ES256', 'active', $2, $3, $3) ON CONFLICT DO NOTHING",
    )
    .bind(kid)
    .bind(private.to_vec())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Sealed, StoreError> {
    Ok(Sealed {
        kid: row.try_get("kid")?,
        private: row.try_get("private_sealed")?,
    })
}
