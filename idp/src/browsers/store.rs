use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Browser, BrowserId, Notice, Visit};
use crate::accounts::AccountId;

/// As long as the browser keeps its cookie.
const KEPT: Duration = Duration::from_hours(400 * 24);

pub(super) async fn find(
    tx: &mut Tx,
    account: &AccountId,
    token: &TokenHash,
) -> Result<Option<BrowserId>, StoreError> {
    let row = sqlx::query("SELECT id FROM browsers WHERE account_id = $1 AND token_hash = $2")
        .bind(account.as_str())
        .bind(token.to_vec())
        .fetch_optional(tx.conn())
        .await?;
    let id = row.map(|row| row.try_get("id")).transpose()?;
    Ok(id.map(BrowserId::new))
}

pub(super) async fn any(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT id FROM browsers WHERE account_id = $1 LIMIT 1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

pub(super) async fn insert(
    tx: &mut Tx,
    (id, token): (&BrowserId, &TokenHash),
    account: &AccountId,
    visit: &Visit,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO browsers (id, account_id, token_hash, browser, system, first_seen_at, \
         last_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(id.as_str())
    .bind(account.as_str())
    .bind(token.to_vec())
    .bind(visit.browser)
    .bind(visit.system)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn seen(
    tx: &mut Tx,
    id: &BrowserId,
    visit: &Visit,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE browsers SET browser = $2, system = $3, last_seen_at = $4 WHERE id = $1")
        .bind(id.as_str())
        .bind(visit.browser)
        .bind(visit.system)
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The account's browsers, the last used first.
pub(crate) async fn list(tx: &mut Tx, account: &AccountId) -> Result<Vec<Browser>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, browser, system, first_seen_at, last_seen_at FROM browsers \
         WHERE account_id = $1 ORDER BY last_seen_at DESC, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// Forgets a browser of the account; says whether it was one.
pub(crate) async fn forget_browser(
    tx: &mut Tx,
    account: &AccountId,
    id: &BrowserId,
) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM browsers WHERE id = $1 AND account_id = $2")
        .bind(id.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// What is kept of a sign-in that the owner is told of.
#[derive(Debug)]
pub(super) struct NewNotice<'a> {
    pub(super) account: &'a AccountId,
    pub(super) sid: &'a str,
    pub(super) browser: &'a BrowserId,
    pub(super) visit: &'a Visit,
    pub(super) at: Timestamp,
    pub(super) expires_at: Timestamp,
}

pub(super) async fn insert_notice(
    tx: &mut Tx,
    token: &TokenHash,
    notice: &NewNotice<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sign_in_notices (token_hash, account_id, sid, browser_id, browser, system, \
         address, at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(token.to_vec())
    .bind(notice.account.as_str())
    .bind(notice.sid)
    .bind(notice.browser.as_str())
    .bind(notice.visit.browser)
    .bind(notice.visit.system)
    .bind(notice.visit.address.as_str())
    .bind(notice.at.unix())
    .bind(notice.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

const NOTICE: &str = "account_id, sid, browser_id, browser, system, address, at";

/// The notice of a link that is still good; looking uses nothing.
pub(crate) async fn find_notice(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Notice>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {NOTICE} FROM sign_in_notices \
         WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read_notice).transpose()
}

/// Uses the link, once.
pub(crate) async fn use_notice(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<Notice>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE sign_in_notices SET used_at = $2 \
         WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL RETURNING {NOTICE}"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read_notice).transpose()
}

pub(super) async fn insert_doubt(
    tx: &mut Tx,
    account: &AccountId,
    phc_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO doubted_passwords (account_id, phc_hash, at) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id) DO UPDATE SET phc_hash = $2, at = $3",
    )
    .bind(account.as_str())
    .bind(phc_hash.to_vec())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn doubted(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sqlx::query("SELECT phc_hash FROM doubted_passwords WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("phc_hash")).transpose()?)
}

/// Forgets browsers whose cookie is gone and links that are no longer good.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM browsers WHERE last_seen_at <= $1")
        .bind((now - KEPT).unix())
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM sign_in_notices WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Browser, StoreError> {
    Ok(Browser {
        id: BrowserId::new(row.try_get("id")?),
        browser: row.try_get("browser")?,
        system: row.try_get("system")?,
        first_seen_at: Timestamp::from_unix(row.try_get("first_seen_at")?),
        last_seen_at: Timestamp::from_unix(row.try_get("last_seen_at")?),
    })
}

fn read_notice(row: &AnyRow) -> Result<Notice, StoreError> {
    Ok(Notice {
        account: AccountId::new(row.try_get("account_id")?),
        sid: row.try_get("sid")?,
        browser_id: BrowserId::new(row.try_get("browser_id")?),
        browser: row.try_get("browser")?,
        system: row.try_get("system")?,
        address: row.try_get("address")?,
        at: Timestamp::from_unix(row.try_get("at")?),
    })
}

/// The browsers that the account has signed in with.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT browser, system, first_seen_at, last_seen_at FROM browsers \
         WHERE account_id = $1 ORDER BY first_seen_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let at = |column| -> Result<Timestamp, StoreError> {
            Ok(Timestamp::from_unix(row.try_get(column)?))
        };
        Ok(Row::new()
            .text("browser", row.try_get::<String, _>("browser")?)
            .text("system", row.try_get::<String, _>("system")?)
            .at("first_seen_at", at("first_seen_at")?)
            .at("last_seen_at", at("last_seen_at")?))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("browsers", rows))
}
