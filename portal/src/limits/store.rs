use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use super::window::Tries;
use super::{Limit, Window};

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

pub(super) async fn delete_refilled(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM limits WHERE tat < $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The tries in a window, held until the transaction ends: tries side by side wait for each other.
pub(super) async fn hold_window(
    tx: &mut Tx,
    window: Window,
    key: &[u8],
) -> Result<Tries, StoreError> {
    let row = sqlx::query(
        "INSERT INTO limit_windows (name, key_hash, tries, over_at) VALUES ($1, $2, '', 0) \
         ON CONFLICT (name, key_hash) DO UPDATE SET over_at = limit_windows.over_at \
         RETURNING tries",
    )
    .bind(window.name)
    .bind(key.to_vec())
    .fetch_one(tx.conn())
    .await?;
    let tries: String = row.try_get("tries")?;
    Ok(Tries::read(&tries))
}

pub(super) async fn put_window(
    tx: &mut Tx,
    window: Window,
    key: &[u8],
    tries: &Tries,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE limit_windows SET tries = $3, over_at = $4 WHERE name = $1 AND key_hash = $2",
    )
    .bind(window.name)
    .bind(key.to_vec())
    .bind(tries.write())
    .bind(tries.over_at(window).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn delete_windows(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM limit_windows WHERE over_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
