//! What a right password opens.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::finish::{self, Arrival, Entered};
use super::store;
use super::stronger::Stronger;
use crate::accounts::{self, AccountId, EmailAddress};
use crate::mail::MailFault;
use crate::sessions::{Stage, Strength};
use crate::{audit, browsers, passwords, roles, totp};

/// How long the code may be waited for.
pub(super) const PATIENCE: Duration = Duration::from_mins(10);

/// What there is to compare a typed password with.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) account: AccountId,
    pub(super) phc: String,
}

/// Who tries: the browser, and the session it has had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Browser<'a> {
    pub(super) visitor: &'a TokenHash,
    pub(super) arrival: Arrival<'a>,
}

/// How it goes on after a right password.
#[derive(Debug)]
pub(super) enum Opened {
    /// The code is asked for (S43).
    Code,
    /// The account has no second factor, but something that opens it by itself: the password is no
    /// way in.
    Stronger(Stronger),
    /// A session; of what stage.
    Session(Entered, Stage),
    /// The owner has said that somebody else may know the password: it must be renewed first.
    Doubted,
    /// The operator has deactivated the account (S94).
    Deactivated,
    /// The password has been changed since it was compared.
    Overtaken,
}

/// The account's password hash, if there is such an account and it has one.
pub(super) async fn look(tx: &mut Tx, email: &EmailAddress) -> Result<Option<Known>, StoreError> {
    let Some(account) = accounts::find_by_email(tx, email).await? else {
        return Ok(None);
    };
    let phc = passwords::stored(tx, &account.id).await?;
    Ok(phc.map(|phc| Known {
        account: account.id,
        phc,
    }))
}

/// Notes a wrong password.
pub(super) async fn failed(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    known: Option<&Known>,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name: "sign_in.failed",
        by: audit::By::Visitor,
        about: known.map(|known| known.account.as_str()),
        on_behalf: None,
        details: json!({ "factor": "password" }),
    };
    audit::record(tx, entropy, now, event).await
}

/// The password of `known` was right. `alone` says whether the operator lets a password be
/// enough by itself.
pub(super) async fn succeeded(
    tx: &mut Tx,
    now: Timestamp,
    (known, alone): (&Known, bool),
    browser: Browser<'_>,
) -> Result<Opened, MailFault> {
    let entropy = browser.arrival.writer.entropy;
    accounts::lock(tx, &known.account, now).await?;
    let account = accounts::find(tx, &known.account).await?;
    let phc = passwords::stored(tx, &known.account).await?;
    let Some(account) = account.filter(|_| phc.as_ref() == Some(&known.phc)) else {
        return Ok(Opened::Overtaken);
    };
    if account.deactivated_at.is_some() {
        let event = audit::Event {
            name: "sign_in.refused",
            by: audit::By::Account(account.id.as_str()),
            about: Some(account.id.as_str()),
            on_behalf: None,
            details: json!({ "reason": "deactivated" }),
        };
        audit::record(tx, entropy, now, event).await?;
        return Ok(Opened::Deactivated);
    }
    if browsers::is_doubted(tx, &account.id, &known.phc).await? {
        return Ok(Opened::Doubted);
    }
    if totp::enrolled_at(tx, &account.id).await?.is_some() {
        let until = now + PATIENCE;
        store::begin(tx, browser.visitor, (&account.id, None), now, until).await?;
        return Ok(Opened::Code);
    }
    if let Some(stronger) = Stronger::of(tx, &account.id).await? {
        return Ok(Opened::Stronger(stronger));
    }
    // Staff never get in by a password alone, whatever the operator's setting says.
    let alone = alone && roles::of(tx, &account.id).await?.is_empty();
    let stage = if alone { Stage::Full } else { Stage::Enrolling };
    let opening = (stage, Strength::password(now));
    let entered = finish::finish(tx, now, (&account, browser.arrival), opening).await?;
    Ok(Opened::Session(entered, stage))
}
