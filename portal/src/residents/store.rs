use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
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
         last_seen_at = excluded.last_seen_at RETURNING id, email, locale",
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
    let row = sqlx::query("SELECT id, email, locale FROM residents WHERE id = $1")
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
    let row =
        sqlx::query("SELECT id, sub, email, locale FROM residents WHERE issuer = $1 AND sub = $2")
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
        "SELECT id, sub, email, locale FROM residents WHERE issuer = $1 AND LOWER(email) = $2 \
         ORDER BY last_seen_at DESC LIMIT 1",
    )
    .bind(issuer)
    .bind(email.to_lowercase())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
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

fn read(row: &AnyRow) -> Result<Resident, StoreError> {
    Ok(Resident {
        id: ResidentId::new(row.try_get("id")?),
        email: row.try_get("email")?,
        locale: row.try_get("locale")?,
    })
}
