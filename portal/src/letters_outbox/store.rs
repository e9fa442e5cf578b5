use std::collections::BTreeMap;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::post_room::LEASE;
use super::{Hold, LetterState};

/// The kinds of letters.
pub(super) const UNLOCK_CODE: &str = "unlock_code";
pub(super) const RECOVERY_CODE: &str = "recovery_code";

/// What is known of a letter beside its content.
pub(super) struct NewRow<'a> {
    pub(super) case: &'a str,
    pub(super) code: Option<&'a str>,
    pub(super) request: Option<&'a str>,
    pub(super) kind: &'static str,
    pub(super) language: &'a str,
    pub(super) hold: Hold,
}

/// A letter that is to be written.
pub(super) struct Due {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) content: Vec<u8>,
    pub(super) language: String,
    pub(super) created_at: Timestamp,
    pub(super) tries: i64,
}

/// A letter that the print centre confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Collected {
    pub(crate) id: String,
    pub(crate) case: String,
    pub(crate) code: Option<String>,
}

/// Keeps a letter; says no when there is one of the same request.
pub(super) async fn insert(
    tx: &mut Tx,
    id: &str,
    content: Vec<u8>,
    now: Timestamp,
    new: &NewRow<'_>,
) -> Result<bool, StoreError> {
    let due = match new.hold {
        Hold::No => now,
        Hold::Mine => now + LEASE,
    };
    let inserted = sqlx::query(
        "INSERT INTO letters (id, case_id, code_id, request_id, kind, language, content, \
         created_at, due_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) \
         ON CONFLICT (request_id) WHERE request_id IS NOT NULL DO NOTHING",
    )
    .bind(id)
    .bind(new.case)
    .bind(new.code)
    .bind(new.request)
    .bind(new.kind)
    .bind(new.language)
    .bind(content)
    .bind(now.unix())
    .bind(due.unix())
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Whether the letter of this request was posted.
pub(crate) async fn is_posted(tx: &mut Tx, request: &str) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT id FROM letters WHERE request_id = $1")
        .bind(request)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// The letter of this request is not wanted any more: if it has not been written yet, it never is.
pub(crate) async fn withdraw_request(tx: &mut Tx, request: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE letters SET content = NULL WHERE request_id = $1 AND written_at IS NULL")
        .bind(request)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Takes one due letter and puts its next try to `retry_at`, so that no other process writes it
/// meanwhile.
pub(super) async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    retry_at: Timestamp,
) -> Result<Option<Due>, StoreError> {
    let row = sqlx::query(
        "UPDATE letters SET due_at = $2, tries = tries + 1 \
         WHERE content IS NOT NULL AND due_at <= $1 AND id = \
         (SELECT id FROM letters WHERE content IS NOT NULL AND due_at <= $1 \
          ORDER BY due_at, id LIMIT 1) \
         RETURNING id, kind, content, language, created_at, tries",
    )
    .bind(now.unix())
    .bind(retry_at.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// The letter of this name, if it has not been written yet.
pub(super) async fn unwritten(tx: &mut Tx, id: &str) -> Result<Option<Due>, StoreError> {
    let row = sqlx::query(
        "SELECT id, kind, content, language, created_at, tries FROM letters \
         WHERE id = $1 AND content IS NOT NULL",
    )
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Due, StoreError> {
    Ok(Due {
        id: row.try_get("id")?,
        kind: row.try_get("kind")?,
        content: row.try_get("content")?,
        language: row.try_get("language")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        tries: row.try_get("tries")?,
    })
}

/// The letter lies in the folder; its content is in the database no longer. Says no when it is not
/// to be written any more.
pub(super) async fn written(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let written = sqlx::query(
        "UPDATE letters SET content = NULL, written_at = $2 \
         WHERE id = $1 AND content IS NOT NULL AND written_at IS NULL",
    )
    .bind(id)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

pub(super) async fn postpone(tx: &mut Tx, id: &str, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE letters SET due_at = $2 WHERE id = $1")
        .bind(id)
        .bind(until.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn drop_content(tx: &mut Tx, code: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE letters SET content = NULL WHERE code_id = $1 AND written_at IS NULL")
        .bind(code)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes that the letter has been printed, once.
pub(super) async fn printed(
    tx: &mut Tx,
    id: &str,
    now: Timestamp,
) -> Result<Option<Collected>, StoreError> {
    let row = sqlx::query(
        "UPDATE letters SET printed_at = $2 \
         WHERE id = $1 AND written_at IS NOT NULL AND printed_at IS NULL \
         RETURNING id, case_id, code_id",
    )
    .bind(id)
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Collected {
        id: row.try_get("id")?,
        case: row.try_get("case_id")?,
        code: row.try_get("code_id")?,
    }))
}

/// When the letter was printed.
pub(super) async fn printed_at(tx: &mut Tx, id: &str) -> Result<Option<Timestamp>, StoreError> {
    let row = sqlx::query("SELECT printed_at FROM letters WHERE id = $1")
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    let at: Option<Option<i64>> = row.map(|row| row.try_get("printed_at")).transpose()?;
    Ok(at.flatten().map(Timestamp::from_unix))
}

/// How far the letters of a case have come, by the names of the codes that they bring. A letter
/// that was withdrawn is not among them.
pub(crate) async fn of_case(
    tx: &mut Tx,
    case: &str,
) -> Result<BTreeMap<String, LetterState>, StoreError> {
    let rows = sqlx::query(
        "SELECT code_id, written_at, printed_at FROM letters WHERE case_id = $1 \
         AND code_id IS NOT NULL AND (content IS NOT NULL OR written_at IS NOT NULL)",
    )
    .bind(case)
    .fetch_all(tx.conn())
    .await?;
    let state = |row: &AnyRow| -> Result<(String, LetterState), StoreError> {
        let written: Option<i64> = row.try_get("written_at")?;
        let printed: Option<i64> = row.try_get("printed_at")?;
        let state = match (written, printed) {
            (_, Some(at)) => LetterState::Printed {
                at: Timestamp::from_unix(at),
            },
            (Some(_), None) => LetterState::Written,
            (None, None) => LetterState::Waiting,
        };
        Ok((row.try_get("code_id")?, state))
    };
    rows.iter().map(state).collect()
}

pub(super) const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "letters",
        column,
    }
}

/// Which letters went to the address of these cases. What they said is not kept.
pub(crate) async fn export(tx: &mut Tx, cases: &[&str]) -> Result<Section, StoreError> {
    let mut told = Vec::new();
    for case in cases {
        let rows = sqlx::query(
            "SELECT kind, language, created_at, printed_at FROM letters WHERE case_id = $1 \
             ORDER BY created_at, id",
        )
        .bind(*case)
        .fetch_all(tx.conn())
        .await?;
        for row in &rows {
            let printed: Option<i64> = row.try_get("printed_at")?;
            told.push(
                Row::new()
                    .text("kind", row.try_get::<String, _>("kind")?)
                    .text("language", row.try_get::<String, _>("language")?)
                    .at(
                        "created_at",
                        Timestamp::from_unix(row.try_get("created_at")?),
                    )
                    .at_if("printed_at", printed.map(Timestamp::from_unix)),
            );
        }
    }
    Ok(Section::new("letters", told))
}
