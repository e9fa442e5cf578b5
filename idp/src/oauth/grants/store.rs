use std::collections::BTreeSet;
use std::time::Duration;

use shared::claims::Amr;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::mint::Wanted;
use super::model::{AccountState, SessionState};
use super::{AccessToken, GrantState, Origin};
use crate::accounts::AccountId;
use crate::clients::ClientId;
use crate::consents::ConsentId;
use crate::oauth::scope::ScopeSet;

/// A grant with what it depends on: the one read of a request.
const GRANT: &str = "g.id, g.account_id, g.client_id, g.sid, g.scope, g.resources, g.acr, g.amr, \
    g.auth_time, g.offline_at, g.created_at, g.revoked_at, g.consent_id, \
    k.id AS standing_consent, a.sessions_valid_from, a.deactivated_at, s.created_at AS session_created_at, s.last_seen_at, s.ended_at";
const FROM_GRANT: &str = "grants g LEFT JOIN accounts a ON a.id = g.account_id \
    LEFT JOIN sessions s ON s.sid = g.sid LEFT JOIN consents k ON k.id = g.consent_id";

pub(super) struct NewGrant<'a> {
    pub(super) id: &'a str,
    pub(super) account: Option<&'a str>,
    pub(super) client: &'a ClientId,
    pub(super) scope: &'a ScopeSet,
    pub(super) origin: &'a Origin,
    pub(super) offline_at: Option<Timestamp>,
    pub(super) created_at: Timestamp,
}

pub(super) async fn insert_grant(tx: &mut Tx, grant: &NewGrant<'_>) -> Result<(), StoreError> {
    let json = |result: serde_json::Result<String>| result.map_err(|_| corrupt("resources"));
    sqlx::query(
        "INSERT INTO grants (id, account_id, client_id, sid, scope, resources, acr, amr, \
         auth_time, offline_at, created_at, used_at, consent_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
    )
    .bind(grant.id)
    .bind(grant.account)
    .bind(grant.client.as_str())
    .bind(grant.origin.sid.as_deref())
    .bind(grant.scope.to_string())
    .bind(json(serde_json::to_string(&grant.origin.resources))?)
    .bind(grant.origin.acr.as_deref())
    .bind(json(serde_json::to_string(&grant.origin.amr))?)
    .bind(grant.origin.auth_time)
    .bind(grant.offline_at.map(Timestamp::unix))
    .bind(grant.created_at.unix())
    .bind(grant.origin.consent.as_ref().map(ConsentId::as_str))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets no one else exchange for this grant until the transaction ends; says whether it stands.
pub(super) async fn lock_grant(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE grants SET used_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id)
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A grant, whatever has become of it.
pub(in crate::oauth) async fn find_grant(
    tx: &mut Tx,
    id: &str,
) -> Result<Option<GrantState>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {GRANT} FROM {FROM_GRANT} WHERE g.id = $1"
    )))
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read_grant).transpose()
}

/// Revokes a grant and with it everything it produced; gives its account.
pub(in crate::oauth) async fn revoke_grant(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(
        "UPDATE grants SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1 \
         RETURNING account_id",
    )
    .bind(id)
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("account_id"))
        .transpose()?
        .flatten())
}

/// Revokes every grant of the account, and with them codes and tokens of every kind.
pub(crate) async fn revoke_all(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE grants SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL")
        .bind(account.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) struct NewCode<'a> {
    pub(super) hash: TokenHash,
    pub(super) grant: &'a str,
    pub(super) origin: &'a Origin,
    pub(super) expires_at: Timestamp,
}

pub(super) async fn insert_code(tx: &mut Tx, code: &NewCode<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO codes (code_hash, grant_id, redirect_uri, challenge, nonce, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(code.hash.to_vec())
    .bind(code.grant)
    .bind(code.origin.redirect_uri.as_str())
    .bind(code.origin.challenge.as_str())
    .bind(code.origin.nonce.as_deref())
    .bind(code.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) struct TakenCode {
    pub(super) grant: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) nonce: Option<String>,
}

/// Uses a code up, if it is unused, of now, and this client's.
pub(super) async fn take_code(
    tx: &mut Tx,
    code: &TokenHash,
    client: &ClientId,
    now: Timestamp,
) -> Result<Option<TakenCode>, StoreError> {
    let row = sqlx::query(
        "UPDATE codes SET used_at = $3 \
         WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $3 \
         AND grant_id IN (SELECT id FROM grants WHERE client_id = $2) \
         RETURNING grant_id, redirect_uri, challenge, nonce",
    )
    .bind(code.to_vec())
    .bind(client.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(TakenCode {
        grant: row.try_get("grant_id")?,
        redirect_uri: row.try_get("redirect_uri")?,
        challenge: row.try_get("challenge")?,
        nonce: row.try_get("nonce")?,
    }))
}

/// The grant of a code of this client that was used before.
pub(super) async fn grant_of_used_code(
    tx: &mut Tx,
    code: &TokenHash,
    client: &ClientId,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(
        "SELECT c.grant_id FROM codes c JOIN grants g ON g.id = c.grant_id \
         WHERE c.code_hash = $1 AND c.used_at IS NOT NULL AND g.client_id = $2",
    )
    .bind(code.to_vec())
    .bind(client.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("grant_id")).transpose()?)
}

pub(super) async fn insert_access_token(
    tx: &mut Tx,
    token: &TokenHash,
    wanted: &Wanted<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO access_tokens (token_hash, grant_id, audience, scope, issued_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(token.to_vec())
    .bind(wanted.origin.grant.as_deref())
    .bind(wanted.audience)
    .bind(wanted.scope.to_string())
    .bind(wanted.issued_at.unix())
    .bind(wanted.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An access token with its grant.
pub(in crate::oauth) async fn find_access_token(
    tx: &mut Tx,
    token: &TokenHash,
) -> Result<Option<(AccessToken, GrantState)>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {GRANT}, t.audience, t.scope AS token_scope, t.issued_at, t.expires_at FROM {FROM_GRANT} \
         JOIN access_tokens t ON t.grant_id = g.id WHERE t.token_hash = $1"
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

pub(super) async fn insert_refresh_token(
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
    pub(in crate::oauth) is_used: bool,
}

/// A refresh token of this client.
pub(in crate::oauth) async fn find_refresh_token(
    tx: &mut Tx,
    token: &TokenHash,
    client: &ClientId,
) -> Result<Option<FoundRefreshToken>, StoreError> {
    let row = sqlx::query(
        "SELECT r.grant_id, r.issued_at, r.expires_at, r.used_at FROM refresh_tokens r \
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
        is_used: row.try_get::<Option<i64>, _>("used_at")?.is_some(),
    }))
}

/// Uses a refresh token up; says whether it was unused.
pub(super) async fn use_refresh_token(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE refresh_tokens SET used_at = $2 \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what has expired, a thousand rows at a time. Used codes and refresh tokens stay until
/// they would have expired anyway: their second use must be seen.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp, oldest: Duration) -> Result<(), StoreError> {
    const DAY: Duration = Duration::from_hours(24);
    let rounds = [
        ("codes", "code_hash", "expires_at <= $1", now - DAY),
        ("access_tokens", "token_hash", "expires_at <= $1", now),
        ("refresh_tokens", "token_hash", "expires_at <= $1", now),
        (
            "grants",
            "id",
            "created_at <= $1 AND account_id IS NULL",
            now - DAY,
        ),
        ("grants", "id", "created_at <= $1", now - oldest - DAY),
    ];
    for (table, key, rule, until) in rounds {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE {key} IN \
             (SELECT {key} FROM {table} WHERE {rule} LIMIT 1000)"
        )))
        .bind(until.unix())
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

fn read_grant(row: &AnyRow) -> Result<GrantState, StoreError> {
    let time = |column| -> Result<Option<Timestamp>, StoreError> {
        Ok(row
            .try_get::<Option<i64>, _>(column)?
            .map(Timestamp::from_unix))
    };
    let (scope, resources): (String, String) = (row.try_get("scope")?, row.try_get("resources")?);
    let amr: String = row.try_get("amr")?;
    let resources: BTreeSet<String> =
        serde_json::from_str(&resources).map_err(|_| corrupt("resources"))?;
    let amr: Vec<Amr> = serde_json::from_str(&amr).map_err(|_| corrupt("amr"))?;
    let deactivated = time("deactivated_at")?.is_some();
    let account_state = time("sessions_valid_from")?.map(|sessions_valid_from| AccountState {
        sessions_valid_from,
        is_deactivated: deactivated,
    });
    let session_state = match (time("session_created_at")?, time("last_seen_at")?) {
        (Some(created_at), Some(last_seen_at)) => Some(SessionState {
            created_at,
            last_seen_at,
            is_ended: time("ended_at")?.is_some(),
        }),
        _ => None,
    };
    let consent: Option<String> = row.try_get("consent_id")?;
    let standing: Option<String> = row.try_get("standing_consent")?;
    Ok(GrantState {
        consent_stands: consent == standing,
        consent: consent.map(ConsentId::new),
        id: row.try_get("id")?,
        account: row.try_get("account_id")?,
        client: row.try_get("client_id")?,
        sid: row.try_get("sid")?,
        scope: ScopeSet::parse(&scope),
        resources,
        acr: row.try_get("acr")?,
        amr,
        auth_time: row.try_get("auth_time")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        is_offline: time("offline_at")?.is_some(),
        is_revoked: time("revoked_at")?.is_some(),
        account_state,
        session_state,
    })
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "grants",
        column,
    }
}
