use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;

use crate::accounts::AccountId;

/// The kept hash (PHC string), if the account has a password.
pub(crate) async fn stored(tx: &mut Tx, account: &AccountId) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT phc FROM passwords WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("phc")).transpose()?)
}

/// Gives the account this password in place of any other.
pub(crate) async fn set(
    tx: &mut Tx,
    account: &AccountId,
    phc: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO passwords (account_id, phc, set_at) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id) DO UPDATE SET phc = $2, set_at = $3",
    )
    .bind(account.as_str())
    .bind(phc)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the password away; says whether there was one.
pub(crate) async fn remove(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM passwords WHERE account_id = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// That there is a password, and since when; never its hash.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query("SELECT set_at FROM passwords WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    let rows = rows.iter().map(|row| {
        let set_at = Timestamp::from_unix(row.try_get("set_at")?);
        Ok(Row::new().at("set_at", set_at))
    });
    Ok(Section::new(
        "password",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}
