use shared::claims::Role;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::accounts::AccountId;

/// Lets no one else change who is staff until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE staff_book SET changed_at = $1 WHERE id = 1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

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

/// Grants a role; one that the account has already stays as it is.
pub(crate) async fn grant(
    tx: &mut Tx,
    account: &AccountId,
    role: Role,
    (now, by): (Timestamp, Option<&str>),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO account_roles (account_id, role, granted_at, granted_by) \
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(account.as_str())
    .bind(role.as_str())
    .bind(now.unix())
    .bind(by)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Withdraws a role.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    account: &AccountId,
    role: Role,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM account_roles WHERE account_id = $1 AND role = $2")
        .bind(account.as_str())
        .bind(role.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many leads there are who can do something, apart from `account`: not deactivated, not on
/// their way out.
pub(crate) async fn active_leads(tx: &mut Tx, account: &AccountId) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS leads FROM account_roles r JOIN accounts a ON a.id = r.account_id \
         WHERE r.role = $1 AND a.deactivated_at IS NULL AND a.id <> $2 AND NOT EXISTS \
         (SELECT 1 FROM account_deletions d WHERE d.account_id = a.id)",
    )
    .bind(Role::Lead.as_str())
    .bind(account.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get("leads")?)
}

/// Everyone who has a role, in order of their addresses.
pub(crate) async fn staff(tx: &mut Tx) -> Result<Vec<AccountId>, StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT a.id, a.email_key FROM account_roles r \
         JOIN accounts a ON a.id = r.account_id ORDER BY a.email_key",
    )
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| Ok(AccountId::new(row.try_get("id")?)))
        .collect()
}

/// Whether anybody has a role.
pub(crate) async fn is_anybody_staff(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT role FROM account_roles LIMIT 1")
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Says, once in the life of the database, that the first member may be invited.
pub(crate) async fn claim_first_invitation(
    tx: &mut Tx,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE staff_book SET first_invited_at = $1 WHERE id = 1 AND first_invited_at IS NULL",
    )
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

fn read(row: &AnyRow) -> Result<Role, StoreError> {
    let role: String = row.try_get("role")?;
    role.parse().map_err(|_| StoreError::Corrupt {
        table: "account_roles",
        column: "role",
    })
}

/// What the account may do as a member of the staff.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT role, granted_at FROM account_roles WHERE account_id = $1 ORDER BY role",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        Ok(Row::new()
            .text("role", row.try_get::<String, _>("role")?)
            .at(
                "granted_at",
                Timestamp::from_unix(row.try_get("granted_at")?),
            ))
    });
    Ok(Section::new(
        "roles",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}

/// Lets the roles of others forget that this account granted them; its own go with it.
pub(crate) async fn forget(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    sqlx::query("UPDATE account_roles SET granted_by = 'deleted' WHERE granted_by = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
