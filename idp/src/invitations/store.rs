use shared::claims::Role;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Invitation, InvitationId};
use crate::accounts::{AccountId, EmailAddress};

const COLUMNS: &str = "id, email, roles, invited_by, created_at, expires_at";
const OPEN: &str = "used_at IS NULL AND withdrawn_at IS NULL";

pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    invitation: &Invitation,
) -> Result<(), StoreError> {
    let roles = serde_json::to_string(&invitation.roles).map_err(|_| corrupt("roles"))?;
    sqlx::query(
        "INSERT INTO invitations (id, token_hash, email, email_key, roles, invited_by, \
         created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(invitation.id.as_str())
    .bind(token.to_vec())
    .bind(invitation.email.as_str())
    .bind(invitation.email.key())
    .bind(roles)
    .bind(invitation.invited_by.as_deref())
    .bind(invitation.created_at.unix())
    .bind(invitation.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The open invitation of this token.
pub(super) async fn find(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM invitations WHERE token_hash = $1 AND {OPEN} AND expires_at > $2"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Whether the invitation of this token was accepted.
pub(super) async fn is_used(tx: &mut Tx, token: &TokenHash) -> Result<bool, StoreError> {
    let row =
        sqlx::query("SELECT id FROM invitations WHERE token_hash = $1 AND used_at IS NOT NULL")
            .bind(token.to_vec())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.is_some())
}

/// The open invitation of this id.
pub(super) async fn find_by_id(
    tx: &mut Tx,
    id: &InvitationId,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM invitations WHERE id = $1 AND {OPEN} AND expires_at > $2"
    )))
    .bind(id.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Every invitation that may still be accepted, newest first.
pub(crate) async fn open(tx: &mut Tx, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM invitations WHERE {OPEN} AND expires_at > $1 \
         ORDER BY created_at DESC, id"
    )))
    .bind(now.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// Uses the invitation up; what it grants, if it was good.
pub(super) async fn consume(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE invitations SET used_at = $2 \
         WHERE token_hash = $1 AND {OPEN} AND expires_at > $2 RETURNING {COLUMNS}"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Takes one back; says whether it was open.
pub(super) async fn withdraw(
    tx: &mut Tx,
    id: &InvitationId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE invitations SET withdrawn_at = $2 WHERE id = $1 AND {OPEN} AND expires_at > $2"
    )))
    .bind(id.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back what is still open for this address: a newer one takes its place.
pub(super) async fn withdraw_for(
    tx: &mut Tx,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE invitations SET withdrawn_at = $2 WHERE email_key = $1 AND {OPEN}"
    )))
    .bind(email.key())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes back what this account invited; gives those that were still good.
pub(super) async fn withdraw_of(
    tx: &mut Tx,
    account: &str,
    now: Timestamp,
) -> Result<Vec<InvitationId>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE invitations SET withdrawn_at = $2 \
         WHERE invited_by = $1 AND {OPEN} AND expires_at > $2 RETURNING id"
    )))
    .bind(account)
    .bind(now.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| Ok(InvitationId::new(row.try_get("id")?)))
        .collect()
}

/// Whether anybody has ever been invited, as far as it is remembered.
pub(super) async fn is_any(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT id FROM invitations LIMIT 1")
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Forgets what is over.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM invitations WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Invitation, StoreError> {
    let email: String = row.try_get("email")?;
    let roles: String = row.try_get("roles")?;
    let roles: Vec<Role> = serde_json::from_str(&roles).map_err(|_| corrupt("roles"))?;
    Ok(Invitation {
        id: InvitationId::new(row.try_get("id")?),
        email: email.parse().map_err(|_| corrupt("email"))?,
        roles,
        invited_by: row.try_get("invited_by")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
    })
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "invitations",
        column,
    }
}

/// Invitations to the staff that went to this address.
pub(crate) async fn export(tx: &mut Tx, email: &EmailAddress) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT roles, created_at, expires_at, used_at, withdrawn_at FROM invitations \
         WHERE email_key = $1 ORDER BY created_at, id",
    )
    .bind(email.key())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let roles: String = row.try_get("roles")?;
        let [used_at, withdrawn_at]: [Option<i64>; 2] =
            [row.try_get("used_at")?, row.try_get("withdrawn_at")?];
        Ok(Row::new()
            .list(
                "roles",
                serde_json::from_str(&roles).map_err(|_| corrupt("roles"))?,
            )
            .at(
                "created_at",
                Timestamp::from_unix(row.try_get("created_at")?),
            )
            .at(
                "expires_at",
                Timestamp::from_unix(row.try_get("expires_at")?),
            )
            .at_if("used_at", used_at.map(Timestamp::from_unix))
            .at_if("withdrawn_at", withdrawn_at.map(Timestamp::from_unix)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("invitations", rows))
}

/// Removes what went to this address. Who was invited by the account stays so: by an account that
/// is no more.
pub(crate) async fn forget(
    tx: &mut Tx,
    (account, email): (&AccountId, &EmailAddress),
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM invitations WHERE email_key = $1")
        .bind(email.key())
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE invitations SET invited_by = 'deleted' WHERE invited_by = $1")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
