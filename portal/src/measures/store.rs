use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Participation, Reporter};
use crate::cases::CaseId;

/// Keeps a report; `false` when it is there already.
pub(super) async fn insert(
    tx: &mut Tx,
    reporter: Reporter<'_>,
    it: &Participation,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO participations (id, case_id, client_id, provider, course, starts_on, \
         ends_on, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (case_id, client_id, course, starts_on, ends_on) DO NOTHING",
    )
    .bind(it.id.as_str())
    .bind(reporter.case.as_str())
    .bind(reporter.client)
    .bind(it.provider.as_str())
    .bind(it.course.as_str())
    .bind(it.starts_on.as_str())
    .bind(it.ends_on.as_str())
    .bind(it.created_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many reports there are of this client about this case.
pub(super) async fn count(tx: &mut Tx, reporter: Reporter<'_>) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS reports FROM participations WHERE case_id = $1 AND client_id = $2",
    )
    .bind(reporter.case.as_str())
    .bind(reporter.client)
    .fetch_one(tx.conn())
    .await?;
    Ok(row.try_get("reports")?)
}

/// What this client reported about this case, the latest first.
pub(crate) async fn of_client(
    tx: &mut Tx,
    case: &CaseId,
    client: &str,
) -> Result<Vec<Participation>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, provider, course, starts_on, ends_on, created_at FROM participations \
         WHERE case_id = $1 AND client_id = $2 ORDER BY created_at DESC, id",
    )
    .bind(case.as_str())
    .bind(client)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Participation, StoreError> {
    Ok(Participation {
        id: row.try_get("id")?,
        course: row.try_get("course")?,
        provider: row.try_get("provider")?,
        starts_on: row.try_get("starts_on")?,
        ends_on: row.try_get("ends_on")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
    })
}

/// What education providers reported about these cases.
pub(crate) async fn export(tx: &mut Tx, cases: &[CaseId]) -> Result<Section, StoreError> {
    let mut told = Vec::new();
    for case in cases {
        let rows = sqlx::query(
            "SELECT id, provider, course, starts_on, ends_on, created_at FROM participations \
             WHERE case_id = $1 ORDER BY created_at, id",
        )
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
        for row in &rows {
            let it = read(row)?;
            told.push(
                Row::new()
                    .text("course", it.course)
                    .text("provider", it.provider)
                    .text("starts_on", it.starts_on)
                    .text("ends_on", it.ends_on)
                    .at("reported_at", it.created_at),
            );
        }
    }
    Ok(Section::new("courses", told))
}
