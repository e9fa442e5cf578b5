//! Invitations, by the hashes of their tokens.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::model::{self, Invitation};

const COLUMNS: &str = "id, policy, scopes, quota, used, expires_at";

/// Keeps one.
pub(super) async fn insert(
    tx: &mut Tx,
    invitation: &Invitation,
    token: &TokenHash,
    now: Timestamp,
) -> Result<(), StoreError> {
    let scopes = serde_json::to_string(&invitation.scopes).expect("names are JSON");
    sqlx::query(
        "INSERT INTO client_invitations (id, token_hash, policy, scopes, quota, used, created_at, \
         expires_at) VALUES ($1, $2, $3, $4, $5, 0, $6, $7)",
    )
    .bind(invitation.id.as_str())
    .bind(token.to_vec())
    .bind(model::word(invitation.policy))
    .bind(scopes)
    .bind(invitation.quota)
    .bind(now.unix())
    .bind(invitation.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The one of this token, if it is good for another application.
pub(super) async fn find(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM client_invitations \
         WHERE token_hash = $1 AND used < quota AND expires_at > $2 AND revoked_at IS NULL"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Counts one application, if it is good for another.
pub(super) async fn spend(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE client_invitations SET used = used + 1 \
         WHERE token_hash = $1 AND used < quota AND expires_at > $2 AND revoked_at IS NULL \
         RETURNING {COLUMNS}"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Those that are good for another application.
pub(super) async fn open(tx: &mut Tx, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM client_invitations \
         WHERE used < quota AND expires_at > $1 AND revoked_at IS NULL ORDER BY created_at, id"
    )))
    .bind(now.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// Takes one back; says whether it had been good.
pub(super) async fn revoke(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE client_invitations SET revoked_at = $2 \
         WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2 AND used < quota",
    )
    .bind(id)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets those that are good for nothing more.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM client_invitations WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Invitation, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "client_invitations",
        column,
    };
    let (policy, scopes): (String, String) = (row.try_get("policy")?, row.try_get("scopes")?);
    Ok(Invitation {
        id: row.try_get("id")?,
        policy: model::policy(&policy).ok_or(corrupt("policy"))?,
        scopes: serde_json::from_str(&scopes).map_err(|_| corrupt("scopes"))?,
        quota: row.try_get("quota")?,
        used: row.try_get("used")?,
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
    })
}
