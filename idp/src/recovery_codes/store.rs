use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;

use super::{Candidate, Drawn, Issue, Kind, Saved};
use crate::accounts::AccountId;

/// After so many tries a code is dead.
const MOST_TRIES: i64 = 5;

/// How long dead codes are kept, so that their names are not given again at once.
const KEPT: Duration = Duration::from_hours(30 * 24);

const GOOD: &str = "used_at IS NULL AND revoked_at IS NULL \
    AND (expires_at IS NULL OR expires_at > $2)";

/// Keeps a code; says no when its name is taken.
pub(super) async fn insert(
    tx: &mut Tx,
    (id, batch): (&str, &str),
    now: Timestamp,
    issue: Issue<'_>,
    drawn: &Drawn,
) -> Result<bool, StoreError> {
    let expires_at = issue.kind.lifetime().map(|lifetime| now + lifetime);
    let inserted = sqlx::query(
        "INSERT INTO recovery_codes \
         (id, account_id, kind, name, phc, batch, issued_at, expires_at, tries) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT (account_id, name) DO NOTHING",
    )
    .bind(id)
    .bind(issue.account.as_str())
    .bind(issue.kind.word())
    .bind(drawn.code.name())
    .bind(drawn.phc.as_str())
    .bind(batch)
    .bind(now.unix())
    .bind(expires_at.map(Timestamp::unix))
    .execute(tx.conn())
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Ends the account's codes of this kind; says whether one was still good.
pub(crate) async fn revoke(
    tx: &mut Tx,
    account: &AccountId,
    kind: Kind,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let revoked = sqlx::query(
        "UPDATE recovery_codes SET revoked_at = $3 \
         WHERE account_id = $1 AND kind = $2 AND used_at IS NULL AND revoked_at IS NULL \
         AND (expires_at IS NULL OR expires_at > $3)",
    )
    .bind(account.as_str())
    .bind(kind.word())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(revoked.rows_affected() > 0)
}

/// Counts a try.
pub(super) async fn attempt(
    tx: &mut Tx,
    account: &AccountId,
    name: &str,
    now: Timestamp,
) -> Result<Option<Candidate>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE recovery_codes SET tries = tries + 1 \
         WHERE account_id = $1 AND {GOOD} AND name = $3 AND tries < $4 RETURNING id, phc"
    )))
    .bind(account.as_str())
    .bind(now.unix())
    .bind(name)
    .bind(MOST_TRIES)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Candidate {
        id: row.try_get("id")?,
        phc: row.try_get("phc")?,
    }))
}

/// Uses a code up; says of what kind it was, if it was still good.
pub(super) async fn redeem(
    tx: &mut Tx,
    account: &AccountId,
    candidate: &Candidate,
    now: Timestamp,
) -> Result<Option<Kind>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE recovery_codes SET used_at = $2 \
         WHERE account_id = $1 AND {GOOD} AND id = $3 RETURNING kind"
    )))
    .bind(account.as_str())
    .bind(now.unix())
    .bind(candidate.id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kind: String = row.try_get("kind")?;
    let kind = Kind::of_word(&kind).ok_or(StoreError::Corrupt {
        table: "recovery_codes",
        column: "kind",
    })?;
    Ok(Some(kind))
}

/// What is left of the codes that the person has saved; `None` when nothing is.
pub(crate) async fn saved(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<Option<Saved>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT COUNT(*) AS n, MAX(issued_at) AS issued_at FROM recovery_codes \
         WHERE account_id = $1 AND {GOOD} AND kind = $3 AND tries < $4"
    )))
    .bind(account.as_str())
    .bind(now.unix())
    .bind(Kind::Saved.word())
    .bind(MOST_TRIES)
    .fetch_one(tx.conn())
    .await?;
    let issued_at: Option<i64> = row.try_get("issued_at")?;
    let left = row.try_get("n")?;
    Ok(issued_at.map(|at| Saved {
        left,
        issued_at: Timestamp::from_unix(at),
    }))
}

/// Forgets codes that have long been dead.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM recovery_codes \
         WHERE used_at <= $1 OR revoked_at <= $1 OR expires_at <= $1",
    )
    .bind((now - KEPT).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// When codes were made and used; never the codes.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT issued_at, used_at FROM recovery_codes WHERE account_id = $1 \
         ORDER BY issued_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let used_at: Option<i64> = row.try_get("used_at")?;
        Ok(Row::new()
            .at(
                "created_at",
                Timestamp::from_unix(row.try_get("issued_at")?),
            )
            .at_if("used_at", used_at.map(Timestamp::from_unix)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("recovery_codes", rows))
}
