use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Address, Case, CaseId, CustomerNumber, Kind, Name, Record, Register, Whom};

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
    created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)";

const UPDATE: &str = "UPDATE cases SET kind = $2, customer_number = $3, community_number = $4, \
    given_name = $5, family_name = $6, birth_date = $7, name = $8, register_number = $9, \
    register_court = $10, address = $11, language = $12, changed_at = $13 WHERE id = $1";

pub(super) async fn insert(tx: &mut Tx, case: &Case, now: Timestamp) -> Result<(), StoreError> {
    write(tx, INSERT, case, now).await
}

pub(super) async fn update(tx: &mut Tx, case: &Case, now: Timestamp) -> Result<(), StoreError> {
    write(tx, UPDATE, case, now).await
}

async fn write(
    tx: &mut Tx,
    statement: &'static str,
    case: &Case,
    now: Timestamp,
) -> Result<(), StoreError> {
    let record = &case.record;
    let columns = columns(record);
    let address = serde_json::to_string(record.address.lines()).map_err(|_| corrupt("address"))?;
    sqlx::query(statement)
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
        .execute(tx.conn())
        .await?;
    Ok(())
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
    })
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
