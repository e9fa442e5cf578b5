//! Grants, and in the files below what comes of them.

mod codes;
mod tokens;

use std::collections::BTreeSet;
use std::time::Duration;

use shared::claims::Amr;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::model::{AccountState, SessionState};
use super::{GrantState, Origin};
use crate::accounts::AccountId;
use crate::clients::ClientId;
use crate::consents::ConsentId;
use crate::oauth::scope::ScopeSet;
use crate::sessions::{Assurance, Sid};

pub(in crate::oauth::grants) use codes::{NewCode, grant_of_used_code, insert_code, take_code};
pub(in crate::oauth) use tokens::{
    FoundRefreshToken, find_access_token, find_refresh_token, forget_access_token,
};
pub(in crate::oauth::grants) use tokens::{
    insert_access_token, insert_refresh_token, use_refresh_token,
};

/// A grant with what it depends on: the one read of a request.
const GRANT: &str = "g.id, g.account_id, g.client_id, g.sid, g.scope, g.resources, g.acr, g.amr, \
    g.auth_time, g.offline_at, g.created_at, g.revoked_at, g.consent_id, g.verified, \
    k.id AS standing_consent, a.sessions_valid_from, a.deactivated_at, \
    s.created_at AS session_created_at, s.last_seen_at, s.ended_at, s.acr AS session_acr, \
    s.level, s.level_service, s.level_at";
const FROM_GRANT: &str = "grants g LEFT JOIN accounts a ON a.id = g.account_id \
    LEFT JOIN sessions s ON s.sid = g.sid LEFT JOIN consents k ON k.id = g.consent_id";

pub(in crate::oauth::grants) struct NewGrant<'a> {
    pub(in crate::oauth::grants) id: &'a str,
    pub(in crate::oauth::grants) account: Option<&'a str>,
    pub(in crate::oauth::grants) client: &'a ClientId,
    pub(in crate::oauth::grants) scope: &'a ScopeSet,
    pub(in crate::oauth::grants) origin: &'a Origin,
    pub(in crate::oauth::grants) offline_at: Option<Timestamp>,
    pub(in crate::oauth::grants) created_at: Timestamp,
}

pub(in crate::oauth::grants) async fn insert_grant(
    tx: &mut Tx,
    grant: &NewGrant<'_>,
) -> Result<(), StoreError> {
    let json = |result: serde_json::Result<String>| result.map_err(|_| corrupt("resources"));
    sqlx::query(
        "INSERT INTO grants (id, account_id, client_id, sid, scope, resources, acr, amr, \
         auth_time, offline_at, created_at, used_at, consent_id, verified) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)",
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
    .bind(json(serde_json::to_string(&grant.origin.verified))?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets no one else exchange for this grant until the transaction ends; says whether it stands.
pub(in crate::oauth::grants) async fn lock_grant(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
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

/// Revokes the grants of one session of the account.
pub(crate) async fn revoke_session(
    tx: &mut Tx,
    account: &AccountId,
    sid: &Sid,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE grants SET revoked_at = $3 \
         WHERE account_id = $1 AND sid = $2 AND revoked_at IS NULL",
    )
    .bind(account.as_str())
    .bind(sid.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Revokes every grant of the account but those of one session.
pub(crate) async fn revoke_others(
    tx: &mut Tx,
    account: &AccountId,
    kept: &Sid,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE grants SET revoked_at = $3 \
         WHERE account_id = $1 AND (sid IS NULL OR sid <> $2) AND revoked_at IS NULL",
    )
    .bind(account.as_str())
    .bind(kept.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Revokes everything that this client was allowed, and with it codes and tokens of every kind.
pub(crate) async fn revoke_client(
    tx: &mut Tx,
    client: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE grants SET revoked_at = $2 WHERE client_id = $1 AND revoked_at IS NULL")
        .bind(client)
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
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
            acr: row.try_get("session_acr")?,
            assurance: assurance(row)?,
        }),
        _ => None,
    };
    let verified: Option<String> = row.try_get("verified")?;
    let verified = verified.map(|text| serde_json::from_str(&text)).transpose();
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
        verified: verified
            .map_err(|_| corrupt("verified"))?
            .unwrap_or_default(),
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

fn assurance(row: &AnyRow) -> Result<Option<Assurance>, StoreError> {
    let service: Option<String> = row.try_get("level_service")?;
    let (rank, at) = (row.try_get("level")?, row.try_get("level_at")?);
    Assurance::of_columns(rank, service.as_deref(), at).map_err(corrupt)
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "grants",
        column,
    }
}

/// Which application was given what on the person's behalf, and until when; never a token.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT client_id, scope, created_at, used_at, revoked_at FROM grants \
         WHERE account_id = $1 ORDER BY created_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let revoked_at: Option<i64> = row.try_get("revoked_at")?;
        let scope: String = row.try_get("scope")?;
        Ok(Row::new()
            .text("client", row.try_get::<String, _>("client_id")?)
            .list("scopes", scope.split(' ').map(str::to_owned).collect())
            .at("given_at", Timestamp::from_unix(row.try_get("created_at")?))
            .at(
                "last_used_at",
                Timestamp::from_unix(row.try_get("used_at")?),
            )
            .at_if("ended_at", revoked_at.map(Timestamp::from_unix)))
    });
    Ok(Section::new(
        "applications",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}

/// Applications that got a grant of this person.
pub(in crate::oauth) async fn clients_of(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query("SELECT DISTINCT client_id FROM grants WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    let names = rows.iter().map(|row| Ok(row.try_get("client_id")?));
    names.collect()
}
