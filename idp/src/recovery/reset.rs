//! Asking for a link, and choosing a new password by it.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id};

use super::store;
use crate::accounts::{self, Account, AccountId, EmailAddress};
use crate::upstream::Service;
use crate::{audit, endings, identities, passkeys, passwords};

/// What is to be mailed to the address that was given.
#[derive(Debug)]
pub(crate) enum Asked {
    /// The link by which a new password may be chosen.
    Link(Token),
    /// The account has no password: what holds instead.
    NoPassword(Instead),
    /// There is no account with this address.
    Unknown,
}

/// What opens an account without a password. Told to its owner's address alone.
#[derive(Debug)]
pub(crate) struct Instead {
    pub(crate) passkey: bool,
    pub(crate) services: Vec<Service>,
}

/// Someone has forgotten the password of `email`. The work is the same for every address, so that
/// the time of the answer tells nobody who has an account (T35).
pub(crate) async fn ask(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    email: &EmailAddress,
) -> Result<Asked, StoreError> {
    let account = accounts::find_by_email(tx, email).await?;
    let nobody = AccountId::new(random_id(entropy));
    let id = account.as_ref().map_or(&nobody, |account| &account.id);
    let event = audit::Event {
        name: "password.reset_asked",
        by: audit::By::Visitor,
        about: account.as_ref().map(|account| account.id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let has_password = passwords::stored(tx, id).await?.is_some();
    let token = link(tx, entropy, now, if has_password { id } else { &nobody }).await?;
    let instead = Instead {
        passkey: passkeys::count(tx, id).await? > 0,
        services: identities::of_account(tx, id)
            .await?
            .into_iter()
            .map(|identity| identity.service)
            .collect(),
    };
    Ok(match account {
        None => Asked::Unknown,
        Some(_) if has_password => Asked::Link(token),
        Some(_) => Asked::NoPassword(instead),
    })
}

/// Makes a link by which the account's password may be chosen anew; for whoever has proved to be
/// allowed to. Earlier ones are void.
pub(crate) async fn link(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
) -> Result<Token, StoreError> {
    let token = Token::generate(entropy);
    store::insert(tx, &token.hash(), account, now).await?;
    Ok(token)
}

/// What a mailed link is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// Nothing.
    Dead,
    /// A new password for the account of this address.
    Good(EmailAddress),
    /// The page that says that the account is deactivated (S94); its holder has proved to be it.
    Deactivated,
}

/// Looks at a link without using it.
pub(crate) async fn look(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<Link, StoreError> {
    let Some(id) = store::owner(tx, &token.hash(), now).await? else {
        return Ok(Link::Dead);
    };
    let account = accounts::find(tx, &id).await?;
    Ok(match account {
        None => Link::Dead,
        Some(account) if account.deactivated_at.is_some() => Link::Deactivated,
        Some(account) => Link::Good(account.email),
    })
}

/// Gives the link's account the new password and ends everything that it opened; the account, or
/// `None` when the link is dead. The caller has seen to it that the account is active ([`look`]);
/// a password of an account that is deactivated meanwhile opens nothing.
pub(crate) async fn choose(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
    phc: &str,
) -> Result<Option<Account>, StoreError> {
    let Some(id) = store::consume(tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    passwords::set(tx, &id, phc, now).await?;
    endings::everything(tx, &id, now).await?;
    let event = audit::Event {
        name: "password.reset",
        by: audit::By::Account(id.as_str()),
        about: Some(id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    accounts::find(tx, &id).await
}
