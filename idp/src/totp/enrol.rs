//! Enrolling (S67–S73): a seed is shown, a code made from it confirms that the app has it.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use super::{Code, Seed, store};
use crate::accounts::AccountId;

/// How long a shown seed may be confirmed.
const LIFETIME: Duration = Duration::from_mins(15);

/// What seeds are made and sealed with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vault<'a> {
    pub(crate) sealing: &'a SealingKey,
    pub(crate) entropy: &'a dyn Entropy,
}

/// Who enrols: an account in one of its sessions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holder<'a> {
    pub(crate) account: &'a AccountId,
    pub(crate) session: &'a str,
}

/// A code was right, and its seed is the account's now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Confirmed {
    /// Another seed was there before.
    pub(crate) replaced: bool,
}

/// Why a code confirmed nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfirmError {
    #[error("no seed waits for a code of this session")]
    Expired,
    #[error("the code does not belong to the seed")]
    WrongCode,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The seed to show. While it waits for its code, the same session is shown the same one, so
/// that a reloaded page fits what the app has read.
pub(crate) async fn begin(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    holder: Holder<'_>,
) -> Result<Seed, StoreError> {
    if let Some(sealed) = store::waiting(tx, holder, now).await? {
        return open(vault.sealing, holder.account, &sealed);
    }
    let seed = Seed::generate(vault.entropy);
    let sealed = seal(vault, holder.account, &seed);
    store::wait(tx, holder, &sealed, now + LIFETIME).await?;
    Ok(seed)
}

/// Makes the waiting seed the account's, in place of any other, when `code` is made from it.
/// The code is thereby used: it does not sign in as well.
pub(crate) async fn confirm(
    tx: &mut Tx,
    sealing: &SealingKey,
    now: Timestamp,
    holder: Holder<'_>,
    code: &Code,
) -> Result<Confirmed, ConfirmError> {
    let sealed = store::waiting(tx, holder, now).await?;
    let sealed = sealed.ok_or(ConfirmError::Expired)?;
    let seed = open(sealing, holder.account, &sealed)?;
    let step = seed.matching_step(code, now);
    let step = step.ok_or(ConfirmError::WrongCode)?;
    if !store::stop_waiting(tx, holder, now).await? {
        return Err(ConfirmError::Expired);
    }
    let replaced = store::enrolled_at(tx, holder.account).await?.is_some();
    store::put(tx, holder.account, (&sealed, step), now).await?;
    Ok(Confirmed { replaced })
}

fn seal(vault: Vault<'_>, account: &AccountId, seed: &Seed) -> Vec<u8> {
    vault
        .sealing
        .seal(vault.entropy, &context(account), seed.as_bytes())
}

pub(super) fn open(
    sealing: &SealingKey,
    account: &AccountId,
    sealed: &[u8],
) -> Result<Seed, StoreError> {
    sealing
        .open(&context(account), sealed)
        .and_then(|plain| Seed::from_slice(&plain))
        .ok_or(StoreError::Corrupt {
            table: "totp",
            column: "seed",
        })
}

fn context(account: &AccountId) -> String {
    format!("totp/{account}")
}
