use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::model::{LINK_LIFETIME, SignUp};
use super::{CONSENT_TEXTS, NewPerson};
use crate::accounts::{AccountId, EmailAddress};

const COLUMNS: &str = "visitor_hash, email, phc, identity, locale, interaction_id, terms_version, \
                       privacy_version, created_at, used_at";

pub(super) async fn insert(
    tx: &mut Tx,
    token: &TokenHash,
    sign_up: &SignUp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sign_ups (token_hash, visitor_hash, email, phc, locale, interaction_id, \
         terms_version, privacy_version, created_at, expires_at, identity) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(token.to_vec())
    .bind(sign_up.visitor.to_vec())
    .bind(sign_up.email.as_str())
    .bind(sign_up.phc.as_deref().unwrap_or_default())
    .bind(sign_up.locale.as_str())
    .bind(
        sign_up
            .interaction
            .as_ref()
            .map(|id| id.as_str().to_owned()),
    )
    .bind(sign_up.versions[0].as_str())
    .bind(sign_up.versions[1].as_str())
    .bind(sign_up.created_at.unix())
    .bind((sign_up.created_at + LINK_LIFETIME).unix())
    .bind(sign_up.identity.clone())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The registration of this link, used or not, while the link is good.
pub(super) async fn find(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<SignUp>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM sign_ups WHERE token_hash = $1 AND expires_at > $2"
    )))
    .bind(token.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Uses the link up; says whether it was still good.
pub(super) async fn consume(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
) -> Result<bool, StoreError> {
    // Password and identity have found their place in the account; a used row keeps none.
    let used = sqlx::query(
        "UPDATE sign_ups SET used_at = $2, phc = '', identity = NULL \
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(token.to_vec())
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(used.rows_affected() == 1)
}

pub(super) async fn insert_agreements(
    tx: &mut Tx,
    account: &AccountId,
    person: &NewPerson<'_>,
) -> Result<(), StoreError> {
    for (text, version) in CONSENT_TEXTS.iter().zip(person.versions) {
        sqlx::query(
            "INSERT INTO agreements (account_id, text_name, text_version, locale, agreed_at) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(account.as_str())
        .bind(text.name)
        .bind(version)
        .bind(person.locale)
        .bind(person.agreed_at.unix())
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Forgets registrations whose link is no longer good.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sign_ups WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<SignUp, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "sign_ups",
        column,
    };
    let visitor: Vec<u8> = row.try_get("visitor_hash")?;
    let email: String = row.try_get("email")?;
    let phc: String = row.try_get("phc")?;
    let interaction: Option<String> = row.try_get("interaction_id")?;
    let used: Option<i64> = row.try_get("used_at")?;
    Ok(SignUp {
        visitor: TokenHash::from_slice(&visitor).ok_or_else(|| corrupt("visitor_hash"))?,
        email: email.parse().map_err(|_| corrupt("email"))?,
        phc: Some(phc).filter(|phc| !phc.is_empty()),
        identity: row.try_get("identity")?,
        locale: row.try_get("locale")?,
        interaction: interaction.and_then(|id| id.parse().ok()),
        versions: [
            row.try_get("terms_version")?,
            row.try_get("privacy_version")?,
        ],
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        used_at: used.map(Timestamp::from_unix),
    })
}

/// To which texts the person agreed, and when.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT text_name, text_version, locale, agreed_at FROM agreements \
         WHERE account_id = $1 ORDER BY agreed_at, text_name",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        Ok(Row::new()
            .text("text", row.try_get::<String, _>("text_name")?)
            .text("version", row.try_get::<String, _>("text_version")?)
            .text("locale", row.try_get::<String, _>("locale")?)
            .at("agreed_at", Timestamp::from_unix(row.try_get("agreed_at")?)))
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Section::new("agreements", rows))
}

/// Removes every registration of this address.
pub(crate) async fn forget(tx: &mut Tx, email: &EmailAddress) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sign_ups WHERE email = $1 OR lower(email) = $2")
        .bind(email.as_str())
        .bind(email.key())
        .execute(tx.conn())
        .await?;
    Ok(())
}
