use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
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
