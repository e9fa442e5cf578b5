use std::time::Duration;

use shared::claims::IdentityLevel;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::level::{self, Assurance, Holds};
use super::{Kept, Place, Session, Sid, Stage, Strength};
use crate::accounts::AccountId;

pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    session: &Session,
) -> Result<(), StoreError> {
    let amr = serde_json::to_string(&session.strength.amr).map_err(|_| corrupt("amr"))?;
    let assurance = session.strength.assurance;
    sqlx::query(
        "INSERT INTO sessions (sid, token_hash, account_id, stage, acr, amr, auth_time, \
         created_at, last_seen_at, level, level_service, level_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)",
    )
    .bind(session.sid.as_str())
    .bind(token.to_vec())
    .bind(session.account.as_str())
    .bind(session.stage.as_str())
    .bind(session.strength.acr.as_str())
    .bind(amr)
    .bind(session.strength.auth_time.unix())
    .bind(session.created_at.unix())
    .bind(assurance.map(|it| level::rank(it.level)))
    .bind(assurance.map(|it| it.service.word()))
    .bind(assurance.map(|it| it.at.unix()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn find(tx: &mut Tx, token: &TokenHash) -> Result<Option<Session>, StoreError> {
    let row = sqlx::query(
        "SELECT sid, account_id, stage, acr, amr, auth_time, created_at, last_seen_at, locale, \
         level, level_service, level_at FROM sessions WHERE token_hash = $1 AND ended_at IS NULL",
    )
    .bind(token.to_vec())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn touch(
    tx: &mut Tx,
    sid: &Sid,
    now: Timestamp,
    levels: Holds,
) -> Result<(), StoreError> {
    let mut query = sqlx::query(
        "UPDATE sessions SET level = CASE \
         WHEN level >= 3 AND last_seen_at >= $3 AND level_at >= $4 THEN 3 \
         WHEN level >= 2 AND last_seen_at >= $5 AND level_at >= $6 THEN 2 \
         WHEN level >= 1 AND last_seen_at >= $7 AND level_at >= $8 THEN 1 END, \
         last_seen_at = $2 WHERE sid = $1 AND last_seen_at < $2",
    )
    .bind(sid.as_str())
    .bind(now.unix());
    for level in IdentityLevel::ALL.into_iter().rev() {
        let hold = levels.of(level);
        query = query.bind((now - hold.idle).unix());
        query = query.bind((now - hold.absolute).unix());
    }
    query.execute(tx.conn()).await?;
    Ok(())
}

/// Remembers the language that was chosen in this session.
pub(crate) async fn set_locale(tx: &mut Tx, sid: &Sid, locale: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET locale = $2 WHERE sid = $1")
        .bind(sid.as_str())
        .bind(locale)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn renew(
    tx: &mut Tx,
    sid: &Sid,
    token: &TokenHash,
    strength: &Strength,
    now: Timestamp,
) -> Result<(), StoreError> {
    let amr = serde_json::to_string(&strength.amr).map_err(|_| corrupt("amr"))?;
    let assurance = strength.assurance;
    // A local sign-in says nothing of the identity: what was proven holds as long as it holds.
    sqlx::query(
        "UPDATE sessions SET token_hash = $2, acr = $3, amr = $4, auth_time = $5, \
         created_at = $6, last_seen_at = $6, level = COALESCE($7, level), \
         level_service = COALESCE($8, level_service), level_at = COALESCE($9, level_at) \
         WHERE sid = $1 AND ended_at IS NULL",
    )
    .bind(sid.as_str())
    .bind(token.to_vec())
    .bind(strength.acr.as_str())
    .bind(amr)
    .bind(strength.auth_time.unix())
    .bind(now.unix())
    .bind(assurance.map(|it| level::rank(it.level)))
    .bind(assurance.map(|it| it.service.word()))
    .bind(assurance.map(|it| it.at.unix()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_token(tx: &mut Tx, sid: &Sid, token: &TokenHash) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET token_hash = $2 WHERE sid = $1 AND ended_at IS NULL")
        .bind(sid.as_str())
        .bind(token.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn end(tx: &mut Tx, sid: &Sid, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET ended_at = $2 WHERE sid = $1 AND ended_at IS NULL")
        .bind(sid.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes where the session was opened.
pub(crate) async fn note_place(
    tx: &mut Tx,
    sid: &Sid,
    place: &Place<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET browser_id = $2, browser = $3, system = $4, address = $5 \
         WHERE sid = $1",
    )
    .bind(sid.as_str())
    .bind(place.browser_id)
    .bind(place.browser)
    .bind(place.system)
    .bind(place.address)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The session `to` takes the place of `from`, in the same browser.
pub(super) async fn copy_place(tx: &mut Tx, from: &Sid, to: &Sid) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET \
         browser_id = (SELECT f.browser_id FROM sessions f WHERE f.sid = $1), \
         browser = (SELECT f.browser FROM sessions f WHERE f.sid = $1), \
         system = (SELECT f.system FROM sessions f WHERE f.sid = $1), \
         address = (SELECT f.address FROM sessions f WHERE f.sid = $1) WHERE sid = $2",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The account's full sessions, living or kept, the latest sign-in first.
pub(crate) async fn list(tx: &mut Tx, account: &AccountId) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(
        "SELECT s.sid, s.amr, s.auth_time, s.created_at, s.last_seen_at, \
         COALESCE(s.browser, '') AS browser, COALESCE(s.system, '') AS system, \
         COALESCE(s.address, '') AS address, CASE WHEN s.ended_at IS NOT NULL \
         OR a.sessions_valid_from > s.created_at THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS is_ended \
         FROM sessions s JOIN accounts a ON a.id = s.account_id \
         WHERE s.account_id = $1 AND s.stage = 'full' ORDER BY s.auth_time DESC, s.sid LIMIT 200",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read_kept).collect()
}

/// The account's sessions in one of its browsers that have not ended.
pub(crate) async fn of_browser(
    tx: &mut Tx,
    account: &AccountId,
    browser_id: &str,
) -> Result<Vec<Sid>, StoreError> {
    let rows = sqlx::query(
        "SELECT sid FROM sessions WHERE account_id = $1 AND browser_id = $2 AND ended_at IS NULL",
    )
    .bind(account.as_str())
    .bind(browser_id)
    .fetch_all(tx.conn())
    .await?;
    let sids = rows.iter().map(|row| Ok(Sid::new(row.try_get("sid")?)));
    sids.collect()
}

/// Ends a session of this account; says whether it was one and still lived.
pub(crate) async fn end_own(
    tx: &mut Tx,
    account: &AccountId,
    sid: &Sid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = sqlx::query(
        "UPDATE sessions SET ended_at = $3 \
         WHERE sid = $1 AND account_id = $2 AND ended_at IS NULL",
    )
    .bind(sid.as_str())
    .bind(account.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends every session of the account but `kept`.
pub(crate) async fn end_others(
    tx: &mut Tx,
    account: &AccountId,
    kept: Option<&Sid>,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET ended_at = $3 \
         WHERE account_id = $1 AND sid <> $2 AND ended_at IS NULL",
    )
    .bind(account.as_str())
    .bind(kept.map_or("", Sid::as_str))
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ended sessions whose relying parties have not been told yet.
pub(crate) async fn untold_ended(tx: &mut Tx) -> Result<Vec<Sid>, StoreError> {
    let rows = sqlx::query(
        "SELECT sid FROM sessions WHERE ended_at IS NOT NULL AND told_at IS NULL LIMIT 100",
    )
    .fetch_all(tx.conn())
    .await?;
    rows.iter()
        .map(|row| Ok(Sid::new(row.try_get("sid")?)))
        .collect()
}

/// A session that its account's `sessions_valid_from` has ended, although nobody wrote so. Only
/// lately: older sessions have reached their greatest age.
const INVALIDATED: &str = "ended_at IS NULL AND EXISTS (SELECT 1 FROM accounts a \
    WHERE a.id = sessions.account_id AND a.sessions_valid_from > sessions.created_at) \
    AND account_id IN (SELECT id FROM accounts WHERE sessions_valid_from > $1)";

/// How long ago sessions may have been ended by their account to be found.
const LATELY: Duration = Duration::from_hours(24);

/// Whether a session has ended that relying parties have not been told of yet.
pub(crate) async fn has_untold_ends(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT sid FROM sessions WHERE (ended_at IS NOT NULL AND told_at IS NULL) \
         OR sid IN (SELECT sid FROM sessions WHERE {INVALIDATED}) LIMIT 1"
    )))
    .bind((now - LATELY).unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Writes down the end of sessions that their account has ended.
pub(crate) async fn end_invalidated(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE sessions SET ended_at = $2 WHERE {INVALIDATED}"
    )))
    .bind((now - LATELY).unix())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The end of this session is in the logout outbox.
pub(crate) async fn mark_told(tx: &mut Tx, sid: &Sid, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET told_at = $2 WHERE sid = $1")
        .bind(sid.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends what nobody used for `idle` or what is older than `absolute`, and forgets what ended
/// thirty days ago. Relying parties are not told of the former: their own session has its own
/// deadline, and a person who is busy there must not be thrown out.
pub(crate) async fn sweep(
    tx: &mut Tx,
    now: Timestamp,
    idle: Duration,
    absolute: Duration,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET ended_at = $1, told_at = $1 \
         WHERE ended_at IS NULL AND (last_seen_at <= $2 OR created_at <= $3)",
    )
    .bind(now.unix())
    .bind((now - idle).unix())
    .bind((now - absolute).unix())
    .execute(tx.conn())
    .await?;
    sqlx::query("DELETE FROM sessions WHERE ended_at <= $1 AND told_at IS NOT NULL")
        .bind((now - Duration::from_hours(30 * 24)).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Session, StoreError> {
    let stage: String = row.try_get("stage")?;
    let acr: String = row.try_get("acr")?;
    let amr: String = row.try_get("amr")?;
    Ok(Session {
        sid: Sid::new(row.try_get("sid")?),
        account: AccountId::new(row.try_get("account_id")?),
        stage: match stage.as_str() {
            "full" => Stage::Full,
            "enrolling" => Stage::Enrolling,
            "recovering" => Stage::Recovering,
            "leaving" => Stage::Leaving,
            _ => return Err(corrupt("stage")),
        },
        strength: Strength {
            acr: acr.parse().map_err(|_| corrupt("acr"))?,
            amr: serde_json::from_str(&amr).map_err(|_| corrupt("amr"))?,
            auth_time: Timestamp::from_unix(row.try_get("auth_time")?),
            assurance: assurance(row)?,
        },
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        last_seen_at: Timestamp::from_unix(row.try_get("last_seen_at")?),
        locale: row.try_get("locale")?,
    })
}

fn read_kept(row: &AnyRow) -> Result<Kept, StoreError> {
    let amr: String = row.try_get("amr")?;
    let is_ended: i64 = row.try_get("is_ended")?;
    Ok(Kept {
        sid: Sid::new(row.try_get("sid")?),
        amr: serde_json::from_str(&amr).map_err(|_| corrupt("amr"))?,
        auth_time: Timestamp::from_unix(row.try_get("auth_time")?),
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        last_seen_at: Timestamp::from_unix(row.try_get("last_seen_at")?),
        is_ended: is_ended == 1,
        browser: row.try_get("browser")?,
        system: row.try_get("system")?,
        address: row.try_get("address")?,
    })
}

fn assurance(row: &AnyRow) -> Result<Option<Assurance>, StoreError> {
    let rank: Option<i64> = row.try_get("level")?;
    let service: Option<String> = row.try_get("level_service")?;
    let at: Option<i64> = row.try_get("level_at")?;
    Assurance::of_columns(rank, service.as_deref(), at).map_err(corrupt)
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "sessions",
        column,
    }
}

/// When somebody was signed in, and how; never the token.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT auth_time, last_seen_at, ended_at, amr, level_service, browser, system, address \
         FROM sessions WHERE account_id = $1 ORDER BY auth_time, sid",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let amr: String = row.try_get("amr")?;
        let ended_at: Option<i64> = row.try_get("ended_at")?;
        let service: Option<String> = row.try_get("level_service")?;
        Ok(Row::new()
            .at(
                "signed_in_at",
                Timestamp::from_unix(row.try_get("auth_time")?),
            )
            .list(
                "methods",
                serde_json::from_str(&amr).map_err(|_| corrupt("amr"))?,
            )
            .text_if("proven_by", service)
            .text_if("browser", row.try_get::<Option<String>, _>("browser")?)
            .text_if("system", row.try_get::<Option<String>, _>("system")?)
            .text_if("network", row.try_get::<Option<String>, _>("address")?)
            .at(
                "last_seen_at",
                Timestamp::from_unix(row.try_get("last_seen_at")?),
            )
            .at_if("ended_at", ended_at.map(Timestamp::from_unix)))
    });
    Ok(Section::new(
        "sessions",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}
