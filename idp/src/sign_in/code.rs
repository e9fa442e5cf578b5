//! The code after the password (S43).

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::finish::{self, Entered};
use super::password::Browser;
use super::store;
use crate::accounts::{self, Account};
use crate::audit;
use crate::mail::MailFault;
use crate::sessions::{Factors, Stage, Strength};
use crate::totp::{self, Code, Vault};
use crate::upstream::Service;

/// How a code was taken.
#[derive(Debug)]
pub(super) enum Checked {
    Right(Entered),
    /// Wrong, or used before.
    Wrong,
    /// No password of this browser waits for a code any more.
    Expired,
}

/// The account whose code this browser is asked for.
pub(super) async fn waiting(
    tx: &mut Tx,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<Account>, StoreError> {
    Ok(pending(tx, visitor, now).await?.map(|(account, _)| account))
}

/// The same, and where the first factor was proven.
async fn pending(
    tx: &mut Tx,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Option<(Account, Option<Service>)>, StoreError> {
    let Some(pending) = store::find(tx, visitor, now).await? else {
        return Ok(None);
    };
    let account = accounts::find(tx, &pending.account).await?;
    let account = account.filter(|account| {
        account.deactivated_at.is_none() && account.sessions_valid_from <= pending.began_at
    });
    Ok(account.map(|account| (account, pending.service)))
}

/// Signs in if `code` is right.
pub(super) async fn check(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    browser: Browser<'_>,
    code: &Code,
) -> Result<Checked, MailFault> {
    let Some((account, service)) = pending(tx, browser.visitor, now).await? else {
        return Ok(Checked::Expired);
    };
    accounts::lock(tx, &account.id, now).await?;
    if !totp::verify(tx, vault.sealing, now, &account.id, code).await? {
        let event = audit::Event {
            name: "sign_in.failed",
            by: audit::By::Visitor,
            about: Some(account.id.as_str()),
            on_behalf: None,
            details: json!({ "factor": "totp" }),
        };
        audit::record(tx, vault.entropy, now, event).await?;
        return Ok(Checked::Wrong);
    }
    if !store::finish(tx, browser.visitor, &account.id).await? {
        return Ok(Checked::Expired);
    }
    let strength = match service {
        None => Strength::password_and_totp(now),
        Some(service) => Strength::upstream(now, service, Factors::OneAndCode),
    };
    let opening = (Stage::Full, strength);
    let entered = finish::finish(tx, now, (&account, browser.arrival), opening).await?;
    Ok(Checked::Right(entered))
}
