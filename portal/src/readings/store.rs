use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::cases::CaseId;
use crate::residents::ResidentId;

/// Notes that the case is being looked at; `false` when the same person last opened it later than
/// `before`.
pub(super) async fn note_view(
    tx: &mut Tx,
    (case, staff): (&CaseId, &ResidentId),
    now: Timestamp,
    before: Timestamp,
) -> Result<bool, StoreError> {
    let noted = sqlx::query(
        "INSERT INTO case_views (case_id, staff, at) VALUES ($1, $2, $3) \
         ON CONFLICT (case_id, staff) DO UPDATE SET at = excluded.at WHERE case_views.at <= $4",
    )
    .bind(case.as_str())
    .bind(staff.as_str())
    .bind(now.unix())
    .bind(before.unix())
    .execute(tx.conn())
    .await?;
    Ok(noted.rows_affected() == 1)
}

/// Forgets looks that are no measure any more.
pub(super) async fn forget_views(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM case_views WHERE at <= $1")
        .bind(before.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes which cases the person opened last.
pub(crate) async fn forget(tx: &mut Tx, staff: &ResidentId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM case_views WHERE staff = $1")
        .bind(staff.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
