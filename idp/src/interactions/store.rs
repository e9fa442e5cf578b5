use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx, containing};
use shared::secret::{TokenHash, random_id};
use sqlx::Row as _;

use super::{Asker, Interaction, InteractionId, Waiting};

/// Longer than a confirmation mail is good for, so that who registers comes back to where
/// they began.
const LIFETIME: Duration = Duration::from_hours(25);

/// Keeps a request for the browser that brought it.
pub(crate) async fn begin(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    visitor: &TokenHash,
    waiting: &Waiting<'_>,
) -> Result<InteractionId, StoreError> {
    let id = InteractionId::new(random_id(entropy));
    sqlx::query(
        "INSERT INTO interactions (id, visitor_hash, request, created_at, expires_at, login_hint, \
         client_id, goal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.as_str())
    .bind(visitor.to_vec())
    .bind(waiting.request)
    .bind(now.unix())
    .bind((now + LIFETIME).unix())
    .bind(waiting.login_hint)
    .bind(waiting.client)
    .bind(waiting.goal)
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// The waiting request, if this browser brought it and it still waits.
pub(crate) async fn find(
    tx: &mut Tx,
    id: &InteractionId,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Interaction>, StoreError> {
    let row = sqlx::query(
        "SELECT request, created_at FROM interactions \
         WHERE id = $1 AND visitor_hash = $2 AND expires_at > $3",
    )
    .bind(id.as_str())
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Interaction {
        request: row.try_get("request")?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
    }))
}

/// Which application asks, if this browser brought the request.
pub(crate) async fn asker(
    tx: &mut Tx,
    id: &InteractionId,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Asker>, StoreError> {
    let row = sqlx::query(
        "SELECT client_id, goal FROM interactions \
         WHERE id = $1 AND visitor_hash = $2 AND expires_at > $3",
    )
    .bind(id.as_str())
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Asker {
        client: row.try_get("client_id")?,
        goal: row.try_get("goal")?,
    }))
}

/// The user name that the application expects, if this browser brought the request.
pub(crate) async fn login_hint(
    tx: &mut Tx,
    id: &InteractionId,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(
        "SELECT login_hint FROM interactions \
         WHERE id = $1 AND visitor_hash = $2 AND expires_at > $3",
    )
    .bind(id.as_str())
    .bind(visitor.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row
        .map(|row| row.try_get("login_hint"))
        .transpose()?
        .flatten())
}

/// The request has been answered; says whether it still waited.
pub(crate) async fn finish(tx: &mut Tx, id: &InteractionId) -> Result<bool, StoreError> {
    let done = sqlx::query("DELETE FROM interactions WHERE id = $1")
        .bind(id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what waited too long.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM interactions WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Removes waiting requests that name this person: by the account's id or by the address.
pub(crate) async fn forget(tx: &mut Tx, names: [&str; 2]) -> Result<(), StoreError> {
    for name in names {
        sqlx::query(
            "DELETE FROM interactions WHERE lower(login_hint) = $1 \
             OR lower(request) LIKE $2 ESCAPE '!'",
        )
        .bind(name.to_lowercase())
        .bind(containing(&name.to_lowercase()))
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
