use std::collections::HashMap;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::cases::CaseId;
use crate::residents::ResidentId;
use crate::rp::ActingPerson;

/// Keeps the names that were proven last.
pub(super) async fn put(
    tx: &mut Tx,
    (case, resident): (&CaseId, &ResidentId),
    person: &ActingPerson,
    proven_at: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO acting_persons (case_id, resident_id, given_name, family_name, proven_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (case_id, resident_id) DO UPDATE SET \
         given_name = excluded.given_name, family_name = excluded.family_name, \
         proven_at = excluded.proven_at",
    )
    .bind(case.as_str())
    .bind(resident.as_str())
    .bind(person.given_name.as_str())
    .bind(person.family_name.as_str())
    .bind(proven_at)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Who acts or has acted for the organisation, by account.
pub(crate) async fn names(
    tx: &mut Tx,
    case: &CaseId,
) -> Result<HashMap<ResidentId, String>, StoreError> {
    let rows = sqlx::query(
        "SELECT resident_id, given_name, family_name FROM acting_persons WHERE case_id = $1",
    )
    .bind(case.as_str())
    .fetch_all(tx.conn())
    .await?;
    let read = |row: &AnyRow| {
        let resident = ResidentId::new(row.try_get("resident_id")?);
        Ok((resident, read(row)?))
    };
    rows.iter().map(read).collect()
}

/// The name of one of them.
pub(crate) async fn name(
    tx: &mut Tx,
    case: &CaseId,
    resident: &ResidentId,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(
        "SELECT given_name, family_name FROM acting_persons \
         WHERE case_id = $1 AND resident_id = $2",
    )
    .bind(case.as_str())
    .bind(resident.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Forgets those who act for their organisation no more and were named so long ago.
pub(crate) async fn sweep(tx: &mut Tx, named_until: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM acting_persons WHERE proven_at <= $1 AND NOT EXISTS (SELECT 1 FROM profiles \
         WHERE profiles.case_id = acting_persons.case_id \
         AND profiles.resident_id = acting_persons.resident_id)",
    )
    .bind(named_until.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<String, StoreError> {
    let person = ActingPerson {
        given_name: row.try_get("given_name")?,
        family_name: row.try_get("family_name")?,
    };
    Ok(person.name())
}

/// Under which name the person acted for organisations.
pub(crate) async fn export_names(
    tx: &mut Tx,
    resident: &ResidentId,
) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT given_name, family_name, proven_at FROM acting_persons WHERE resident_id = $1 \
         ORDER BY proven_at, case_id",
    )
    .bind(resident.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        Ok(Row::new()
            .text("given_name", row.try_get::<String, _>("given_name")?)
            .text("family_name", row.try_get::<String, _>("family_name")?)
            .at("proven_at", Timestamp::from_unix(row.try_get("proven_at")?)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("acting", rows))
}
