use std::time::Duration;

use shared::claims::{IdentityLevel, Role};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Lifetimes, Proven, Session, SessionId};
use crate::residents::ResidentId;
use crate::rp::{Audience, Login, ProvenOrganisation, Renewed};

pub(super) struct NewSession<'a> {
    pub(super) id: &'a SessionId,
    pub(super) token: TokenHash,
    pub(super) resident: &'a ResidentId,
    pub(super) login: &'a Login,
    pub(super) sealed: Vec<u8>,
    pub(super) now: Timestamp,
}

pub(super) async fn insert(tx: &mut Tx, new: NewSession<'_>) -> Result<(), StoreError> {
    let staff = !new.login.roles.is_empty();
    sqlx::query(
        "INSERT INTO sessions (id, token_hash, resident_id, sub, sid, acr, auth_time, issued_at, \
         tokens, access_expires_at, created_at, last_seen_at, roles, provider_expires_at, \
         organisation, level, level_at, level_means, person) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $8, $16, \
         $17)",
    )
    .bind(new.id.as_str())
    .bind(new.token.to_vec())
    .bind(new.resident.as_str())
    .bind(new.login.sub.as_str())
    .bind(new.login.sid.as_deref())
    .bind(new.login.acr.as_str())
    .bind(new.login.auth_time.unix())
    .bind(new.login.issued_at.unix())
    .bind(new.sealed)
    .bind(new.login.access_expires_at.unix())
    .bind(new.now.unix())
    .bind(written(&new.login.roles))
    .bind(staff.then(|| new.login.access_expires_at.unix()))
    .bind(new.login.organisation.as_ref().map(as_json))
    .bind(new.login.level().map(IdentityLevel::word))
    .bind(means(new.login))
    .bind(person(new.login))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Puts another login and another token in the place of those of a living session.
pub(super) async fn raise(
    tx: &mut Tx,
    (session, token): (&SessionId, TokenHash),
    login: &Login,
    sealed: Vec<u8>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let staff = !login.roles.is_empty();
    let raised = sqlx::query(
        "UPDATE sessions SET token_hash = $2, sid = $3, acr = $4, auth_time = $5, issued_at = $6, \
         tokens = $7, access_expires_at = $8, last_seen_at = $9, roles = $10, \
         provider_expires_at = $11, level = $12, level_at = $6, level_means = $13, \
         organisation = COALESCE($15, organisation), person = $16, refresh_claimed_at = NULL \
         WHERE id = $1 AND sub = $14",
    )
    .bind(session.as_str())
    .bind(token.to_vec())
    .bind(login.sid.as_deref())
    .bind(login.acr.as_str())
    .bind(login.auth_time.unix())
    .bind(login.issued_at.unix())
    .bind(sealed)
    .bind(login.access_expires_at.unix())
    .bind(now.unix())
    .bind(written(&login.roles))
    .bind(staff.then(|| login.access_expires_at.unix()))
    .bind(login.level().map(IdentityLevel::word))
    .bind(means(login))
    .bind(login.sub.as_str())
    .bind(login.organisation.as_ref().map(as_json))
    .bind(person(login))
    .execute(tx.conn())
    .await?;
    Ok(raised.rows_affected() == 1)
}

/// What was proven of the person counts no longer: it was not who they should be.
pub(crate) async fn drop_proof(tx: &mut Tx, session: &SessionId) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET level = NULL, level_at = NULL, level_means = NULL, person = NULL \
         WHERE id = $1",
    )
    .bind(session.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn person(login: &Login) -> Option<String> {
    let person = login.person.as_ref();
    person.map(|person| serde_json::to_string(person).expect("texts are JSON"))
}

fn means(login: &Login) -> String {
    serde_json::to_string(&login.amr).expect("words are JSON")
}

pub(super) async fn find(tx: &mut Tx, token: &TokenHash) -> Result<Option<Session>, StoreError> {
    let row = sqlx::query(
        "SELECT id, resident_id, sub, roles, auth_time, access_expires_at, created_at, last_seen_at, \
         organisation, level, level_at, level_means, person FROM sessions WHERE token_hash = $1",
    )
    .bind(token.to_vec())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn touch(
    tx: &mut Tx,
    session: &SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2")
        .bind(session.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends a session; its sealed tokens, if it still lived.
pub(super) async fn delete(
    tx: &mut Tx,
    session: &SessionId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query("DELETE FROM sessions WHERE id = $1 RETURNING tokens")
        .bind(session.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("tokens")).transpose()?)
}

/// Takes the turn to refresh: the sealed tokens, unless another request has it or they are
/// good beyond `due`.
pub(super) async fn claim_refresh(
    tx: &mut Tx,
    session: &SessionId,
    now: Timestamp,
    (due, stale_claim): (Timestamp, Timestamp),
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(
        "UPDATE sessions SET refresh_claimed_at = $2 WHERE id = $1 AND access_expires_at <= $3 \
         AND (refresh_claimed_at IS NULL OR refresh_claimed_at <= $4) RETURNING tokens",
    )
    .bind(session.as_str())
    .bind(now.unix())
    .bind(due.unix())
    .bind(stale_claim.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("tokens")).transpose()?)
}

/// The same for the access token for the provider itself.
pub(super) async fn claim_provider_refresh(
    tx: &mut Tx,
    session: &SessionId,
    now: Timestamp,
    (due, stale_claim): (Timestamp, Timestamp),
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(
        "UPDATE sessions SET refresh_claimed_at = $2 WHERE id = $1 \
         AND (provider_expires_at IS NULL OR provider_expires_at <= $3) \
         AND (refresh_claimed_at IS NULL OR refresh_claimed_at <= $4) RETURNING tokens",
    )
    .bind(session.as_str())
    .bind(now.unix())
    .bind(due.unix())
    .bind(stale_claim.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("tokens")).transpose()?)
}

/// The refresh was not done: another request may try from `at` on.
pub(super) async fn postpone_refresh(
    tx: &mut Tx,
    session: &SessionId,
    claimed_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET refresh_claimed_at = $2 WHERE id = $1")
        .bind(session.as_str())
        .bind(claimed_at.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The sealed tokens, with the expiry of the one for the provider itself; `None` when the
/// session is over.
pub(super) async fn tokens(
    tx: &mut Tx,
    session: &SessionId,
) -> Result<Option<(Vec<u8>, Option<Timestamp>)>, StoreError> {
    let row = sqlx::query("SELECT tokens, provider_expires_at FROM sessions WHERE id = $1")
        .bind(session.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let expiry: Option<i64> = row.try_get("provider_expires_at")?;
    Ok(Some((
        row.try_get("tokens")?,
        expiry.map(Timestamp::from_unix),
    )))
}

/// When the access token for us expires; `None` when the session is over.
pub(super) async fn access_expiry(
    tx: &mut Tx,
    session: &SessionId,
) -> Result<Option<Timestamp>, StoreError> {
    let row = sqlx::query("SELECT access_expires_at FROM sessions WHERE id = $1")
        .bind(session.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Timestamp::from_unix(
        row.try_get("access_expires_at")?,
    )))
}

/// Puts fresh tokens in place; says whether the session still lives.
pub(super) async fn keep_tokens(
    tx: &mut Tx,
    session: &SessionId,
    sealed: Vec<u8>,
    renewed: &Renewed,
) -> Result<bool, StoreError> {
    let expiry = renewed.access_expires_at.unix();
    let of = |audience: Audience| (renewed.audience == audience).then_some(expiry);
    let kept = sqlx::query(
        "UPDATE sessions SET tokens = $2, access_expires_at = COALESCE($3, access_expires_at), \
         provider_expires_at = COALESCE($4, provider_expires_at), \
         roles = COALESCE($5, roles), refresh_claimed_at = NULL WHERE id = $1",
    )
    .bind(session.as_str())
    .bind(sealed)
    .bind(of(Audience::Portal))
    .bind(of(Audience::Provider))
    .bind(renewed.anew.as_ref().map(|it| written(&it.roles)))
    .execute(tx.conn())
    .await?;
    if let Some(anew) = &renewed.anew {
        lower(tx, session, anew.level).await?;
    }
    Ok(kept.rows_affected() == 1)
}

/// No more than `most` is left of the proven identity. It never gets more by this: only an answer
/// to the person themselves counts as a proof.
async fn lower(
    tx: &mut Tx,
    session: &SessionId,
    most: Option<IdentityLevel>,
) -> Result<(), StoreError> {
    let above = IdentityLevel::ALL.into_iter().filter(|it| Some(*it) > most);
    for level in above {
        sqlx::query("UPDATE sessions SET level = $2 WHERE id = $1 AND level = $3")
            .bind(session.as_str())
            .bind(most.map(IdentityLevel::word))
            .bind(level.word())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

/// Whether this is the first logout token of this `jti`.
pub(super) async fn take_logout_token(
    tx: &mut Tx,
    jti: &str,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "INSERT INTO logout_tokens (jti, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(jti)
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

pub(super) async fn remember_ended(
    tx: &mut Tx,
    kind: &str,
    value: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO ended_logins (kind, value, ended_at) VALUES ($1, $2, $3) \
         ON CONFLICT (kind, value) DO UPDATE SET ended_at = excluded.ended_at \
         WHERE ended_logins.ended_at < excluded.ended_at",
    )
    .bind(kind)
    .bind(value)
    .bind(at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A session of the provider never comes back; of a person only what was issued until then is
/// over.
pub(super) async fn is_ended(
    tx: &mut Tx,
    sub: &str,
    sid: &str,
    issued_at: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT 1 FROM ended_logins WHERE (kind = 'sid' AND value = $2) \
         OR (kind = 'sub' AND value = $1 AND ended_at >= $3) LIMIT 1",
    )
    .bind(sub)
    .bind(sid)
    .bind(issued_at.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

pub(super) async fn resident_of_sid(
    tx: &mut Tx,
    sid: &str,
) -> Result<Option<ResidentId>, StoreError> {
    let row = sqlx::query("SELECT resident_id FROM sessions WHERE sid = $1 LIMIT 1")
        .bind(sid)
        .fetch_optional(tx.conn())
        .await?;
    let id = row.map(|row| row.try_get("resident_id")).transpose()?;
    Ok(id.map(ResidentId::new))
}

pub(super) async fn delete_of_sid(tx: &mut Tx, sid: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE sid = $1")
        .bind(sid)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete_of_sub(
    tx: &mut Tx,
    sub: &str,
    issued_until: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE sub = $1 AND issued_at <= $2")
        .bind(sub)
        .bind(issued_until.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets sessions that nobody used for so long or that are too old, logout tokens that have
/// expired, and ends of logins whose last access tokens have.
pub(crate) async fn sweep(
    tx: &mut Tx,
    now: Timestamp,
    lifetimes: Lifetimes,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE last_seen_at <= $1 OR created_at <= $2")
        .bind((now - lifetimes.idle).unix())
        .bind((now - lifetimes.absolute).unix())
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM logout_tokens WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    let tokens_gone = now - Duration::from_hours(30 * 24);
    sqlx::query("DELETE FROM ended_logins WHERE ended_at <= $1")
        .bind(tokens_gone.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn as_json(organisation: &ProvenOrganisation) -> String {
    serde_json::to_string(organisation).expect("texts are JSON")
}

fn written(roles: &[Role]) -> String {
    serde_json::to_string(roles).expect("words are JSON")
}

fn proven(row: &AnyRow) -> Result<Option<Proven>, StoreError> {
    const LEVEL: StoreError = StoreError::Corrupt {
        table: "sessions",
        column: "level",
    };
    let level: Option<String> = row.try_get("level")?;
    let at: Option<i64> = row.try_get("level_at")?;
    let (Some(level), Some(at)) = (level, at) else {
        return Ok(None);
    };
    let means: Option<String> = row.try_get("level_means")?;
    let means = serde_json::from_str(means.as_deref().unwrap_or("[]"));
    Ok(Some(Proven {
        level: IdentityLevel::of_word(&level).ok_or(LEVEL)?,
        at: Timestamp::from_unix(at),
        means: means.map_err(|_| LEVEL)?,
    }))
}

fn read(row: &AnyRow) -> Result<Session, StoreError> {
    let roles: Option<String> = row.try_get("roles")?;
    let roles = serde_json::from_str(roles.as_deref().unwrap_or("[]"));
    let organisation: Option<String> = row.try_get("organisation")?;
    let organisation = organisation.map(|text| serde_json::from_str(&text));
    let person: Option<String> = row.try_get("person")?;
    let person = person.map(|text| serde_json::from_str(&text));
    Ok(Session {
        person: person.transpose().map_err(|_| StoreError::Corrupt {
            table: "sessions",
            column: "person",
        })?,
        organisation: organisation.transpose().map_err(|_| StoreError::Corrupt {
            table: "sessions",
            column: "organisation",
        })?,
        roles: roles.map_err(|_| StoreError::Corrupt {
            table: "sessions",
            column: "roles",
        })?,
        auth_time: Timestamp::from_unix(row.try_get("auth_time")?),
        proven: proven(row)?,
        id: SessionId::new(row.try_get("id")?),
        resident: ResidentId::new(row.try_get("resident_id")?),
        sub: row.try_get("sub")?,
        access_expires_at: Timestamp::from_unix(row.try_get("access_expires_at")?),
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        last_seen_at: Timestamp::from_unix(row.try_get("last_seen_at")?),
    })
}

/// Ends every session of the person.
pub(crate) async fn end_all(tx: &mut Tx, resident: &ResidentId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE resident_id = $1")
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// When the person was signed in, and what was proven of them then; never a token.
pub(crate) async fn export(tx: &mut Tx, resident: &ResidentId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT auth_time, last_seen_at, level, organisation, person FROM sessions \
         WHERE resident_id = $1 ORDER BY auth_time, id",
    )
    .bind(resident.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let text = |column| row.try_get::<Option<String>, _>(column);
        Ok(Row::new()
            .at(
                "signed_in_at",
                Timestamp::from_unix(row.try_get("auth_time")?),
            )
            .at(
                "last_seen_at",
                Timestamp::from_unix(row.try_get("last_seen_at")?),
            )
            .text_if("level", text("level")?)
            .text_if("proven_organisation", text("organisation")?)
            .text_if("proven_person", text("person")?))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("sessions", rows))
}
