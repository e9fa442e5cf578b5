use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

/// Keeps a first key; whoever comes second keeps nothing.
pub(super) async fn insert(
    tx: &mut Tx,
    kid: &str,
    sealed: Vec<u8>,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO client_keys (place, kid, pkcs8, created_at) VALUES ('client', $1, $2, $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind(kid)
    .bind(sealed)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn find(tx: &mut Tx) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query("SELECT pkcs8 FROM client_keys WHERE place = 'client'")
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("pkcs8")).transpose()?)
}
