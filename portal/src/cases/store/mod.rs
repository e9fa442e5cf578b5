//! The row of a case; what search needs lies beside it.

pub(super) mod index;
mod own_data;
pub(super) mod search;

pub(crate) use own_data::export;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{
    Address, ByCustomer, Case, CaseId, CloseReason, Closed, CustomerNumber, Kind, Mismatch, Name,
    Record, Register, Told, Whom,
};

/// The columns of whom it is about; those of the other kind are empty.
#[derive(Default)]
struct Columns<'a> {
    community_number: Option<&'a str>,
    given_name: Option<&'a str>,
    family_name: Option<&'a str>,
    birth_date: Option<String>,
    name: Option<&'a str>,
    register_number: Option<&'a str>,
    register_court: Option<&'a str>,
}

fn columns(record: &Record) -> Columns<'_> {
    match &record.whom {
        Whom::Person {
            given_name,
            family_name,
            birth_date,
            community,
        } => Columns {
            community_number: community.as_ref().map(super::CommunityNumber::as_str),
            given_name: Some(given_name.as_str()),
            family_name: Some(family_name.as_str()),
            birth_date: Some(birth_date.to_string()),
            ..Columns::default()
        },
        Whom::Organisation { name, register, .. } => Columns {
            name: Some(name.as_str()),
            register_number: Some(register.number.as_str()),
            register_court: Some(register.court.as_str()),
            ..Columns::default()
        },
    }
}

const INSERT: &str = "INSERT INTO cases (id, kind, customer_number, community_number, given_name, \
    family_name, birth_date, name, register_number, register_court, address, language, \
    created_at, changed_at, address_changed_at, version) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, $14) \
    ON CONFLICT (customer_number) DO NOTHING";

const UPDATE: &str = "UPDATE cases SET kind = $2, customer_number = $3, community_number = $4, \
    given_name = $5, family_name = $6, birth_date = $7, name = $8, register_number = $9, \
    register_court = $10, address = $11, language = $12, changed_at = $13, version = version + 1, \
    address_changed_at = CASE WHEN address = $11 THEN address_changed_at ELSE $13 END, \
    address_by = CASE WHEN address = $11 THEN address_by ELSE NULL END, \
    identity_mismatch = NULL \
    WHERE id = $1 AND version = $14 AND closed_at IS NULL";

/// Keeps a new case; `false` when its customer number is taken.
pub(super) async fn insert(tx: &mut Tx, case: &Case, now: Timestamp) -> Result<bool, StoreError> {
    write(tx, INSERT, case, now).await
}

/// Changes an open case of this very version.
pub(super) async fn update(tx: &mut Tx, case: &Case, now: Timestamp) -> Result<bool, StoreError> {
    write(tx, UPDATE, case, now).await
}

async fn write(
    tx: &mut Tx,
    statement: &'static str,
    case: &Case,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let record = &case.record;
    let columns = columns(record);
    let address = written(&record.address)?;
    let written = sqlx::query(statement)
        .bind(case.id.as_str())
        .bind(record.kind().word())
        .bind(record.customer_number.as_str())
        .bind(columns.community_number)
        .bind(columns.given_name)
        .bind(columns.family_name)
        .bind(columns.birth_date)
        .bind(columns.name)
        .bind(columns.register_number)
        .bind(columns.register_court)
        .bind(address)
        .bind(record.language.as_str())
        .bind(now.unix())
        .bind(case.version)
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Puts another address in the place of that of a person's open case of this version.
pub(super) async fn change_address(
    tx: &mut Tx,
    (id, version): (&CaseId, i64),
    address: &Address,
    by: &ByCustomer,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let by = serde_json::to_string(by).map_err(|_| corrupt("address_by"))?;
    let changed = sqlx::query(
        "UPDATE cases SET address = $3, address_by = $4, address_changed_at = $5, \
         changed_at = $5, version = version + 1, identity_mismatch = NULL \
         WHERE id = $1 AND version = $2 AND kind = 'person' AND closed_at IS NULL",
    )
    .bind(id.as_str())
    .bind(version)
    .bind(written(address)?)
    .bind(by)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Notes that an identity was proven which is not whom the case is about, or that it is settled.
pub(crate) async fn note_mismatch(
    tx: &mut Tx,
    id: &CaseId,
    mismatch: Option<&Mismatch>,
) -> Result<(), StoreError> {
    let text = mismatch.map(serde_json::to_string).transpose();
    sqlx::query("UPDATE cases SET identity_mismatch = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(text.map_err(|_| corrupt("identity_mismatch"))?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn written(address: &Address) -> Result<String, StoreError> {
    serde_json::to_string(address.lines()).map_err(|_| corrupt("address"))
}

/// Closes an open case of this version; `false` when it is not there so any more.
pub(super) async fn close(
    tx: &mut Tx,
    (id, version): (&CaseId, i64),
    reason: CloseReason,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let closed = sqlx::query(
        "UPDATE cases SET closed_at = $3, closed_reason = $4, changed_at = $3, \
         version = version + 1 WHERE id = $1 AND version = $2 AND closed_at IS NULL",
    )
    .bind(id.as_str())
    .bind(version)
    .bind(now.unix())
    .bind(reason.word())
    .execute(tx.conn())
    .await?;
    Ok(closed.rows_affected() == 1)
}

/// Opens a closed case of this version again.
pub(super) async fn reopen(
    tx: &mut Tx,
    (id, version): (&CaseId, i64),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let opened = sqlx::query(
        "UPDATE cases SET closed_at = NULL, closed_reason = NULL, changed_at = $3, \
         version = version + 1 WHERE id = $1 AND version = $2 AND closed_at IS NOT NULL",
    )
    .bind(id.as_str())
    .bind(version)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(opened.rows_affected() == 1)
}

/// Whether the case is open, and keeps it from being closed until `tx` ends: ask it in the
/// transaction that makes something only an open case may have.
pub(crate) async fn hold_open(tx: &mut Tx, id: &CaseId) -> Result<bool, StoreError> {
    let held =
        sqlx::query("UPDATE cases SET version = version WHERE id = $1 AND closed_at IS NULL")
            .bind(id.as_str())
            .execute(tx.conn())
            .await?;
    Ok(held.rows_affected() == 1)
}

/// The case of this id.
pub(crate) async fn find(tx: &mut Tx, id: &CaseId) -> Result<Option<Case>, StoreError> {
    let row = sqlx::query("SELECT * FROM cases WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// The case of this customer number.
pub(crate) async fn find_by_customer_number(
    tx: &mut Tx,
    number: &CustomerNumber,
) -> Result<Option<Case>, StoreError> {
    let row = sqlx::query("SELECT * FROM cases WHERE customer_number = $1")
        .bind(number.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// Binds the case of an organisation to its name for us; `false` when it is bound to another one,
/// or the name to another case.
pub(crate) async fn bind(
    tx: &mut Tx,
    case: &CaseId,
    organisation: &str,
) -> Result<bool, StoreError> {
    let bound = sqlx::query(
        "UPDATE cases SET organisation_id = $2 WHERE id = $1 AND kind <> 'person' \
         AND (organisation_id IS NULL OR organisation_id = $2) AND NOT EXISTS \
         (SELECT 1 FROM cases AS others WHERE others.organisation_id = $2 AND others.id <> $1)",
    )
    .bind(case.as_str())
    .bind(organisation)
    .execute(tx.conn())
    .await?;
    Ok(bound.rows_affected() == 1)
}

/// Nobody is left who acts for the organisation: whoever comes next proves anew who they are.
pub(crate) async fn unbind(tx: &mut Tx, case: &CaseId) -> Result<(), StoreError> {
    sqlx::query("UPDATE cases SET organisation_id = NULL WHERE id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The case that is bound to this organisation.
pub(crate) async fn of_organisation(
    tx: &mut Tx,
    organisation: &str,
) -> Result<Option<CaseId>, StoreError> {
    let row = sqlx::query("SELECT id FROM cases WHERE organisation_id = $1")
        .bind(organisation)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Ok(CaseId::new(row.try_get("id")?)))
        .transpose()
}

/// How many cases there are.
pub(crate) async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) AS cases FROM cases")
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get("cases")?)
}

fn read(row: &AnyRow) -> Result<Case, StoreError> {
    let kind: String = row.try_get("kind")?;
    let kind = Kind::of_word(&kind).ok_or(corrupt("kind"))?;
    let lines: String = row.try_get("address")?;
    let lines: Vec<String> = serde_json::from_str(&lines).map_err(|_| corrupt("address"))?;
    let whom = match kind {
        Kind::Person => Whom::Person {
            given_name: text(row, "given_name")?,
            family_name: text(row, "family_name")?,
            birth_date: text(row, "birth_date")?,
            community: match row.try_get::<Option<String>, _>("community_number")? {
                Some(number) => Some(number.parse().map_err(|_| corrupt("community_number"))?),
                None => None,
            },
        },
        Kind::Company | Kind::Institution => Whom::Organisation {
            kind,
            name: text::<Name>(row, "name")?,
            register: Register {
                number: text(row, "register_number")?,
                court: text(row, "register_court")?,
            },
        },
    };
    Ok(Case {
        id: CaseId::new(row.try_get("id")?),
        record: Record {
            customer_number: text(row, "customer_number")?,
            whom,
            address: Address::new(&lines).map_err(|_| corrupt("address"))?,
            language: row.try_get("language")?,
        },
        organisation: row.try_get("organisation_id")?,
        version: row.try_get("version")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        changed_at: Timestamp::from_unix(row.try_get("changed_at")?),
        address_told: told(row)?,
        mismatch: mismatch(row)?,
        closed: closed(row)?,
    })
}

fn told(row: &AnyRow) -> Result<Told, StoreError> {
    let by: Option<String> = row.try_get("address_by")?;
    let by = by.map(|by| serde_json::from_str(&by)).transpose();
    Ok(Told {
        at: Timestamp::from_unix(row.try_get("address_changed_at")?),
        by: by.map_err(|_| corrupt("address_by"))?,
    })
}

fn mismatch(row: &AnyRow) -> Result<Option<Mismatch>, StoreError> {
    let text: Option<String> = row.try_get("identity_mismatch")?;
    let read = text.map(|text| serde_json::from_str(&text)).transpose();
    read.map_err(|_| corrupt("identity_mismatch"))
}

fn closed(row: &AnyRow) -> Result<Option<Closed>, StoreError> {
    let Some(at) = row.try_get::<Option<i64>, _>("closed_at")? else {
        return Ok(None);
    };
    let reason: Option<String> = row.try_get("closed_reason")?;
    let reason = reason.and_then(|word| CloseReason::of_word(&word));
    Ok(Some(Closed {
        at: Timestamp::from_unix(at),
        reason: reason.ok_or(corrupt("closed_reason"))?,
    }))
}

/// `$3, $4, $5`: so many places from this one on; never none.
fn places(from: usize, how_many: usize) -> String {
    let places: Vec<String> = (from..from + how_many).map(|at| format!("${at}")).collect();
    if places.is_empty() {
        return "NULL".to_owned();
    }
    places.join(", ")
}

fn text<T: std::str::FromStr>(row: &AnyRow, column: &'static str) -> Result<T, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.and_then(|text| text.parse().ok())
        .ok_or(corrupt(column))
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "cases",
        column,
    }
}
