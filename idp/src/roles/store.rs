use shared::claims::Role;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::accounts::AccountId;

/// The account's roles, in order; none for a citizen.
pub(crate) async fn of(tx: &mut Tx, account: &AccountId) -> Result<Vec<Role>, StoreError> {
    let rows = sqlx::query("SELECT role FROM account_roles WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    let mut roles: Vec<Role> = rows.iter().map(read).collect::<Result<_, _>>()?;
    roles.sort_unstable();
    Ok(roles)
}

fn read(row: &AnyRow) -> Result<Role, StoreError> {
    let role: String = row.try_get("role")?;
    role.parse().map_err(|_| StoreError::Corrupt {
        table: "account_roles",
        column: "role",
    })
}
