use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Closing, CodeRequest, Reason, RequestId, State, Told};
use crate::cases::Proof;
use crate::residents::ResidentId;

/// As long as a code is good for: who comes back to ask is told what became of the request.
const KEPT: Duration = Duration::from_hours(90 * 24);

const COLUMNS: &str = "SELECT id, resident_id, name, birth_date, register_number, \
    customer_number, state, reason, created_at, closed_at FROM code_requests";

pub(super) async fn insert(
    tx: &mut Tx,
    id: &RequestId,
    resident: &ResidentId,
    told: &Told,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (birth_date, register_number) = match &told.proof {
        Proof::BirthDate(date) => (Some(date.to_string()), None),
        Proof::RegisterNumber(number) => (None, Some(number.as_str())),
    };
    let kept = sqlx::query(
        "INSERT INTO code_requests (id, resident_id, name, birth_date, register_number, \
         customer_number, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7) \
         ON CONFLICT (resident_id) WHERE state = 'open' DO NOTHING",
    )
    .bind(id.as_str())
    .bind(resident.as_str())
    .bind(told.name.as_str())
    .bind(birth_date)
    .bind(register_number)
    .bind(
        told.customer_number
            .as_ref()
            .map(crate::cases::CustomerNumber::as_str),
    )
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// What was told goes with the end of the request.
const FORGET: &str = "name = NULL, birth_date = NULL, register_number = NULL, \
    customer_number = NULL";

pub(super) async fn withdraw(
    tx: &mut Tx,
    resident: &ResidentId,
    now: Timestamp,
) -> Result<Option<RequestId>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE code_requests SET state = 'withdrawn', closed_at = $2, {FORGET} \
         WHERE resident_id = $1 AND state = 'open' RETURNING id"
    )))
    .bind(resident.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let id = row.map(|row| row.try_get("id")).transpose()?;
    Ok(id.map(RequestId::new))
}

pub(super) async fn close(
    tx: &mut Tx,
    id: &RequestId,
    closing: Closing,
    (staff, now): (&ResidentId, Timestamp),
) -> Result<Option<ResidentId>, StoreError> {
    let (state, reason) = match closing {
        Closing::Answered => ("answered", None),
        Closing::Declined(reason) => ("declined", Some(reason.word())),
    };
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE code_requests SET state = $2, reason = $3, closed_by = $4, closed_at = $5, {FORGET} \
         WHERE id = $1 AND state = 'open' RETURNING resident_id"
    )))
    .bind(id.as_str())
    .bind(state)
    .bind(reason)
    .bind(staff.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let resident = row.map(|row| row.try_get("resident_id")).transpose()?;
    Ok(resident.map(ResidentId::new))
}

/// The request of this name.
pub(crate) async fn find(tx: &mut Tx, id: &RequestId) -> Result<Option<CodeRequest>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE id = $1")))
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// The last request of this account.
pub(crate) async fn latest(
    tx: &mut Tx,
    resident: &ResidentId,
) -> Result<Option<CodeRequest>, StoreError> {
    let newest = format!("{COLUMNS} WHERE resident_id = $1 ORDER BY created_at DESC, id LIMIT 20");
    let rows = sqlx::query(sqlx::AssertSqlSafe(newest))
        .bind(resident.as_str())
        .fetch_all(tx.conn())
        .await?;
    let all: Vec<CodeRequest> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let open = all.iter().find(|it| it.state == State::Open).cloned();
    Ok(open.or_else(|| all.into_iter().next()))
}

/// Open requests, the oldest first.
pub(crate) async fn open(tx: &mut Tx, most: i64) -> Result<Vec<CodeRequest>, StoreError> {
    let oldest = format!("{COLUMNS} WHERE state = 'open' ORDER BY created_at, id LIMIT $1");
    let rows = sqlx::query(sqlx::AssertSqlSafe(oldest))
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// How many requests wait for an answer.
pub(crate) async fn count_open(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) AS n FROM code_requests WHERE state = 'open'")
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get("n")?)
}

/// Forgets requests that were closed long ago.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let kept = i64::try_from(KEPT.as_secs()).unwrap_or(i64::MAX);
    sqlx::query("DELETE FROM code_requests WHERE state <> 'open' AND closed_at <= $1")
        .bind(now.unix() - kept)
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<CodeRequest, StoreError> {
    let state: String = row.try_get("state")?;
    let closed: Option<i64> = row.try_get("closed_at")?;
    let at = Timestamp::from_unix(closed.unwrap_or_default());
    let reason: Option<String> = row.try_get("reason")?;
    let state = match state.as_str() {
        "open" => State::Open,
        "answered" => State::Answered { at },
        "declined" => State::Declined {
            at,
            reason: reason
                .and_then(|word| Reason::of_word(&word))
                .ok_or(corrupt("reason"))?,
        },
        "withdrawn" => State::Withdrawn { at },
        _ => return Err(corrupt("state")),
    };
    Ok(CodeRequest {
        id: RequestId::new(row.try_get("id")?),
        resident: ResidentId::new(row.try_get("resident_id")?),
        told: told(row)?,
        state,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
    })
}

fn told(row: &AnyRow) -> Result<Option<Told>, StoreError> {
    let name: Option<String> = row.try_get("name")?;
    let Some(name) = name else { return Ok(None) };
    let birth_date: Option<String> = row.try_get("birth_date")?;
    let register_number: Option<String> = row.try_get("register_number")?;
    let customer_number: Option<String> = row.try_get("customer_number")?;
    let proof = match (birth_date, register_number) {
        (Some(date), _) => Proof::BirthDate(date.parse().map_err(|_| corrupt("birth_date"))?),
        (None, Some(number)) => {
            Proof::RegisterNumber(number.parse().map_err(|_| corrupt("register_number"))?)
        }
        (None, None) => return Err(corrupt("birth_date")),
    };
    let number = customer_number.map(|number| number.parse());
    Ok(Some(Told {
        name: name.parse().map_err(|_| corrupt("name"))?,
        proof,
        customer_number: number.transpose().map_err(|_| corrupt("customer_number"))?,
    }))
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "code_requests",
        column,
    }
}

/// What the person asked for, and what became of it.
pub(crate) async fn export(tx: &mut Tx, resident: &ResidentId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT name, birth_date, register_number, customer_number, state, reason, created_at, \
         closed_at FROM code_requests WHERE resident_id = $1 ORDER BY created_at, id",
    )
    .bind(resident.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let text = |column| row.try_get::<Option<String>, _>(column);
        let closed_at: Option<i64> = row.try_get("closed_at")?;
        Ok(Row::new()
            .text_if("name", text("name")?)
            .text_if("birth_date", text("birth_date")?)
            .text_if("register_number", text("register_number")?)
            .text_if("customer_number", text("customer_number")?)
            .text("state", row.try_get::<String, _>("state")?)
            .text_if("reason", text("reason")?)
            .at("asked_at", Timestamp::from_unix(row.try_get("created_at")?))
            .at_if("closed_at", closed_at.map(Timestamp::from_unix)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("requests", rows))
}

/// Whose requests the person answered as a member of the staff: by somebody who is no more.
pub(crate) async fn forget(tx: &mut Tx, resident: &ResidentId) -> Result<(), StoreError> {
    sqlx::query("UPDATE code_requests SET closed_by = 'deleted' WHERE closed_by = $1")
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
