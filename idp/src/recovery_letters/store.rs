use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;

use super::model::{LetterId, Outcome, Refusal, Waiting};
use crate::accounts::AccountId;

/// A letter that nobody has taken for so long is not posted any more: the person has gone another way.
const PATIENCE: Duration = Duration::from_hours(7 * 24);
/// How long the mailed link stops a letter: as long as a code could still be good.
const STOPPABLE: Duration = Duration::from_hours(28 * 24);
/// How long a letter is remembered, so that they can be counted.
const KEPT: Duration = Duration::from_hours(31 * 24);

/// The code of a letter, for the letter outbox alone.
#[derive(Clone)]
pub(super) struct Sealed {
    pub(super) sealed: Vec<u8>,
    pub(super) made_at: Timestamp,
}

pub(super) async fn insert(
    tx: &mut Tx,
    id: &LetterId,
    (account, stop): (&AccountId, &TokenHash),
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO recovery_letters (id, account_id, stop_hash, state, asked_at) \
         VALUES ($1, $2, $3, 'open', $4)",
    )
    .bind(id.as_str())
    .bind(account.as_str())
    .bind(stop.to_vec())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many letters the account has asked for since each of these times.
pub(super) async fn asked_since<const N: usize>(
    tx: &mut Tx,
    account: &AccountId,
    times: [Timestamp; N],
) -> Result<[i64; N], StoreError> {
    let mut counts = [0; N];
    for (count, since) in counts.iter_mut().zip(times) {
        let row = sqlx::query(
            "SELECT COUNT(*) AS n FROM recovery_letters WHERE account_id = $1 AND asked_at > $2",
        )
        .bind(account.as_str())
        .bind(since.unix())
        .fetch_one(tx.conn())
        .await?;
        *count = row.try_get("n")?;
    }
    Ok(counts)
}

/// Voids the account's letters that nobody has taken.
pub(super) async fn replace(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE recovery_letters SET state = 'replaced', sealed = NULL, settled_at = $2 \
         WHERE account_id = $1 AND state IN ('open', 'made')",
    )
    .bind(account.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What waits. A letter is void once its account has ended everything from before: so is the proof by
/// which it was asked for.
pub(super) async fn waiting(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query(
        "SELECT l.id, l.account_id, l.asked_at FROM recovery_letters l \
         JOIN accounts a ON a.id = l.account_id \
         WHERE l.state IN ('open', 'made') AND l.asked_at > $1 AND a.deactivated_at IS NULL \
         AND a.sessions_valid_from <= l.asked_at ORDER BY l.asked_at, l.id LIMIT $2",
    )
    .bind((now - PATIENCE).unix())
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    let read = |row: &sqlx::any::AnyRow| {
        Ok(Waiting {
            id: LetterId::new(row.try_get("id")?),
            account: AccountId::new(row.try_get("account_id")?),
            asked_at: Timestamp::from_unix(row.try_get("asked_at")?),
        })
    };
    rows.iter().map(read).collect()
}

/// Whose letter this is, and when it was asked for.
pub(super) async fn owner(
    tx: &mut Tx,
    id: &LetterId,
) -> Result<Option<(AccountId, Timestamp)>, StoreError> {
    let row = sqlx::query("SELECT account_id, asked_at FROM recovery_letters WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account = AccountId::new(row.try_get("account_id")?);
    let asked_at = Timestamp::from_unix(row.try_get("asked_at")?);
    Ok(Some((account, asked_at)))
}

/// The code that was made and not taken yet.
pub(super) async fn made(tx: &mut Tx, id: &LetterId) -> Result<Option<Sealed>, StoreError> {
    let row = sqlx::query(
        "SELECT sealed, made_at FROM recovery_letters \
         WHERE id = $1 AND state = 'made' AND sealed IS NOT NULL",
    )
    .bind(id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Sealed {
        sealed: row.try_get("sealed")?,
        made_at: Timestamp::from_unix(row.try_get("made_at")?),
    }))
}

/// The letter gets its code now; says no unless it was open.
pub(super) async fn claim(tx: &mut Tx, id: &LetterId, now: Timestamp) -> Result<bool, StoreError> {
    let claimed = sqlx::query(
        "UPDATE recovery_letters SET state = 'made', made_at = $2 \
         WHERE id = $1 AND state = 'open' AND asked_at > $3",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .bind((now - PATIENCE).unix())
    .execute(tx.conn())
    .await?;
    Ok(claimed.rows_affected() == 1)
}

pub(super) async fn keep(tx: &mut Tx, id: &LetterId, sealed: &[u8]) -> Result<(), StoreError> {
    sqlx::query("UPDATE recovery_letters SET sealed = $2 WHERE id = $1 AND state = 'made'")
        .bind(id.as_str())
        .bind(sealed)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The letter is on its way, and its code no longer here; says whether that is new.
pub(super) async fn take(tx: &mut Tx, id: &LetterId, now: Timestamp) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "UPDATE recovery_letters SET state = 'taken', sealed = NULL, settled_at = $2 \
         WHERE id = $1 AND state = 'made'",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// No letter is posted; says whether that is new.
pub(super) async fn refuse(
    tx: &mut Tx,
    id: &LetterId,
    why: Refusal,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let refused = sqlx::query(
        "UPDATE recovery_letters SET state = 'refused', outcome = $2, sealed = NULL, \
         settled_at = $3 WHERE id = $1 AND state IN ('open', 'made')",
    )
    .bind(id.as_str())
    .bind(why.word())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(refused.rows_affected() == 1)
}

/// Whether this outcome was told before.
pub(super) async fn is_settled(
    tx: &mut Tx,
    id: &LetterId,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    let state = match outcome {
        Outcome::Taken => "taken",
        Outcome::Refused(_) => "refused",
    };
    let row = sqlx::query("SELECT id FROM recovery_letters WHERE id = $1 AND state = $2")
        .bind(id.as_str())
        .bind(state)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Whose letter the link stops.
pub(super) async fn stoppable(
    tx: &mut Tx,
    stop: &TokenHash,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id FROM recovery_letters \
         WHERE stop_hash = $1 AND state IN ('open', 'made', 'taken') AND asked_at > $2",
    )
    .bind(stop.to_vec())
    .bind((now - STOPPABLE).unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("account_id").map(AccountId::new))
        .transpose()?)
}

/// Stops a letter by its link; whether it had a code already, if the link was good.
pub(super) async fn stop(
    tx: &mut Tx,
    stop: &TokenHash,
    now: Timestamp,
) -> Result<Option<bool>, StoreError> {
    let row = sqlx::query(
        "UPDATE recovery_letters SET state = 'stopped', sealed = NULL, settled_at = $2 \
         WHERE stop_hash = $1 AND state IN ('open', 'made', 'taken') AND asked_at > $3 \
         RETURNING made_at",
    )
    .bind(stop.to_vec())
    .bind(now.unix())
    .bind((now - STOPPABLE).unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let made_at: Option<i64> = row.try_get("made_at")?;
    Ok(Some(made_at.is_some()))
}

/// Stops the account's letters that nobody has taken; says whether one could still be.
pub(super) async fn end(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = sqlx::query(
        "UPDATE recovery_letters SET state = 'stopped', sealed = NULL, settled_at = $2 \
         WHERE account_id = $1 AND state IN ('open', 'made') AND asked_at > $3",
    )
    .bind(account.as_str())
    .bind(now.unix())
    .bind((now - PATIENCE).unix())
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() > 0)
}

/// Forgets letters that count no more.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_letters WHERE asked_at <= $1")
        .bind((now - KEPT).unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The letters that were asked for and what became of them.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT state, asked_at, settled_at FROM recovery_letters WHERE account_id = $1 \
         ORDER BY asked_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let settled_at: Option<i64> = row.try_get("settled_at")?;
        Ok(Row::new()
            .text("state", row.try_get::<String, _>("state")?)
            .at("asked_at", Timestamp::from_unix(row.try_get("asked_at")?))
            .at_if("settled_at", settled_at.map(Timestamp::from_unix)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("recovery_letters", rows))
}
