//! Accepting: the link is used up, the roles are granted, and whatever was open without them
//! ends, all in one transaction.

use serde_json::json;
use shared::claims::Acr;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::{Invitation, store};
use crate::accounts::{self, Account, AccountId};
use crate::roles;
use crate::sessions::{self, Session, Stage, Strength};
use crate::sign_up::{self, NewPerson};
use crate::{audit, oauth};

/// What a mailed link is worth.
#[derive(Debug)]
pub(crate) enum Look {
    /// Nothing: unknown, too old, withdrawn, replaced.
    Dead,
    /// It was accepted.
    Used,
    /// It waits.
    Open {
        invitation: Invitation,
        /// Whether its address has an account.
        has_account: bool,
    },
}

/// Looks at a link without using it.
pub(crate) async fn look(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<Look, StoreError> {
    let hash = token.hash();
    let Some(invitation) = store::find(tx, &hash, now).await? else {
        let used = store::is_used(tx, &hash).await?;
        return Ok(if used { Look::Used } else { Look::Dead });
    };
    let account = accounts::find_by_email(tx, &invitation.email).await?;
    Ok(Look::Open {
        invitation,
        has_account: account.is_some(),
    })
}

/// Why an invitation was not accepted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AcceptError {
    #[error("the invitation is no longer good")]
    Dead,
    #[error("the address has an account")]
    HasAccount,
    #[error("the account is another one than the invited")]
    OtherAccount,
    #[error("the session does not prove enough")]
    TooWeak,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who has no account yet; the password is already hashed.
#[derive(Debug)]
pub(crate) struct NewMember<'a> {
    pub(crate) phc: &'a str,
    pub(crate) locale: &'a str,
}

/// Someone has joined.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// The browser's new session.
    pub(crate) token: Token,
}

/// Makes the account of the invited address, which the mail has proved; its session is good for
/// securing it and nothing else.
pub(crate) async fn accept_as_new(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
    member: NewMember<'_>,
) -> Result<Accepted, AcceptError> {
    roles::lock(tx, now).await?;
    let invitation = store::consume(tx, &token.hash(), now).await?;
    let invitation = invitation.ok_or(AcceptError::Dead)?;
    let person = NewPerson::agreeing_now(&invitation.email, member.phc, member.locale, now);
    let account = sign_up::create(tx, entropy, now, &person).await?;
    let account = account.ok_or(AcceptError::HasAccount)?;
    join(tx, entropy, now, (&account, &invitation)).await?;
    let opening = (Stage::Enrolling, Strength::password(now));
    let (token, _) = sessions::open(tx, entropy, now, &account, opening).await?;
    Ok(Accepted { token })
}

/// Grants the roles to the account of `session`. Every other session ends, and the grants of all:
/// tokens without the roles must not linger.
pub(crate) async fn accept(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
    (account, session): (&Account, &Session),
) -> Result<Accepted, AcceptError> {
    roles::lock(tx, now).await?;
    if session.stage != Stage::Full || session.strength.acr == Acr::Password {
        return Err(AcceptError::TooWeak);
    }
    let invitation = store::consume(tx, &token.hash(), now).await?;
    let invitation = invitation.ok_or(AcceptError::Dead)?;
    if invitation.email.key() != account.email.key() {
        return Err(AcceptError::OtherAccount);
    }
    // The session was looked up before the lock: the office may have been faster.
    let present = accounts::find(tx, &account.id).await?;
    present
        .filter(|account| {
            account.deactivated_at.is_none() && account.sessions_valid_from <= session.created_at
        })
        .ok_or(AcceptError::OtherAccount)?;
    join(tx, entropy, now, (&account.id, &invitation)).await?;
    accounts::end_sessions(tx, &account.id, now).await?;
    sessions::end_others(tx, &account.id, Some(&session.sid), now).await?;
    oauth::revoke_all(tx, &account.id, now).await?;
    let strength = session.strength.clone();
    let (token, _) = sessions::replace(tx, entropy, now, session, strength).await?;
    Ok(Accepted { token })
}

async fn join(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, invitation): (&AccountId, &Invitation),
) -> Result<(), StoreError> {
    for role in &invitation.roles {
        let by = invitation.invited_by.as_deref();
        roles::grant(tx, account, *role, (now, by)).await?;
    }
    let event = audit::Event {
        name: "staff.joined",
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({ "invitation": invitation.id.as_str(), "roles": invitation.roles }),
    };
    audit::record(tx, entropy, now, event).await
}
