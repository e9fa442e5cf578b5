use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::terms::{Term, Wanted};

/// Every key there is or was.
pub(super) async fn list(tx: &mut Tx) -> Result<Vec<Term>, StoreError> {
    let rows = sqlx::query(
        "SELECT kid, algorithm, generation, created_at, active_from, withdrawn_at \
         FROM signing_keys ORDER BY algorithm, generation",
    )
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// The sealed private part of a key.
pub(super) async fn sealed(tx: &mut Tx, kid: &str) -> Result<Vec<u8>, StoreError> {
    let row = sqlx::query("SELECT private_sealed FROM signing_keys WHERE kid = $1")
        .bind(kid)
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get("private_sealed")?)
}

/// Keeps a new key, unless someone else was quicker to make one of this generation.
pub(super) async fn insert(
    tx: &mut Tx,
    kid: &str,
    private: &[u8],
    wanted: Wanted,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO signing_keys (kid, algorithm, generation, private_sealed, created_at, \
         active_from) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(kid)
    .bind(wanted.algorithm.as_str())
    .bind(wanted.generation)
    .bind(private.to_vec())
    .bind(now.unix())
    .bind(wanted.signs_from.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets a key sign from `now` on that was to sign later.
pub(super) async fn bring_forward(
    tx: &mut Tx,
    kid: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE signing_keys SET active_from = $2 \
         WHERE kid = $1 AND active_from > $2 AND withdrawn_at IS NULL",
    )
    .bind(kid)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Withdraws a key and destroys its private part; says whether it had not been withdrawn.
pub(super) async fn withdraw(tx: &mut Tx, kid: &str, now: Timestamp) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE signing_keys SET withdrawn_at = $2, private_sealed = $3 \
         WHERE kid = $1 AND withdrawn_at IS NULL",
    )
    .bind(kid)
    .bind(now.unix())
    .bind(Vec::<u8>::new())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

fn read(row: &AnyRow) -> Result<Term, StoreError> {
    let algorithm: String = row.try_get("algorithm")?;
    let at = |seconds: i64| Timestamp::from_unix(seconds);
    Ok(Term {
        kid: row.try_get("kid")?,
        algorithm: algorithm.parse().map_err(|_| StoreError::Corrupt {
            table: "signing_keys",
            column: "algorithm",
        })?,
        generation: row.try_get("generation")?,
        created_at: at(row.try_get("created_at")?),
        signs_from: at(row.try_get("active_from")?),
        withdrawn_at: row.try_get::<Option<i64>, _>("withdrawn_at")?.map(at),
    })
}
