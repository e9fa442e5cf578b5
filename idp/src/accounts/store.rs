use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::random_id;
use sqlx::Row as _;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::model::Former;
use super::{Account, AccountId, EmailAddress};

const COLUMNS: &str = "id, user_handle, email, locale, sessions_valid_from, created_at, \
    last_sign_in_at, deactivated_at, deactivated_reason, deactivated_by, former_email, former_until";

/// Creates the account of a confirmed address; `None` when the address has one already, or is
/// reserved for one.
pub(crate) async fn create(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    email: &EmailAddress,
    locale: Option<&str>,
) -> Result<Option<AccountId>, StoreError> {
    let id = AccountId::new(random_id(entropy));
    let mut handle = [0; 16];
    entropy.fill(&mut handle);
    let made = sqlx::query(
        "INSERT INTO accounts (id, user_handle, email, email_key, locale, created_at, \
         changed_at, sessions_valid_from) VALUES ($1, $2, $3, $4, $5, $6, $6, 0) \
         ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str())
    .bind(handle.to_vec())
    .bind(email.as_str())
    .bind(email.key())
    .bind(locale)
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 0 {
        return Ok(None);
    }
    // Looked at only now: a change of address that ended this moment is seen.
    if is_reserved(tx, email, now).await? {
        sqlx::query("DELETE FROM accounts WHERE id = $1")
            .bind(id.as_str())
            .execute(tx.conn())
            .await?;
        return Ok(None);
    }
    Ok(Some(id))
}

/// Whether the address belongs to an account, or is reserved for one.
pub(crate) async fn is_taken(
    tx: &mut Tx,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(find_by_email(tx, email).await?.is_some() || is_reserved(tx, email, now).await?)
}

async fn is_reserved(
    tx: &mut Tx,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM accounts WHERE former_key = $1 AND former_until > $2")
        .bind(email.key())
        .bind(now.unix())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Gives an active account the address `new` in place of `old`, which stays reserved for it until
/// `until`; says whether it did. Not while an earlier one is reserved for it, and not when `new`
/// belongs to an account or is reserved.
pub(crate) async fn change_email(
    tx: &mut Tx,
    id: &AccountId,
    (old, new): (&EmailAddress, &EmailAddress),
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "UPDATE accounts SET email = $3, email_key = $4, former_email = email, \
         former_key = email_key, former_until = $5, changed_at = $6 \
         WHERE id = $1 AND email_key = $2 AND deactivated_at IS NULL \
         AND (former_until IS NULL OR former_until <= $6) \
         AND NOT EXISTS (SELECT 1 FROM accounts others WHERE others.email_key = $4 \
         OR (others.former_key = $4 AND others.former_until > $6))",
    )
    .bind(id.as_str())
    .bind(old.key())
    .bind(new.as_str())
    .bind(new.key())
    .bind(until.unix())
    .bind(now.unix())
    .execute(tx.conn())
    .await;
    match changed.map_err(StoreError::from) {
        Ok(changed) => Ok(changed.rows_affected() == 1),
        // Someone else was given it this moment.
        Err(StoreError::Unique(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Brings the former address back while it is reserved; says whether it did.
pub(crate) async fn restore_email(
    tx: &mut Tx,
    id: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let restored = sqlx::query(
        "UPDATE accounts SET email = former_email, email_key = former_key, former_email = NULL, \
         former_key = NULL, former_until = NULL, changed_at = $2 \
         WHERE id = $1 AND former_until > $2",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(restored.rows_affected() == 1)
}

/// Forgets former addresses that can no longer be brought back.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE accounts SET former_email = NULL, former_key = NULL, former_until = NULL \
         WHERE former_until <= $1",
    )
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The account of this id.
pub(crate) async fn find(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>, StoreError> {
    one(tx, "id = $1", id.as_str().to_owned()).await
}

/// The account of this address.
pub(crate) async fn find_by_email(
    tx: &mut Tx,
    email: &EmailAddress,
) -> Result<Option<Account>, StoreError> {
    one(tx, "email_key = $1", email.key()).await
}

/// The account that a passkey's user handle names.
pub(crate) async fn find_by_handle(
    tx: &mut Tx,
    handle: Uuid,
) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM accounts WHERE user_handle = $1"
    )))
    .bind(handle.as_bytes().to_vec())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Lets no one else change this account's ways in until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, id: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET changed_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends every session, grant and token of the account that is older than `now`.
pub(crate) async fn end_sessions(
    tx: &mut Tx,
    id: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET sessions_valid_from = $2, changed_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes a full sign-in.
pub(crate) async fn signed_in(
    tx: &mut Tx,
    id: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET last_sign_in_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deactivates the account; says whether it was active.
pub(crate) async fn deactivate(
    tx: &mut Tx,
    id: &AccountId,
    now: Timestamp,
    (reason, by): (&str, Option<&str>),
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE accounts SET deactivated_at = $2, deactivated_reason = $3, deactivated_by = $4, \
         changed_at = $2 WHERE id = $1 AND deactivated_at IS NULL",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .bind(reason)
    .bind(by)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Reactivates the account; says whether it was deactivated.
pub(crate) async fn reactivate(
    tx: &mut Tx,
    id: &AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE accounts SET deactivated_at = NULL, deactivated_reason = NULL, \
         deactivated_by = NULL, changed_at = $2 WHERE id = $1 AND deactivated_at IS NOT NULL",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

async fn one(tx: &mut Tx, rule: &str, value: String) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM accounts WHERE {rule}"
    )))
    .bind(value)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Account, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "accounts",
        column,
    };
    let handle: Vec<u8> = row.try_get("user_handle")?;
    let email: String = row.try_get("email")?;
    let former: Option<String> = row.try_get("former_email")?;
    let former = former.map(|email| email.parse().map_err(|_| corrupt("former_email")));
    let time = |column| -> Result<Option<Timestamp>, StoreError> {
        let unix: Option<i64> = row.try_get(column)?;
        Ok(unix.map(Timestamp::from_unix))
    };
    Ok(Account {
        id: AccountId::new(row.try_get("id")?),
        handle: Uuid::from_slice(&handle).map_err(|_| corrupt("user_handle"))?,
        email: email.parse().map_err(|_| corrupt("email"))?,
        former: match (former.transpose()?, time("former_until")?) {
            (Some(email), Some(until)) => Some(Former { email, until }),
            _ => None,
        },
        locale: row.try_get("locale")?,
        sessions_valid_from: Timestamp::from_unix(row.try_get("sessions_valid_from")?),
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        last_sign_in_at: time("last_sign_in_at")?,
        deactivated_at: time("deactivated_at")?,
        deactivated_reason: row.try_get("deactivated_reason")?,
        deactivated_by: row.try_get("deactivated_by")?,
    })
}

/// In place of the id of a deleted account whose deed something was.
const DELETED: &str = "deleted";

/// What is kept of the account itself.
pub(crate) async fn export(tx: &mut Tx, id: &AccountId) -> Result<Section, StoreError> {
    // SELECT … FROM accounts
    let account = find(tx, id).await?;
    let row = account.map(|it| {
        Row::new()
            .text("email", it.email.as_str())
            .text_if("locale", it.locale)
            .at("created_at", it.created_at)
            .at_if("last_sign_in_at", it.last_sign_in_at)
            .at_if("deactivated_at", it.deactivated_at)
    });
    Ok(Section::new("account", row))
}

/// Removes the account, and by `ON DELETE CASCADE` every row that is its alone. Whom it
/// deactivated stays so, by an account that is no more.
pub(crate) async fn forget(tx: &mut Tx, id: &AccountId) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET deactivated_by = $2 WHERE deactivated_by = $1")
        .bind(id.as_str())
        .bind(DELETED)
        .execute(tx.conn())
        .await?;
    sqlx::query("DELETE FROM accounts WHERE id = $1")
        .bind(id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
