use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::model::Stored;
use super::{CodeId, Purpose};
use crate::cases::CaseId;

pub(super) struct NewCode<'a> {
    pub(super) id: &'a CodeId,
    pub(super) case: &'a CaseId,
    pub(super) purpose: Purpose,
    pub(super) secret_hash: &'a str,
    /// The member of the staff (a resident).
    pub(super) issued_by: Option<&'a str>,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// A try that has been counted.
pub(super) struct Claimed {
    pub(super) case: CaseId,
    pub(super) secret_hash: String,
    /// With this one.
    pub(super) tries: i64,
    /// Neither used nor revoked.
    pub(super) open: bool,
}

/// Keeps a code; `false` when its name is taken.
pub(super) async fn insert(tx: &mut Tx, new: NewCode<'_>) -> Result<bool, StoreError> {
    let kept = sqlx::query(
        "INSERT INTO unlock_codes (id, case_id, purpose, secret_hash, tries, issued_at, expires_at, \
         issued_by) VALUES ($1, $2, $3, $4, 0, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(new.case.as_str())
    .bind(new.purpose.word())
    .bind(new.secret_hash)
    .bind(new.issued_at.unix())
    .bind(new.expires_at.unix())
    .bind(new.issued_by)
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Kills every open code of the case for this purpose.
pub(super) async fn revoke_open(
    tx: &mut Tx,
    case: &CaseId,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Vec<CodeId>, StoreError> {
    let rows = sqlx::query(
        "UPDATE unlock_codes SET revoked_at = $3 WHERE case_id = $1 AND purpose = $2 \
         AND used_at IS NULL AND revoked_at IS NULL RETURNING id",
    )
    .bind(case.as_str())
    .bind(purpose.word())
    .bind(now.unix())
    .fetch_all(tx.conn())
    .await?;
    let ids = rows.iter().map(|row| Ok(CodeId::new(row.try_get("id")?)));
    ids.collect()
}

/// Kills one code; `false` when there is none or it is used or dead already.
pub(crate) async fn revoke(tx: &mut Tx, id: &CodeId, now: Timestamp) -> Result<bool, StoreError> {
    let revoked = sqlx::query(
        "UPDATE unlock_codes SET revoked_at = $2 \
         WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(revoked.rows_affected() == 1)
}

/// Counts a try unless all are spent.
pub(super) async fn claim_try(
    tx: &mut Tx,
    id: &CodeId,
    most: u32,
) -> Result<Option<Claimed>, StoreError> {
    let row = sqlx::query(
        "UPDATE unlock_codes SET tries = tries + 1 WHERE id = $1 AND tries < $2 \
         RETURNING case_id, secret_hash, tries, used_at, revoked_at",
    )
    .bind(id.as_str())
    .bind(i64::from(most))
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let used: Option<i64> = row.try_get("used_at")?;
    let revoked: Option<i64> = row.try_get("revoked_at")?;
    Ok(Some(Claimed {
        case: CaseId::new(row.try_get("case_id")?),
        secret_hash: row.try_get("secret_hash")?,
        tries: row.try_get("tries")?,
        open: used.is_none() && revoked.is_none(),
    }))
}

pub(super) async fn give_back(tx: &mut Tx, id: &CodeId) -> Result<(), StoreError> {
    sqlx::query("UPDATE unlock_codes SET tries = tries - 1 WHERE id = $1 AND tries > 0")
        .bind(id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Uses the code, once; `false` when it is used, revoked or expired. Whoever calls has checked
/// secret and proof.
pub(crate) async fn redeem(
    tx: &mut Tx,
    id: &CodeId,
    resident: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let used = sqlx::query(
        "UPDATE unlock_codes SET used_at = $3, used_by = $2 WHERE id = $1 \
         AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3",
    )
    .bind(id.as_str())
    .bind(resident)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(used.rows_affected() == 1)
}

const COLUMNS: &str = "SELECT id, case_id, purpose, tries, issued_at, issued_by, expires_at, \
    used_at, used_by, revoked_at FROM unlock_codes";

/// The code of this name.
pub(crate) async fn find(tx: &mut Tx, id: &CodeId) -> Result<Option<Stored>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE id = $1")))
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// Whether this resident ever redeemed a code of the case, whatever became of it since.
pub(crate) async fn has_redeemed(
    tx: &mut Tx,
    resident: &str,
    case: &CaseId,
) -> Result<bool, StoreError> {
    let row =
        sqlx::query("SELECT id FROM unlock_codes WHERE case_id = $1 AND used_by = $2 LIMIT 1")
            .bind(case.as_str())
            .bind(resident)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.is_some())
}

/// All codes of a case, the newest first.
pub(crate) async fn list(tx: &mut Tx, case: &CaseId) -> Result<Vec<Stored>, StoreError> {
    let newest_first = format!("{COLUMNS} WHERE case_id = $1 ORDER BY issued_at DESC, id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(newest_first))
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Stored, StoreError> {
    let at = |column| -> Result<Option<Timestamp>, StoreError> {
        let unix: Option<i64> = row.try_get(column)?;
        Ok(unix.map(Timestamp::from_unix))
    };
    let purpose: String = row.try_get("purpose")?;
    Ok(Stored {
        id: CodeId::new(row.try_get("id")?),
        case: CaseId::new(row.try_get("case_id")?),
        purpose: Purpose::of_word(&purpose).ok_or(StoreError::Corrupt {
            table: "unlock_codes",
            column: "purpose",
        })?,
        tries: row.try_get("tries")?,
        issued_at: Timestamp::from_unix(row.try_get("issued_at")?),
        issued_by: row.try_get("issued_by")?,
        expires_at: Timestamp::from_unix(row.try_get("expires_at")?),
        used_at: at("used_at")?,
        used_by: row.try_get("used_by")?,
        revoked_at: at("revoked_at")?,
    })
}

pub(super) async fn put_brought(
    tx: &mut Tx,
    visitor: &TokenHash,
    sealed: Vec<u8>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO brought_codes (visitor_hash, code, resident_id, expires_at) \
         VALUES ($1, $2, NULL, $3) ON CONFLICT (visitor_hash) DO UPDATE SET \
         code = excluded.code, resident_id = NULL, expires_at = excluded.expires_at",
    )
    .bind(visitor.to_vec())
    .bind(sealed)
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn claim_brought(
    tx: &mut Tx,
    visitor: &TokenHash,
    resident: &str,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query(
        "UPDATE brought_codes SET resident_id = $2 WHERE visitor_hash = $1 AND expires_at > $3 \
         AND (resident_id IS NULL OR resident_id = $2) RETURNING code",
    )
    .bind(visitor.to_vec())
    .bind(resident)
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("code")).transpose()?)
}

pub(super) async fn delete_brought(tx: &mut Tx, visitor: &TokenHash) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM brought_codes WHERE visitor_hash = $1")
        .bind(visitor.to_vec())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets brought codes that waited too long.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM brought_codes WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes what the person brought from a letter. Codes that they issued or used stay with their
/// cases: by somebody who is no more.
pub(crate) async fn forget(tx: &mut Tx, resident: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM brought_codes WHERE resident_id = $1",
        "UPDATE unlock_codes SET used_by = 'deleted' WHERE used_by = $1",
        "UPDATE unlock_codes SET issued_by = 'deleted' WHERE issued_by = $1",
    ] {
        sqlx::query(statement)
            .bind(resident)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
