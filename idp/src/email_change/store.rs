use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::accounts::{AccountId, EmailAddress};

/// How long the link to the new address is good.
const LINK_LIFETIME: Duration = Duration::from_hours(24);
/// How long the old address may undo the change.
pub(super) const STOPPABLE: Duration = Duration::from_hours(7 * 24);

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    pub(super) account: &'a AccountId,
    pub(super) old: &'a EmailAddress,
    pub(super) new: &'a EmailAddress,
}

/// A change that waits, or has taken effect.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) account: AccountId,
    pub(super) old: EmailAddress,
    pub(super) new: EmailAddress,
}

pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    wish: Wish<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO email_changes (confirm_hash, account_id, old_email, new_email, asked_at, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(token.to_vec())
    .bind(wish.account.as_str())
    .bind(wish.old.as_str())
    .bind(wish.new.as_str())
    .bind(now.unix())
    .bind((now + LINK_LIFETIME).unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets what of the account was asked for and not confirmed.
pub(super) async fn drop_waiting(tx: &mut Tx, account: &AccountId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM email_changes WHERE account_id = $1 AND confirmed_at IS NULL")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn waiting(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Change>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id, old_email, new_email FROM email_changes \
         WHERE confirm_hash = $1 AND confirmed_at IS NULL AND expires_at > $2",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Uses the link to the new address up, if it was good; from now on `stop` is good.
pub(super) async fn consume(
    tx: &mut Tx,
    token: &TokenHash,
    stop: &TokenHash,
    now: Timestamp,
) -> Result<Option<Change>, StoreError> {
    let row = sqlx::query(
        "UPDATE email_changes SET confirmed_at = $2, stop_hash = $3, stop_until = $4 \
         WHERE confirm_hash = $1 AND confirmed_at IS NULL AND expires_at > $2 \
         RETURNING account_id, old_email, new_email",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .bind(stop.to_vec())
    .bind((now + STOPPABLE).unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn stoppable(
    tx: &mut Tx,
    stop: &TokenHash,
    now: Timestamp,
) -> Result<Option<Change>, StoreError> {
    let row = sqlx::query(
        "SELECT account_id, old_email, new_email FROM email_changes \
         WHERE stop_hash = $1 AND stopped_at IS NULL AND stop_until > $2",
    )
    .bind(stop.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Uses the link to the old address up; whose it was, if it was good.
pub(super) async fn consume_stop(
    tx: &mut Tx,
    stop: &TokenHash,
    now: Timestamp,
) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query(
        "UPDATE email_changes SET stopped_at = $2 \
         WHERE stop_hash = $1 AND stopped_at IS NULL AND stop_until > $2 RETURNING account_id",
    )
    .bind(stop.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("account_id").map(AccountId::new))
        .transpose()?)
}

/// Forgets links that are no longer good.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM email_changes WHERE stop_until <= $1 \
         OR (confirmed_at IS NULL AND expires_at <= $1)",
    )
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Change, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "email_changes",
        column,
    };
    let old: String = row.try_get("old_email")?;
    let new: String = row.try_get("new_email")?;
    Ok(Change {
        account: AccountId::new(row.try_get("account_id")?),
        old: old.parse().map_err(|_| corrupt("old_email"))?,
        new: new.parse().map_err(|_| corrupt("new_email"))?,
    })
}

/// The changes of address that were asked for.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT old_email, new_email, asked_at, confirmed_at, stopped_at FROM email_changes \
         WHERE account_id = $1 ORDER BY asked_at",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let at = |column| -> Result<Option<Timestamp>, StoreError> {
            let unix: Option<i64> = row.try_get(column)?;
            Ok(unix.map(Timestamp::from_unix))
        };
        Ok(Row::new()
            .text("old_email", row.try_get::<String, _>("old_email")?)
            .text("new_email", row.try_get::<String, _>("new_email")?)
            .at_if("asked_at", at("asked_at")?)
            .at_if("confirmed_at", at("confirmed_at")?)
            .at_if("stopped_at", at("stopped_at")?))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("email_changes", rows))
}
