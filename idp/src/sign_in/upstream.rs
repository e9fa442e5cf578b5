//! What an identity that was proven elsewhere opens here.

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::finish::{self, Entered};
use super::password::{Browser, PATIENCE};
use super::store;
use super::stronger::Stronger;
use crate::accounts::{self, Account};
use crate::identities::{self, Vault};
use crate::mail::MailFault;
use crate::sessions::{self, Assurance, Factors, Session, Stage, Strength};
use crate::upstream::Proven;
use crate::{audit, totp};

/// How it goes on.
#[derive(Debug)]
pub(super) enum Opened {
    /// A session; of what stage.
    Session(Entered, Stage),
    /// One factor there, so the code of the account is asked for.
    Code,
    /// One factor there, and the account is secured by more.
    Stronger(Stronger),
    /// The operator has deactivated the account (S94).
    Deactivated,
    /// The identity belongs to no account yet.
    Unknown,
    /// The provider does not say who it is: nothing to find an account by, now or later.
    Temporary,
}

/// Signs in whose identity it is; nobody is found by e-mail address.
pub(super) async fn open(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    proven: &Proven,
    browser: Browser<'_>,
) -> Result<Opened, MailFault> {
    let Some(subject) = &proven.subject else {
        return Ok(Opened::Temporary);
    };
    let found = identities::find(tx, vault, (proven.service, subject)).await?;
    let Some(identity) = found else {
        return Ok(Opened::Unknown);
    };
    accounts::lock(tx, &identity.account, now).await?;
    let Some(account) = accounts::find(tx, &identity.account).await? else {
        return Ok(Opened::Unknown);
    };
    if account.deactivated_at.is_some() {
        refused(tx, vault, now, &account).await?;
        return Ok(Opened::Deactivated);
    }
    // What one factor alone tells of the person is not kept before the rest is proven.
    if !proven.means.second_factor {
        if totp::enrolled_at(tx, &account.id).await?.is_some() {
            let until = now + PATIENCE;
            let service = Some(proven.service);
            store::begin(tx, browser.visitor, (&account.id, service), now, until).await?;
            return Ok(Opened::Code);
        }
        if let Some(stronger) = Stronger::of(tx, &account.id).await? {
            return Ok(Opened::Stronger(stronger));
        }
    }
    identities::used(tx, vault, now, &account.id, proven).await?;
    let opening = opening(now, proven);
    let stage = opening.0;
    let entered = finish::finish(tx, now, (&account, browser.arrival), opening).await?;
    Ok(Opened::Session(entered, stage))
}

/// What the proof is worth: a session, or only the way to secure the account.
fn opening(now: Timestamp, proven: &Proven) -> (Stage, Strength) {
    let (stage, factors) = if proven.means.second_factor {
        (Stage::Full, Factors::Two)
    } else {
        (Stage::Enrolling, Factors::One)
    };
    let mut strength = Strength::upstream(now, proven.service, factors);
    strength.assurance = proven.means.level.map(|level| Assurance {
        service: proven.service,
        level,
        at: now,
    });
    (stage, strength)
}

/// What came of a step-up.
#[derive(Debug)]
pub(super) enum SteppedUp {
    /// The session goes on under a new token, with the level that was proven.
    Done(Token),
    /// The identity belongs to no account; it can be linked.
    Unlinked,
    /// The provider does not say who it is.
    Temporary,
    /// It belongs to another account: the session stays as it is.
    AnotherAccount,
    /// Deactivated or signed out meanwhile.
    Over,
}

/// Notes the proven level in `session`, if the identity is its own account's. A step-up never
/// changes the account.
pub(super) async fn step_up(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    (session, sid): (Option<&Session>, &str),
    proven: &Proven,
) -> Result<SteppedUp, StoreError> {
    let session = session.filter(|it| it.stage == Stage::Full && it.sid.as_str() == sid);
    let Some(session) = session else {
        return Ok(SteppedUp::Over);
    };
    let Some(subject) = &proven.subject else {
        return Ok(SteppedUp::Temporary);
    };
    match identities::find(tx, vault, (proven.service, subject)).await? {
        None => return Ok(SteppedUp::Unlinked),
        Some(identity) if identity.account != session.account => {
            return Ok(SteppedUp::AnotherAccount);
        }
        Some(_) => {}
    }
    identities::used(tx, vault, now, &session.account, proven).await?;
    let (_, mut strength) = opening(now, proven);
    if !proven.means.second_factor {
        // It says more of the identity, but less of who sits there than the session knew.
        strength = Strength {
            assurance: strength.assurance,
            ..session.strength.clone()
        };
    }
    let event = audit::Event {
        name: "sign_in.stepped_up",
        by: audit::By::Account(session.account.as_str()),
        about: Some(session.account.as_str()),
        on_behalf: None,
        details: json!({ "service": proven.service.word() }),
    };
    audit::record(tx, vault.entropy, now, event).await?;
    let token = sessions::renew(tx, vault.entropy, now, &session.sid, strength).await?;
    Ok(SteppedUp::Done(token))
}

async fn refused(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    account: &Account,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name: "sign_in.refused",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({ "reason": "deactivated" }),
    };
    audit::record(tx, vault.entropy, now, event).await
}
