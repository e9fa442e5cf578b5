use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use shared::secret::SealingKey;
use sqlx::Row as _;

use super::Profile;
use crate::accounts::AccountId;

/// What the account says of its person, and since when; none: nothing was entered.
pub(crate) async fn find(
    tx: &mut Tx,
    sealing: &SealingKey,
    account: &AccountId,
) -> Result<Option<(Profile, Timestamp)>, StoreError> {
    let row = sqlx::query("SELECT claims, updated_at FROM profiles WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("claims")?;
    let plain = sealing.open(&context(account), &sealed);
    let profile = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
    let profile = profile.ok_or(StoreError::Corrupt {
        table: "profiles",
        column: "claims",
    })?;
    let updated_at = Timestamp::from_unix(row.try_get("updated_at")?);
    Ok(Some((profile, updated_at)))
}

/// Says this of the account's person from now on, and nothing else.
pub(crate) async fn set(
    tx: &mut Tx,
    (sealing, entropy): (&SealingKey, &dyn Entropy),
    account: &AccountId,
    profile: &Profile,
    now: Timestamp,
) -> Result<(), StoreError> {
    let plain = serde_json::to_vec(profile).expect("a profile is JSON");
    sqlx::query(
        "INSERT INTO profiles (account_id, claims, updated_at) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id) \
         DO UPDATE SET claims = excluded.claims, updated_at = excluded.updated_at",
    )
    .bind(account.as_str())
    .bind(sealing.seal(entropy, &context(account), &plain))
    .bind(now.unix())
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn context(account: &AccountId) -> String {
    format!("profiles/{account}")
}

/// The standard claims, each as `name: value`.
pub(crate) async fn export(
    tx: &mut Tx,
    sealing: &SealingKey,
    account: &AccountId,
) -> Result<Section, StoreError> {
    // SELECT … FROM profiles
    let kept = find(tx, sealing, account).await?;
    let row = kept.map(|(profile, updated_at)| {
        let claims = profile.claims().into_iter();
        let told = claims.map(|(name, value)| match value.as_str() {
            Some(text) => format!("{name}: {text}"),
            None => format!("{name}: {value}"),
        });
        Row::new()
            .list("claims", told.collect())
            .at("updated_at", updated_at)
    });
    Ok(Section::new("profile", row))
}
