use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;

use super::Holder;
use crate::accounts::AccountId;

pub(super) async fn wait(
    tx: &mut Tx,
    holder: Holder<'_>,
    sealed: &[u8],
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO totp_enrolments (session_id, account_id, seed, expires_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (session_id) DO UPDATE \
         SET account_id = $2, seed = $3, expires_at = $4",
    )
    .bind(holder.session)
    .bind(holder.account.as_str())
    .bind(sealed.to_vec())
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn waiting(
    tx: &mut Tx,
    holder: Holder<'_>,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(
        "SELECT seed FROM totp_enrolments \
         WHERE session_id = $1 AND account_id = $2 AND expires_at > $3",
    )
    .bind(holder.session)
    .bind(holder.account.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("seed")).transpose()?)
}

/// Takes the waiting seed away; says whether it still waited.
pub(super) async fn stop_waiting(
    tx: &mut Tx,
    holder: Holder<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "DELETE FROM totp_enrolments \
         WHERE session_id = $1 AND account_id = $2 AND expires_at > $3",
    )
    .bind(holder.session)
    .bind(holder.account.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

pub(super) async fn put(
    tx: &mut Tx,
    account: &AccountId,
    (sealed, step): (&[u8], i64),
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO totp (account_id, seed, last_step, enrolled_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id) DO UPDATE SET seed = $2, last_step = $3, enrolled_at = $4",
    )
    .bind(account.as_str())
    .bind(sealed.to_vec())
    .bind(step)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn seed(tx: &mut Tx, account: &AccountId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query("SELECT seed FROM totp WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("seed")).transpose()?)
}

/// Notes `step` as used; says whether it was later than every one before (of the same seed).
pub(super) async fn advance(
    tx: &mut Tx,
    account: &AccountId,
    sealed: &[u8],
    step: i64,
) -> Result<bool, StoreError> {
    let advanced = sqlx::query(
        "UPDATE totp SET last_step = $3 WHERE account_id = $1 AND seed = $2 AND last_step < $3",
    )
    .bind(account.as_str())
    .bind(sealed.to_vec())
    .bind(step)
    .execute(tx.conn())
    .await?;
    Ok(advanced.rows_affected() == 1)
}

/// Since when the account has a second factor.
pub(crate) async fn enrolled_at(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Option<Timestamp>, StoreError> {
    let row = sqlx::query("SELECT enrolled_at FROM totp WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let at: Option<i64> = row.map(|row| row.try_get("enrolled_at")).transpose()?;
    Ok(at.map(Timestamp::from_unix))
}

/// Takes the second factor away; says whether there was one.
pub(crate) async fn remove(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM totp WHERE account_id = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// Forgets seeds that nobody confirmed.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM totp_enrolments WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// That there is a second factor, and since when; never its seed.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query("SELECT enrolled_at FROM totp WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    let rows = rows.iter().map(|row| {
        let enrolled_at = Timestamp::from_unix(row.try_get("enrolled_at")?);
        Ok(Row::new().at("enrolled_at", enrolled_at))
    });
    Ok(Section::new(
        "second_factor",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}
