//! Applications that registered themselves.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// One application as it is kept.
#[derive(Debug)]
pub(in crate::clients) struct Row {
    pub(in crate::clients) id: String,
    pub(in crate::clients) document: String,
    pub(in crate::clients) secret: Option<TokenHash>,
    pub(in crate::clients) access: TokenHash,
    pub(in crate::clients) has_logo: bool,
    pub(in crate::clients) created_at: Timestamp,
}

/// A picture and its type.
#[derive(Debug)]
pub(crate) struct Logo {
    pub(crate) bytes: Vec<u8>,
    pub(crate) kind: String,
}

const COLUMNS: &str = "id, document, secret_hash, access_hash, logo_type, created_at FROM clients";

/// The one of this id.
pub(in crate::clients) async fn find(tx: &mut Tx, id: &str) -> Result<Option<Row>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} WHERE id = $1 AND origin = 'registered'"
    )))
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Row, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "clients",
        column,
    };
    let secret: Option<Vec<u8>> = row.try_get("secret_hash")?;
    let access: Option<Vec<u8>> = row.try_get("access_hash")?;
    let logo: Option<String> = row.try_get("logo_type")?;
    let hash = |bytes: Vec<u8>, column| TokenHash::from_slice(&bytes).ok_or(corrupt(column));
    Ok(Row {
        id: row.try_get("id")?,
        document: row.try_get("document")?,
        secret: secret.map(|it| hash(it, "secret_hash")).transpose()?,
        access: hash(access.unwrap_or_default(), "access_hash")?,
        has_logo: logo.is_some(),
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
    })
}

/// Keeps a new one.
pub(in crate::clients) async fn insert(
    tx: &mut Tx,
    row: &Row,
    (invitation, logo): (Option<&str>, Option<&Logo>),
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO clients (id, origin, document, secret_hash, access_hash, invitation_id, logo, \
         logo_type, created_at, changed_at) \
         VALUES ($1, 'registered', $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(row.id.as_str())
    .bind(row.document.as_str())
    .bind(row.secret.map(TokenHash::to_vec))
    .bind(row.access.to_vec())
    .bind(invitation)
    .bind(logo.map(|logo| logo.bytes.clone()))
    .bind(logo.map(|logo| logo.kind.as_str()))
    .bind(row.created_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps what it says now.
pub(in crate::clients) async fn update(
    tx: &mut Tx,
    row: &Row,
    logo: Option<&Logo>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE clients SET document = $2, secret_hash = $3, logo = $4, logo_type = $5, \
         changed_at = $6 WHERE id = $1 AND origin = 'registered'",
    )
    .bind(row.id.as_str())
    .bind(row.document.as_str())
    .bind(row.secret.map(TokenHash::to_vec))
    .bind(logo.map(|logo| logo.bytes.clone()))
    .bind(logo.map(|logo| logo.kind.as_str()))
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets it; says whether it was there.
pub(in crate::clients) async fn delete(tx: &mut Tx, id: &str) -> Result<bool, StoreError> {
    let done = sqlx::query("DELETE FROM clients WHERE id = $1 AND origin = 'registered'")
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// In place of where it ran in browsers before.
pub(in crate::clients) async fn set_origins(
    tx: &mut Tx,
    id: &str,
    origins: &[String],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM client_origins WHERE client_id = $1")
        .bind(id)
        .execute(tx.conn())
        .await?;
    for origin in origins {
        sqlx::query(
            "INSERT INTO client_origins (web_origin, client_id) VALUES ($1, $2) \
             ON CONFLICT DO NOTHING",
        )
        .bind(origin.as_str())
        .bind(id)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Whether an application without a secret runs at this origin.
pub(in crate::clients) async fn runs_at(tx: &mut Tx, origin: &str) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT client_id FROM client_origins WHERE web_origin = $1 LIMIT 1")
        .bind(origin)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Its picture.
pub(crate) async fn logo(tx: &mut Tx, id: &str) -> Result<Option<Logo>, StoreError> {
    let row = sqlx::query("SELECT logo, logo_type FROM clients WHERE id = $1")
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (bytes, kind): (Option<Vec<u8>>, Option<String>) =
        (row.try_get("logo")?, row.try_get("logo_type")?);
    Ok(bytes.zip(kind).map(|(bytes, kind)| Logo { bytes, kind }))
}

/// A part of the list of all, in the order of their ids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    /// After this one; empty: from the beginning.
    pub(crate) after: &'a str,
    pub(crate) most: i64,
}

/// The ids of a part of them.
pub(crate) async fn page(tx: &mut Tx, page: Page<'_>) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(
        "SELECT id FROM clients WHERE origin = 'registered' AND id > $1 ORDER BY id LIMIT $2",
    )
    .bind(page.after)
    .bind(page.most)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}
