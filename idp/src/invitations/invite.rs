//! Inviting, and taking an invitation back. The caller holds the staff book's lock.

use serde_json::json;
use shared::claims::Role;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id};

use super::model::{LIFETIME, tidy};
use super::{Invitation, InvitationId, store};
use crate::accounts::{self, AccountId, EmailAddress};
use crate::audit;
use crate::roles::{self, Actor};

/// Who is to become what.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) email: &'a EmailAddress,
    pub(crate) roles: &'a [Role],
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InviteError {
    #[error("an invitation names at least one role")]
    NoRole,
    #[error("the address belongs to a member of the staff")]
    AlreadyStaff,
    #[error("a role stands above one's own")]
    AboveOwnRole,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Invites; an older invitation for the same address is dead. The token is for the mail alone.
pub(crate) async fn invite(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    actor: Actor<'_>,
    wanted: Wanted<'_>,
) -> Result<(Invitation, Token), InviteError> {
    let granted = tidy(wanted.roles).ok_or(InviteError::NoRole)?;
    if !actor.may_grant(&granted) {
        return Err(InviteError::AboveOwnRole);
    }
    let known = accounts::find_by_email(tx, wanted.email).await?;
    if let Some(account) = &known
        && !roles::of(tx, &account.id).await?.is_empty()
    {
        return Err(InviteError::AlreadyStaff);
    }
    store::withdraw_for(tx, wanted.email, now).await?;
    let token = Token::generate(entropy);
    let invitation = Invitation {
        id: InvitationId::new(random_id(entropy)),
        email: wanted.email.clone(),
        roles: granted,
        invited_by: actor.id().map(str::to_owned),
        created_at: now,
        expires_at: now + LIFETIME,
    };
    store::insert(tx, &token.hash(), &invitation).await?;
    let event = audit::Event {
        name: "staff.invited",
        by: actor.by(),
        about: known.as_ref().map(|account| account.id.as_str()),
        on_behalf: None,
        details: json!({ "invitation": invitation.id.as_str(), "roles": invitation.roles }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok((invitation, token))
}

/// Why an invitation was not taken back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WithdrawError {
    #[error("there is no such open invitation")]
    Unknown,
    #[error("a role stands above one's own")]
    AboveOwnRole,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes an open invitation back.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    actor: Actor<'_>,
    id: &InvitationId,
) -> Result<(), WithdrawError> {
    let found = store::find_by_id(tx, id, now).await?;
    let invitation = found.ok_or(WithdrawError::Unknown)?;
    if !actor.may_grant(&invitation.roles) {
        return Err(WithdrawError::AboveOwnRole);
    }
    if !store::withdraw(tx, id, now).await? {
        return Err(WithdrawError::Unknown);
    }
    note_withdrawn(tx, entropy, now, (actor, id)).await?;
    Ok(())
}

/// Takes back what an account invited that may no longer invite anybody.
pub(crate) async fn withdraw_of(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (actor, account): (Actor<'_>, &AccountId),
) -> Result<(), StoreError> {
    for id in store::withdraw_of(tx, account.as_str(), now).await? {
        note_withdrawn(tx, entropy, now, (actor, &id)).await?;
    }
    Ok(())
}

async fn note_withdrawn(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (actor, id): (Actor<'_>, &InvitationId),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name: "staff.invitation_withdrawn",
        by: actor.by(),
        about: None,
        on_behalf: None,
        details: json!({ "invitation": id.as_str() }),
    };
    audit::record(tx, entropy, now, event).await
}
