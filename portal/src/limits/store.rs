use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use super::Limit;

/// Counts a try unless the limit is reached; says whether it was counted.
pub(super) async fn spend(
    tx: &mut Tx,
    limit: Limit,
    key: &[u8],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "INSERT INTO limits (name, key_hash, tat) VALUES ($1, $2, $3) \
         ON CONFLICT (name, key_hash) DO UPDATE SET \
         tat = CASE WHEN limits.tat > $4 THEN limits.tat ELSE $4 END + $5 \
         WHERE limits.tat <= $6 RETURNING tat",
    )
    .bind(limit.name)
    .bind(key.to_vec())
    .bind(now.unix() + limit.interval())
    .bind(now.unix())
    .bind(limit.interval())
    .bind(now.unix() + limit.tolerance())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

pub(super) async fn arrival(
    tx: &mut Tx,
    limit: Limit,
    key: &[u8],
) -> Result<Option<i64>, StoreError> {
    let row = sqlx::query("SELECT tat FROM limits WHERE name = $1 AND key_hash = $2")
        .bind(limit.name)
        .bind(key.to_vec())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("tat")).transpose()?)
}

pub(super) async fn refund(tx: &mut Tx, limit: Limit, key: &[u8]) -> Result<(), StoreError> {
    sqlx::query("UPDATE limits SET tat = tat - $3 WHERE name = $1 AND key_hash = $2")
        .bind(limit.name)
        .bind(key.to_vec())
        .bind(limit.interval())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete_refilled(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM limits WHERE tat < $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
