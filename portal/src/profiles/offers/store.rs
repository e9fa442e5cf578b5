use shared::db::{StoreError, Tx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Offer, Offered};
use crate::cases::CaseId;
use crate::profiles::{MemberRole, ProfileId};
use crate::residents::ResidentId;

/// Keeps the promise of a code; `false` when this form was sent before.
pub(crate) async fn offer(tx: &mut Tx, offer: &Offer, form: &str) -> Result<bool, StoreError> {
    let kept = sqlx::query(
        "INSERT INTO member_offers (code_id, case_id, profile_id, member_role, label, form) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (form) DO NOTHING",
    )
    .bind(offer.code.as_str())
    .bind(offer.case.as_str())
    .bind(offer.by.as_str())
    .bind(offer.role.word())
    .bind(offer.label.as_str())
    .bind(form)
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// What the code promises in this organisation, if that holds.
pub(crate) async fn offered(
    tx: &mut Tx,
    case: &CaseId,
    code: &str,
) -> Result<Option<Offered>, StoreError> {
    let row = sqlx::query(
        "SELECT o.member_role, o.label, p.resident_id FROM member_offers o \
         JOIN profiles p ON p.id = o.profile_id AND p.case_id = o.case_id \
         WHERE o.code_id = $1 AND o.case_id = $2 AND p.member_role = 'admin'",
    )
    .bind(code)
    .bind(case.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Offered {
        role: role(&row)?,
        label: row.try_get("label")?,
        by: ResidentId::new(row.try_get("resident_id")?),
    }))
}

const COLUMNS: &str = "SELECT code_id, case_id, profile_id, member_role, label FROM member_offers";

/// All promises of an organisation.
pub(crate) async fn offers(tx: &mut Tx, case: &CaseId) -> Result<Vec<Offer>, StoreError> {
    let of_case = format!("{COLUMNS} WHERE case_id = $1");
    let rows = sqlx::query(sqlx::AssertSqlSafe(of_case))
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

/// All promises of one admin.
pub(crate) async fn offers_of(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
) -> Result<Vec<Offer>, StoreError> {
    let of_one = format!("{COLUMNS} WHERE case_id = $1 AND profile_id = $2");
    let rows = sqlx::query(sqlx::AssertSqlSafe(of_one))
        .bind(case.as_str())
        .bind(profile.as_str())
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Offer, StoreError> {
    Ok(Offer {
        code: row.try_get("code_id")?,
        case: CaseId::new(row.try_get("case_id")?),
        by: ProfileId::new(row.try_get("profile_id")?),
        role: role(row)?,
        label: row.try_get("label")?,
    })
}

fn role(row: &AnyRow) -> Result<MemberRole, StoreError> {
    let word: String = row.try_get("member_role")?;
    MemberRole::of_word(&word).ok_or(StoreError::Corrupt {
        table: "member_offers",
        column: "member_role",
    })
}
