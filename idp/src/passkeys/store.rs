use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey as Credential};

use super::{Passkey, PasskeyId, PasskeyName, aaguid};
use crate::accounts::AccountId;

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Create,
    Get,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Get => "get",
        }
    }
}

/// Which challenge: its id, what it is for, and who may answer it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ceremony<'a> {
    pub(super) id: &'a str,
    pub(super) kind: Kind,
    pub(super) bound_to: &'a [u8],
}

pub(super) async fn begin(
    tx: &mut Tx,
    ceremony: Ceremony<'_>,
    state: &impl Serialize,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let state = serde_json::to_string(state).map_err(|_| corrupt_state())?;
    sqlx::query(
        "INSERT INTO passkey_ceremonies (id, kind, bound_to, state, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(ceremony.id)
    .bind(ceremony.kind.as_str())
    .bind(ceremony.bound_to.to_vec())
    .bind(state)
    .bind(expires_at.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn take<T: DeserializeOwned>(
    tx: &mut Tx,
    ceremony: Ceremony<'_>,
    now: Timestamp,
) -> Result<Option<T>, StoreError> {
    let row = sqlx::query(
        "DELETE FROM passkey_ceremonies \
         WHERE id = $1 AND kind = $2 AND bound_to = $3 AND expires_at > $4 RETURNING state",
    )
    .bind(ceremony.id)
    .bind(ceremony.kind.as_str())
    .bind(ceremony.bound_to.to_vec())
    .bind(now.unix())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let state: String = row.try_get("state")?;
    serde_json::from_str(&state)
        .map(Some)
        .map_err(|_| corrupt_state())
}

/// Whether the authenticator said that the key can leave its device (flag BE); it may never say
/// otherwise later.
pub(super) fn is_backup_eligible(credential: &Credential) -> Result<bool, StoreError> {
    let json = serde_json::to_value(credential).map_err(|_| corrupt("credential"))?;
    json.pointer("/cred/backup_eligible")
        .and_then(serde_json::Value::as_bool)
        .ok_or_else(|| corrupt("credential"))
}

#[derive(Debug, Clone, Copy)]
pub(super) struct NewPasskey<'a> {
    pub(super) id: &'a PasskeyId,
    pub(super) account: &'a AccountId,
    pub(super) name: &'a PasskeyName,
    pub(super) synced: bool,
    pub(super) aaguid: Option<Uuid>,
}

/// Keeps a passkey; says no when any account has the credential already.
pub(super) async fn insert(
    tx: &mut Tx,
    passkey: NewPasskey<'_>,
    credential: &Credential,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let credential_id: &[u8] = credential.cred_id().as_ref();
    let json = serde_json::to_string(credential).map_err(|_| corrupt("credential"))?;
    let made = sqlx::query(
        "INSERT INTO passkeys (id, account_id, credential_id, credential, name, synced, \
         created_at, aaguid) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    )
    .bind(passkey.id.as_str())
    .bind(passkey.account.as_str())
    .bind(credential_id.to_vec())
    .bind(json)
    .bind(passkey.name.as_str())
    .bind(i64::from(passkey.synced))
    .bind(now.unix())
    .bind(passkey.aaguid.map(|id| id.to_string()))
    .execute(tx.conn())
    .await?;
    Ok(made.rows_affected() == 1)
}

/// A passkey with its public key, as it was read.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) id: PasskeyId,
    pub(super) credential: Credential,
    json: String,
}

pub(super) async fn by_credential(
    tx: &mut Tx,
    account: &AccountId,
    credential_id: &[u8],
) -> Result<Option<Kept>, StoreError> {
    let row = sqlx::query(
        "SELECT id, credential FROM passkeys WHERE account_id = $1 AND credential_id = $2",
    )
    .bind(account.as_str())
    .bind(credential_id.to_vec())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let json: String = row.try_get("credential")?;
    Ok(Some(Kept {
        id: PasskeyId::new(row.try_get("id")?),
        credential: serde_json::from_str(&json).map_err(|_| corrupt("credential"))?,
        json,
    }))
}

/// Keeps counter and backup state; says no when another sign-in changed them since `kept` was
/// read.
pub(super) async fn note_use(
    tx: &mut Tx,
    kept: &Kept,
    result: &AuthenticationResult,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let mut credential = kept.credential.clone();
    credential.update_credential(result);
    let json = serde_json::to_string(&credential).map_err(|_| corrupt("credential"))?;
    let noted = sqlx::query(
        "UPDATE passkeys SET credential = $2, last_used_at = $3 \
         WHERE id = $1 AND credential = $4",
    )
    .bind(kept.id.as_str())
    .bind(json)
    .bind(now.unix())
    .bind(kept.json.as_str())
    .execute(tx.conn())
    .await?;
    Ok(noted.rows_affected() == 1)
}

pub(super) async fn credential_ids(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows = sqlx::query("SELECT credential_id FROM passkeys WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("credential_id")?))
        .collect()
}

const COLUMNS: &str = "id, name, synced, aaguid, created_at, last_used_at";

/// The account's passkeys, oldest first.
pub(crate) async fn list(tx: &mut Tx, account: &AccountId) -> Result<Vec<Passkey>, StoreError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM passkeys WHERE account_id = $1 ORDER BY created_at, id"
    )))
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(read).collect()
}

/// One passkey of the account.
pub(crate) async fn find(
    tx: &mut Tx,
    account: &AccountId,
    id: &PasskeyId,
) -> Result<Option<Passkey>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM passkeys WHERE account_id = $1 AND id = $2"
    )))
    .bind(account.as_str())
    .bind(id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(read).transpose()
}

/// How many passkeys the account has.
pub(crate) async fn count(tx: &mut Tx, account: &AccountId) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT COUNT(*) AS n FROM passkeys WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get("n")?)
}

/// Gives a passkey another name; says whether the account has it.
pub(crate) async fn rename(
    tx: &mut Tx,
    account: &AccountId,
    id: &PasskeyId,
    name: &PasskeyName,
) -> Result<bool, StoreError> {
    let renamed = sqlx::query("UPDATE passkeys SET name = $3 WHERE account_id = $1 AND id = $2")
        .bind(account.as_str())
        .bind(id.as_str())
        .bind(name.as_str())
        .execute(tx.conn())
        .await?;
    Ok(renamed.rows_affected() == 1)
}

/// Takes a passkey away; says whether the account had it.
pub(crate) async fn remove(
    tx: &mut Tx,
    account: &AccountId,
    id: &PasskeyId,
) -> Result<bool, StoreError> {
    let gone = sqlx::query("DELETE FROM passkeys WHERE account_id = $1 AND id = $2")
        .bind(account.as_str())
        .bind(id.as_str())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// Forgets challenges that nobody answered.
pub(crate) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM passkey_ceremonies WHERE expires_at <= $1")
        .bind(now.unix())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Passkey, StoreError> {
    let last_used: Option<i64> = row.try_get("last_used_at")?;
    let synced: i64 = row.try_get("synced")?;
    let model: Option<String> = row.try_get("aaguid")?;
    Ok(Passkey {
        id: PasskeyId::new(row.try_get("id")?),
        name: PasskeyName::stored(row.try_get("name")?),
        synced: synced != 0,
        place: model.as_deref().and_then(aaguid::name),
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
        last_used_at: last_used.map(Timestamp::from_unix),
    })
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "passkeys",
        column,
    }
}

const fn corrupt_state() -> StoreError {
    StoreError::Corrupt {
        table: "passkey_ceremonies",
        column: "state",
    }
}

/// The names and times of passkeys; never their keys.
pub(crate) async fn export(tx: &mut Tx, account: &AccountId) -> Result<Section, StoreError> {
    let rows = sqlx::query(
        "SELECT name, synced, created_at, last_used_at FROM passkeys WHERE account_id = $1 \
         ORDER BY created_at, id",
    )
    .bind(account.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.iter().map(|row| {
        let synced: i64 = row.try_get("synced")?;
        let last_used_at: Option<i64> = row.try_get("last_used_at")?;
        Ok(Row::new()
            .text("name", row.try_get::<String, _>("name")?)
            .flag("synced", synced != 0)
            .at(
                "created_at",
                Timestamp::from_unix(row.try_get("created_at")?),
            )
            .at_if("last_used_at", last_used_at.map(Timestamp::from_unix)))
    });
    Ok(Section::new(
        "passkeys",
        rows.collect::<Result<Vec<_>, StoreError>>()?,
    ))
}
