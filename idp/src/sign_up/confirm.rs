//! Confirming the address: the mailed link's page, and its button.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, Token, TokenHash};

use super::begin::IDENTITY;
use super::{NewPerson, create, store};
use crate::accounts::{AccountId, EmailAddress};
use crate::identities::{self, Linked, Vault};
use crate::interactions::InteractionId;
use crate::upstream::{Offered, Proven};

/// What a mailed link is worth in this browser.
#[derive(Debug)]
pub(crate) enum Link {
    /// Nothing: unknown, older than 24 hours, or with an identity of a service that is not offered
    /// any more.
    Dead,
    /// It has been used; the account exists.
    Used { interaction: Option<InteractionId> },
    /// It waits for its button, in the browser where it began: who registers with an official
    /// identity has no password to tell in another one.
    Elsewhere,
    /// It waits for its button.
    Good {
        email: EmailAddress,
        /// The password's hash, which another browser than the registering one must match, so
        /// that nobody confirms a stranger's registration.
        ask: Option<String>,
    },
}

/// Looks at a link without using it.
pub(crate) async fn look(
    tx: &mut Tx,
    (sealing, offered): (&SealingKey, Offered),
    (token, visitor): (&Token, &TokenHash),
    now: Timestamp,
) -> Result<Link, StoreError> {
    let Some(sign_up) = store::find(tx, &token.hash(), now).await? else {
        return Ok(Link::Dead);
    };
    if let Some(sealed) = &sign_up.identity
        && !offered.has(open(sealing, sealed)?.service)
    {
        return Ok(Link::Dead);
    }
    let same_browser = sign_up.visitor == *visitor;
    if sign_up.used_at.is_some() {
        let interaction = sign_up.interaction.filter(|_| same_browser);
        return Ok(Link::Used { interaction });
    }
    let ask = match sign_up.phc {
        _ if same_browser => None,
        None => return Ok(Link::Elsewhere),
        asked => asked,
    };
    Ok(Link::Good {
        email: sign_up.email,
        ask,
    })
}

/// What came of pressing the button.
#[derive(Debug)]
pub(crate) enum Confirmed {
    /// The account exists now.
    Created { interaction: Option<InteractionId> },
    /// The link was used up or died meanwhile, or address or identity have got an account. The
    /// transaction is not to be committed.
    TooLate,
}

/// Uses the link up and makes the account. The caller has seen to it that the person may
/// ([`look`]).
pub(crate) async fn confirm(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    token: &Token,
) -> Result<Confirmed, StoreError> {
    let Some(sign_up) = store::find(tx, &token.hash(), now).await? else {
        return Ok(Confirmed::TooLate);
    };
    if !store::consume(tx, &token.hash(), now).await? {
        return Ok(Confirmed::TooLate);
    }
    let person = NewPerson {
        email: &sign_up.email,
        phc: sign_up.phc.as_deref(),
        locale: &sign_up.locale,
        versions: sign_up.versions.each_ref().map(String::as_str),
        agreed_at: sign_up.created_at,
    };
    let Some(account) = create(tx, vault.entropy, now, &person).await? else {
        return Ok(Confirmed::TooLate);
    };
    if let Some(sealed) = &sign_up.identity
        && !link(tx, vault, now, &account, sealed).await?
    {
        return Ok(Confirmed::TooLate);
    }
    Ok(Confirmed::Created {
        interaction: sign_up.interaction,
    })
}

/// Gives the registration's identity to its account; `false` when another one has it by now.
async fn link(
    tx: &mut Tx,
    vault: Vault<'_>,
    now: Timestamp,
    account: &AccountId,
    sealed: &[u8],
) -> Result<bool, StoreError> {
    let proven = open(vault.sealing, sealed)?;
    let Some(subject) = &proven.subject else {
        return Ok(false);
    };
    let linked = identities::link(tx, vault, (now, now), account, (&proven, subject)).await?;
    Ok(linked == Linked::Made)
}

/// What a registration keeps of an official identity.
fn open(sealing: &SealingKey, sealed: &[u8]) -> Result<Proven, StoreError> {
    Proven::open(sealing, IDENTITY, sealed).ok_or(StoreError::Corrupt {
        table: "sign_ups",
        column: "identity",
    })
}
