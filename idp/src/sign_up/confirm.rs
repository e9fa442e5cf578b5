//! Confirming the address: the mailed link's page, and its button.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, TokenHash};

use super::{NewPerson, create, store};
use crate::accounts::EmailAddress;
use crate::interactions::InteractionId;

/// What a mailed link is worth in this browser.
#[derive(Debug)]
pub(crate) enum Link {
    /// Nothing: unknown, or older than 24 hours.
    Dead,
    /// It has been used; the account exists.
    Used { interaction: Option<InteractionId> },
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
    token: &Token,
    visitor: &TokenHash,
    now: Timestamp,
) -> Result<Link, StoreError> {
    let Some(sign_up) = store::find(tx, &token.hash(), now).await? else {
        return Ok(Link::Dead);
    };
    let same_browser = sign_up.visitor == *visitor;
    if sign_up.used_at.is_some() {
        let interaction = sign_up.interaction.filter(|_| same_browser);
        return Ok(Link::Used { interaction });
    }
    Ok(Link::Good {
        email: sign_up.email,
        ask: (!same_browser).then_some(sign_up.phc),
    })
}

/// What came of pressing the button.
#[derive(Debug)]
pub(crate) enum Confirmed {
    /// The account exists now.
    Created { interaction: Option<InteractionId> },
    /// The link was used up or died meanwhile, or the address has got an account.
    TooLate,
}

/// Uses the link up and makes the account. The caller has seen to it that the person may
/// ([`look`]).
pub(crate) async fn confirm(
    tx: &mut Tx,
    entropy: &dyn Entropy,
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
        phc: &sign_up.phc,
        locale: &sign_up.locale,
        versions: sign_up.versions.each_ref().map(String::as_str),
        agreed_at: sign_up.created_at,
    };
    if create(tx, entropy, now, &person).await?.is_none() {
        return Ok(Confirmed::TooLate);
    }
    Ok(Confirmed::Created {
        interaction: sign_up.interaction,
    })
}
