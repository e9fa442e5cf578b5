use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::random_id;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Resident, ResidentId};

/// The person has signed in: their record, made or brought up to date. What the provider does
/// not tell this time stays as it was.
pub(crate) async fn seen(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (issuer, sub): (&str, &str),
    (email, locale): (Option<&str>, Option<&str>),
) -> Result<Resident, StoreError> {
    let row = sqlx::query(
        "INSERT INTO residents (id, issuer, sub, email, locale, first_seen_at, last_seen_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (issuer, sub) DO UPDATE SET \
         email = COALESCE(excluded.email, residents.email), \
         locale = COALESCE(excluded.locale, residents.locale), \
         last_seen_at = excluded.last_seen_at RETURNING id, email, locale, leaving_at",
    )
    .bind(random_id(entropy))
    .bind(issuer)
    .bind(sub)
    .bind(email)
    .bind(locale)
    .bind(now.unix())
    .fetch_one(tx.conn())
    .await?;
    read(&row)
}

/// The person of this id.
pub(crate) async fn find(tx: &mut Tx, id: &ResidentId) -> Result<Option<Resident>, StoreError> {
    let row = sqlx::query("SELECT id, email, locale, leaving_at FROM residents WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read).transpose()
}

/// What the provider calls this person.
pub(crate) async fn sub_of(tx: &mut Tx, id: &ResidentId) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT sub FROM residents WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get("sub")).transpose()?)
}

/// The person whom the provider `issuer` calls `sub`.
pub(crate) async fn find_by_sub(
    tx: &mut Tx,
    issuer: &str,
    sub: &str,
) -> Result<Option<Resident>, StoreError> {
    let row = sqlx::query(
        "SELECT id, email, locale, leaving_at FROM residents WHERE issuer = $1 AND sub = $2",
    )
    .bind(issuer)
    .bind(sub)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// The person whose e-mail address at the provider `issuer` is this one.
pub(crate) async fn find_by_email(
    tx: &mut Tx,
    issuer: &str,
    email: &str,
) -> Result<Option<Resident>, StoreError> {
    let row = sqlx::query(
        "SELECT id, email, locale, leaving_at FROM residents WHERE issuer = $1 AND LOWER(email) = $2 \
         ORDER BY last_seen_at DESC LIMIT 1",
    )
    .bind(issuer)
    .bind(email.to_lowercase())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// The provider has told the person's address anew.
pub(crate) async fn set_email(tx: &mut Tx, id: &ResidentId, email: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE residents SET email = $2 WHERE id = $1 AND (email IS NULL OR email <> $2)")
        .bind(id.as_str())
        .bind(email)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The person has chosen a language here.
pub(crate) async fn set_locale(
    tx: &mut Tx,
    id: &ResidentId,
    locale: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE residents SET locale = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(locale)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The person wants everything gone at `due_at`; says whether that is new.
pub(crate) async fn leave(
    tx: &mut Tx,
    id: &ResidentId,
    (now, due_at): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let noted = sqlx::query(
        "UPDATE residents SET leaving_asked_at = $2, leaving_at = $3 \
         WHERE id = $1 AND leaving_at IS NULL",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .bind(due_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(noted.rows_affected() == 1)
}

/// The person stays after all; says whether they wanted to go.
pub(crate) async fn stay(tx: &mut Tx, id: &ResidentId) -> Result<bool, StoreError> {
    let kept = sqlx::query(
        "UPDATE residents SET leaving_asked_at = NULL, leaving_at = NULL \
         WHERE id = $1 AND leaving_at IS NOT NULL",
    )
    .bind(id.as_str())
    .execute(tx.conn())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Whose time to think is over, the longest waiting first.
pub(crate) async fn due(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<ResidentId>, StoreError> {
    let rows = sqlx::query(
        "SELECT id FROM residents WHERE leaving_at <= $1 ORDER BY leaving_at, id LIMIT $2",
    )
    .bind(now.unix())
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    let ids = rows
        .iter()
        .map(|row| Ok(ResidentId::new(row.try_get("id")?)));
    ids.collect()
}

/// The person, if their time to think is over: nobody else removes them before this transaction
/// ends, and they cannot stay any more.
pub(crate) async fn take_due(
    tx: &mut Tx,
    id: &ResidentId,
    now: Timestamp,
) -> Result<Option<Resident>, StoreError> {
    let row = sqlx::query(
        "UPDATE residents SET leaving_at = leaving_at WHERE id = $1 AND leaving_at <= $2 \
         RETURNING id, email, locale, leaving_at",
    )
    .bind(id.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Resident, StoreError> {
    let leaving_at: Option<i64> = row.try_get("leaving_at")?;
    Ok(Resident {
        leaving_at: leaving_at.map(Timestamp::from_unix),
        id: ResidentId::new(row.try_get("id")?),
        email: row.try_get("email")?,
        locale: row.try_get("locale")?,
    })
}

/// What is kept of the person.
pub(crate) async fn export(tx: &mut Tx, id: &ResidentId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT sub, email, locale, first_seen_at, last_seen_at, leaving_asked_at, leaving_at \
         FROM residents WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let at = |column| -> Result<Option<Timestamp>, StoreError> {
            let unix: Option<i64> = row.try_get(column)?;
            Ok(unix.map(Timestamp::from_unix))
        };
        Ok(Row::new()
            .text("pseudonym", row.try_get::<String, _>("sub")?)
            .text_if("email", row.try_get::<Option<String>, _>("email")?)
            .text_if("locale", row.try_get::<Option<String>, _>("locale")?)
            .at_if("first_seen_at", at("first_seen_at")?)
            .at_if("last_seen_at", at("last_seen_at")?)
            .at_if("asked_at", at("leaving_asked_at")?)
            .at_if("due_at", at("leaving_at")?))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("account", rows))
}

/// Removes the person, and by `ON DELETE CASCADE` every row that is theirs alone; says whether
/// there was anybody.
pub(crate) async fn forget(tx: &mut Tx, id: &ResidentId) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM residents WHERE id = $1")
        .bind(id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}
