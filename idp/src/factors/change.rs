//! Who may change what secures an account, and what every change has in common.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::ways::Ways;
use crate::accounts::{self, Account};
use crate::browsers::Visit;
use crate::sessions::{self, Session, Stage, Strength};
use crate::sign_in::{self, Entered};
use crate::upstream::Upstreams;
use crate::{audit, endings};
use shared::claims::Acr;

/// A sign-in is fresh for so long (seconds; NIST SP 800-63B, WebAuthn registration).
const FRESH: i64 = 5 * 60;

/// Why nothing may be changed now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotNow {
    #[error("the account is secured already, and the session is only for securing it")]
    Secured,
    #[error("the sign-in is not fresh")]
    Stale,
    #[error("the session has ended")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether `session` comes from a sign-in that is fresh enough for a change. A session that is
/// only for securing the account needs no other: it opens nothing else.
pub(crate) fn is_fresh(session: &Session, now: Timestamp) -> bool {
    session.stage != Stage::Full || now.seconds_since(session.strength.auth_time) <= FRESH
}

/// Locks the account of `session` until the transaction ends, if the session still stands.
pub(super) async fn hold(
    tx: &mut Tx,
    now: Timestamp,
    session: &Session,
) -> Result<Account, NotNow> {
    accounts::lock(tx, &session.account, now).await?;
    let account = accounts::find(tx, &session.account).await?;
    let account = account.filter(|account| {
        account.deactivated_at.is_none() && account.sessions_valid_from <= session.created_at
    });
    account.ok_or(NotNow::Over)
}

/// The same, and says what the account has, if it may be changed now.
pub(super) async fn permit(
    tx: &mut Tx,
    upstreams: &Upstreams,
    now: Timestamp,
    session: &Session,
) -> Result<(Account, Ways), NotNow> {
    let account = hold(tx, now, session).await?;
    let ways = Ways::of(tx, upstreams, &account.id).await?;
    if session.stage == Stage::Enrolling && ways.any_factor() {
        return Err(NotNow::Secured);
    }
    if !is_fresh(session, now) {
        return Err(NotNow::Stale);
    }
    Ok((account, ways))
}

/// The same for a change of something else that the account is kept by.
pub(crate) async fn permitted(
    tx: &mut Tx,
    upstreams: &Upstreams,
    now: Timestamp,
    session: &Session,
) -> Result<Account, NotNow> {
    let (account, _) = permit(tx, upstreams, now, session).await?;
    Ok(account)
}

/// What an account with a further way in goes on with: whoever else is signed in has to sign in
/// again by it, and a session that knew only the password is replaced by a new, full one.
pub(super) async fn strengthen(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (session, visit): (&Session, &Visit),
    strength: Strength,
) -> Result<Option<Entered>, StoreError> {
    endings::others(tx, &session.account, &session.sid, now).await?;
    if session.stage == Stage::Full && session.strength.acr != Acr::Password {
        return Ok(None);
    }
    let (token, new) = sessions::replace(tx, entropy, now, session, strength).await?;
    if session.stage == Stage::Recovering {
        return Ok(Some(Entered { token, shown: None }));
    }
    accounts::signed_in(tx, &session.account, now).await?;
    let of = (&session.account, &new.sid);
    sign_in::settle(tx, entropy, now, of, (token, visit))
        .await
        .map(Some)
}

/// Notes the change.
pub(super) async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, name): (&Account, &'static str),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
