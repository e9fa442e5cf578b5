use std::time::Duration;

use shared::claims::Action;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Approval, ApprovalId, Deed, Outcome};
use crate::residents::ResidentId;

/// So long the asker sees how it ended.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// No office has so many open at once.
const MOST: i64 = 200;

/// `false` when the same waits already.
pub(super) async fn insert(
    tx: &mut Tx,
    id: &ApprovalId,
    by: &ResidentId,
    (now, until): (Timestamp, Timestamp),
    deed: &Deed,
) -> Result<bool, StoreError> {
    let json = serde_json::to_string(deed).map_err(|_| corrupt("deed"))?;
    let kept = sqlx::query(
        "INSERT INTO approvals (id, action, subject, deed, asked_by, asked_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str())
    .bind(deed.action().as_str())
    .bind(deed.subject())
    .bind(json)
    .bind(by.as_str())
    .bind(now.unix())
    .bind(until.unix())
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Ends what nobody decided in time.
pub(super) async fn expire(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE approvals SET outcome = 'expired', decided_at = expires_at \
         WHERE outcome IS NULL AND expires_at <= $1",
    )
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(crate) async fn find(tx: &mut Tx, id: &ApprovalId) -> Result<Option<Approval>, StoreError> {
    let row = sqlx::query(
        "SELECT id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome \
         FROM approvals WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// What waits for this deed on this subject.
pub(crate) async fn waiting(
    tx: &mut Tx,
    action: Action,
    subject: &str,
    now: Timestamp,
) -> Result<Option<Approval>, StoreError> {
    let row = sqlx::query(
        "SELECT id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome \
         FROM approvals WHERE action = $1 AND subject = $2 AND outcome IS NULL AND expires_at > $3",
    )
    .bind(action.as_str())
    .bind(subject)
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Everything that waits, oldest first.
pub(crate) async fn open(tx: &mut Tx, now: Timestamp) -> Result<Vec<Approval>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome \
         FROM approvals WHERE outcome IS NULL AND expires_at > $1 ORDER BY asked_at, id LIMIT $2",
    )
    .bind(now.unix())
    .bind(MOST)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// What someone has asked for and still waits.
pub(super) async fn open_of(
    tx: &mut Tx,
    asker: &ResidentId,
    now: Timestamp,
) -> Result<Vec<Approval>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome \
         FROM approvals WHERE asked_by = $1 AND outcome IS NULL AND expires_at > $2 \
         ORDER BY asked_at, id",
    )
    .bind(asker.as_str())
    .bind(now.unix())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// What someone has asked for, newest first, with how it ended.
pub(crate) async fn of_asker(tx: &mut Tx, asker: &ResidentId) -> Result<Vec<Approval>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome \
         FROM approvals WHERE asked_by = $1 ORDER BY asked_at DESC, id LIMIT $2",
    )
    .bind(asker.as_str())
    .bind(MOST)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// Takes the right to do it, unless another has it or it is decided.
pub(super) async fn claim(
    tx: &mut Tx,
    id: &ApprovalId,
    (by, token): (&ResidentId, &str),
    (now, stale): (Timestamp, Timestamp),
) -> Result<Option<Approval>, StoreError> {
    let row = sqlx::query(
        "UPDATE approvals SET claim = $3, claimed_at = $4 WHERE id = $1 AND asked_by <> $2 \
         AND outcome IS NULL AND expires_at > $4 AND (claim IS NULL OR claimed_at <= $5) \
         RETURNING id, deed, asked_by, asked_at, expires_at, fault, decided_by, decided_at, outcome",
    )
    .bind(id.as_str())
    .bind(by.as_str())
    .bind(token)
    .bind(now.unix())
    .bind(stale.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Confirmed and done, by who holds the claim.
pub(super) async fn confirm(
    tx: &mut Tx,
    id: &ApprovalId,
    (by, token): (&ResidentId, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let confirmed = sqlx::query(
        "UPDATE approvals SET outcome = 'confirmed', decided_by = $2, decided_at = $3, \
         claim = NULL, fault = NULL WHERE id = $1 AND claim = $4 AND outcome IS NULL",
    )
    .bind(id.as_str())
    .bind(by.as_str())
    .bind(now.unix())
    .bind(token)
    .execute(tx.conn())
    .await?;
    Ok(confirmed.rows_affected() == 1)
}

pub(super) async fn give_back(
    tx: &mut Tx,
    id: &ApprovalId,
    token: &str,
    fault: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE approvals SET claim = NULL, claimed_at = NULL, fault = $3 \
         WHERE id = $1 AND claim = $2",
    )
    .bind(id.as_str())
    .bind(token)
    .bind(fault)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Refused by another person than the asker, or withdrawn by the asker; never while it is done.
pub(super) async fn close(
    tx: &mut Tx,
    id: &ApprovalId,
    (by, outcome): (&ResidentId, Outcome),
    (now, stale): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let whose = if outcome == Outcome::Withdrawn {
        "asked_by = $2"
    } else {
        "asked_by <> $2"
    };
    let closed = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE approvals SET outcome = $3, decided_by = $2, decided_at = $4 WHERE id = $1 \
         AND {whose} AND outcome IS NULL AND expires_at > $4 \
         AND (claim IS NULL OR claimed_at <= $5)",
    )))
    .bind(id.as_str())
    .bind(by.as_str())
    .bind(outcome.as_str())
    .bind(now.unix())
    .bind(stale.unix())
    .execute(tx.conn())
    .await?;
    Ok(closed.rows_affected() == 1)
}

/// Withdrawn for the asker, by `by`; never while it is done.
pub(super) async fn end(
    tx: &mut Tx,
    id: &ApprovalId,
    by: &ResidentId,
    (now, stale): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let ended = sqlx::query(
        "UPDATE approvals SET outcome = 'withdrawn', decided_by = $2, decided_at = $3 \
         WHERE id = $1 AND outcome IS NULL AND expires_at > $3 \
         AND (claim IS NULL OR claimed_at <= $4)",
    )
    .bind(id.as_str())
    .bind(by.as_str())
    .bind(now.unix())
    .bind(stale.unix())
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends what is too old and forgets what ended long ago.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    expire(tx, now).await?;
    sqlx::query("DELETE FROM approvals WHERE outcome IS NOT NULL AND decided_at <= $1")
        .bind((now - KEPT).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Approval, StoreError> {
    let deed: String = row.try_get("deed")?;
    let outcome: Option<String> = row.try_get("outcome")?;
    let outcome = outcome.map(|word| Outcome::read(&word).ok_or(corrupt("outcome")));
    let decided_at: Option<i64> = row.try_get("decided_at")?;
    let decided_by: Option<String> = row.try_get("decided_by")?;
    Ok(Approval {
        id: ApprovalId::new(row.try_get("id")?),
        deed: serde_json::from_str(&deed).map_err(|_| corrupt("deed"))?,
        asked_by: ResidentId::new(row.try_get("asked_by")?),
        asked_at: Timestamp::from_unix(row.try_get("asked_at")?),
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
        fault: row.try_get("fault")?,
        decided_by: decided_by.map(ResidentId::new),
        decided_at: decided_at.map(Timestamp::from_unix),
        outcome: outcome.transpose()?,
    })
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "approvals",
        column,
    }
}

/// Lets deeds forget who decided them; what the person asked for goes with them.
pub(crate) async fn forget(tx: &mut Tx, resident: &ResidentId) -> Result<(), StoreError> {
    sqlx::query("UPDATE approvals SET decided_by = 'deleted' WHERE decided_by = $1")
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What the person asked a colleague to confirm, and how it ended; not about whom.
pub(crate) async fn export(tx: &mut Tx, asker: &ResidentId) -> Result<Section, StoreError> {
    // SELECT … FROM approvals
    let rows = of_asker(tx, asker).await?.into_iter().map(|it| {
        Row::new()
            .text("action", it.deed.action().as_str())
            .at("asked_at", it.asked_at)
            .text_if("outcome", it.outcome.map(Outcome::as_str))
            .at_if("closed_at", it.decided_at)
    });
    Ok(Section::new("approvals", rows))
}
