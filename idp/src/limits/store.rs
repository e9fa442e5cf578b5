use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;

use super::{Limit, Refusal};

/// So many wrong guesses in a row turn a way off.
const OFF: i64 = 100;

/// So long after the last one, a row is forgotten.
const ROW: Duration = Duration::from_hours(400 * 24);

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

/// Counts a guess of this row unless one has to wait; gives until when the next one waits.
pub(super) async fn strike(
    tx: &mut Tx,
    name: &str,
    key: &[u8],
    now: Timestamp,
) -> Result<Option<i64>, StoreError> {
    // The new count is one more than the stored one: the fifth waits a minute, the next two.
    let row = sqlx::query(
        "INSERT INTO strikes (name, key_hash, count, until, at) VALUES ($1, $2, 1, 0, $3) \
         ON CONFLICT (name, key_hash) DO UPDATE SET count = strikes.count + 1, at = $3, \
         until = CASE WHEN strikes.count < 4 THEN 0 WHEN strikes.count = 4 THEN $3 + 60 \
         WHEN strikes.count = 5 THEN $3 + 120 WHEN strikes.count = 6 THEN $3 + 240 \
         WHEN strikes.count = 7 THEN $3 + 480 WHEN strikes.count = 8 THEN $3 + 960 \
         WHEN strikes.count = 9 THEN $3 + 1920 ELSE $3 + 3600 END \
         WHERE strikes.until <= $3 AND strikes.count < $4 RETURNING until",
    )
    .bind(name)
    .bind(key.to_vec())
    .bind(now.unix())
    .bind(OFF)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("until")).transpose()?)
}

/// Why a guess of this row was not counted.
pub(super) async fn standing(
    tx: &mut Tx,
    name: &str,
    key: &[u8],
    now: Timestamp,
) -> Result<Refusal, StoreError> {
    let row = sqlx::query("SELECT count, until FROM strikes WHERE name = $1 AND key_hash = $2")
        .bind(name)
        .bind(key.to_vec())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else {
        return Ok(Refusal::Wait(1));
    };
    let (count, until): (i64, i64) = (row.try_get("count")?, row.try_get("until")?);
    Ok(if count >= OFF {
        Refusal::Off
    } else {
        Refusal::Wait((until - now.unix()).max(1))
    })
}

/// The guess that made the row wait until `until` was none.
pub(super) async fn take_strike_back(
    tx: &mut Tx,
    (name, key): (&str, &[u8]),
    until: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE strikes SET count = count - 1, \
         until = CASE WHEN until = $3 THEN 0 ELSE until END \
         WHERE name = $1 AND key_hash = $2 AND count > 0",
    )
    .bind(name)
    .bind(key.to_vec())
    .bind(until)
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn forget_strikes(tx: &mut Tx, name: &str, key: &[u8]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM strikes WHERE name = $1 AND key_hash = $2")
        .bind(name)
        .bind(key.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete_old_strikes(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM strikes WHERE at < $1")
        .bind((now - ROW).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}
