//! Codes: good once, for a minute.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;

use crate::clients::ClientId;
use crate::oauth::grants::Origin;

pub(in crate::oauth::grants) struct NewCode<'a> {
    pub(in crate::oauth::grants) hash: TokenHash,
    pub(in crate::oauth::grants) grant: &'a str,
    pub(in crate::oauth::grants) origin: &'a Origin,
    pub(in crate::oauth::grants) expires_at: Timestamp,
}

pub(in crate::oauth::grants) async fn insert_code(
    tx: &mut Tx,
    code: &NewCode<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO codes (code_hash, grant_id, redirect_uri, challenge, nonce, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(code.hash.to_vec())
    .bind(code.grant)
    .bind(code.origin.redirect_uri.as_str())
    .bind(code.origin.challenge.as_deref().unwrap_or_default())
    .bind(code.origin.nonce.as_deref())
    .bind(code.expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(in crate::oauth::grants) struct TakenCode {
    pub(in crate::oauth::grants) grant: String,
    pub(in crate::oauth::grants) redirect_uri: String,
    pub(in crate::oauth::grants) challenge: Option<String>,
    pub(in crate::oauth::grants) nonce: Option<String>,
}

/// Uses a code up, if it is unused, of now, and this client's.
pub(in crate::oauth::grants) async fn take_code(
    tx: &mut Tx,
    code: &TokenHash,
    client: &ClientId,
    now: Timestamp,
) -> Result<Option<TakenCode>, StoreError> {
    let row = sqlx::query(
        "UPDATE codes SET used_at = $3 \
         WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $3 \
         AND grant_id IN (SELECT id FROM grants WHERE client_id = $2) \
         RETURNING grant_id, redirect_uri, challenge, nonce",
    )
    .bind(code.to_vec())
    .bind(client.as_str())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(TakenCode {
        grant: row.try_get("grant_id")?,
        redirect_uri: row.try_get("redirect_uri")?,
        challenge: Some(row.try_get("challenge")?).filter(|it: &String| !it.is_empty()),
        nonce: row.try_get("nonce")?,
    }))
}

/// The grant of a code of this client that was used before.
pub(in crate::oauth::grants) async fn grant_of_used_code(
    tx: &mut Tx,
    code: &TokenHash,
    client: &ClientId,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query(
        "SELECT c.grant_id FROM codes c JOIN grants g ON g.id = c.grant_id \
         WHERE c.code_hash = $1 AND c.used_at IS NOT NULL AND g.client_id = $2",
    )
    .bind(code.to_vec())
    .bind(client.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get("grant_id")).transpose()?)
}
