//! Access tokens and refresh tokens, by their hashes.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use super::{FROM_GRANT, GRANT, read_grant};
use crate::clients::ClientId;
use crate::oauth::grants::mint::Wanted;
use crate::oauth::grants::{AccessToken, GrantState};
use crate::oauth::scope::ScopeSet;

pub(in crate::oauth::grants) async fn insert_access_token(
    tx: &mut Tx,
    (token, kid): (&TokenHash, Option<&str>),
    wanted: &Wanted<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO access_tokens (token_hash, grant_id, audience, scope, issued_at, expires_at, \
         kid) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(token.to_vec())
    .bind(wanted.origin.grant.as_deref())
    .bind(wanted.audience)
    .bind(wanted.scope.to_string())
    .bind(wanted.issued_at.unix())
    .bind(wanted.expires_at.unix())
    .bind(kid)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An access token with its grant, unless the key that signed it was withdrawn.
pub(in crate::oauth) async fn find_access_token(
    tx: &mut Tx,
    token: &TokenHash,
) -> Result<Option<(AccessToken, GrantState)>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {GRANT}, t.audience, t.scope AS token_scope, t.issued_at, t.expires_at FROM {FROM_GRANT} \
         JOIN access_tokens t ON t.grant_id = g.id LEFT JOIN signing_keys y ON y.kid = t.kid \
         WHERE t.token_hash = $1 AND y.withdrawn_at IS NULL"
    )))
    .bind(token.to_vec())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let scope: String = row.try_get("token_scope")?;
    let token = AccessToken {
        audience: row.try_get("audience")?,
        scope: ScopeSet::parse(&scope),
        issued_at: Timestamp::from_unix(row.try_get("issued_at")?),
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
    };
    Ok(Some((token, read_grant(&row)?)))
}

/// The client gives an access token of its own back.
pub(in crate::oauth) async fn forget_access_token(
    tx: &mut Tx,
    token: &TokenHash,
    client: &ClientId,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM access_tokens WHERE token_hash = $1 \
         AND grant_id IN (SELECT id FROM grants WHERE client_id = $2)",
    )
    .bind(token.to_vec())
    .bind(client.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(in crate::oauth::grants) async fn insert_refresh_token(
    tx: &mut Tx,
    token: &TokenHash,
    grant: &str,
    (issued_at, expires_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO refresh_tokens (token_hash, grant_id, issued_at, expires_at) \
         VALUES ($1, $2, $3, $4)",
    )
    .bind(token.to_vec())
    .bind(grant)
    .bind(issued_at.unix())
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

#[derive(Debug)]
pub(in crate::oauth) struct FoundRefreshToken {
    pub(in crate::oauth) grant: String,
    pub(in crate::oauth) issued_at: Timestamp,
    pub(in crate::oauth) expires_at: Timestamp,
    pub(in crate::oauth) used: Option<Used>,
}

/// In which exchange a refresh token was used.
#[derive(Debug)]
pub(in crate::oauth) struct Used {
    pub(in crate::oauth::grants) at: Timestamp,
    pub(in crate::oauth::grants) scope: Option<String>,
}

/// A refresh token of this client.
pub(in crate::oauth) async fn find_refresh_token(
    tx: &mut Tx,
    token: &TokenHash,
    client: &ClientId,
) -> Result<Option<FoundRefreshToken>, StoreError> {
    let row = sqlx::query(
        "SELECT r.grant_id, r.issued_at, r.expires_at, r.used_at, r.used_scope FROM refresh_tokens r \
         JOIN grants g ON g.id = r.grant_id WHERE r.token_hash = $1 AND g.client_id = $2",
    )
    .bind(token.to_vec())
    .bind(client.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(FoundRefreshToken {
        grant: row.try_get("grant_id")?,
        issued_at: Timestamp::from_unix(row.try_get("issued_at")?),
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
        used: match row.try_get::<Option<i64>, _>("used_at")? {
            Some(at) => Some(Used {
                at: Timestamp::from_unix(at),
                scope: row.try_get("used_scope")?,
            }),
            None => None,
        },
    }))
}

/// Uses a refresh token up; says whether it was unused.
pub(in crate::oauth::grants) async fn use_refresh_token(
    tx: &mut Tx,
    token: &TokenHash,
    scope: &ScopeSet,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE refresh_tokens SET used_at = $2, used_scope = $3 \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .bind(scope.to_string())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
