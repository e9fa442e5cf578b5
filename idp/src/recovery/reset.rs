//! Asking for a link, and choosing a new password by it.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::store;
use crate::accounts::{self, Account, EmailAddress};
use crate::{audit, passwords, sessions};

/// What is to be mailed to the address that was given.
#[derive(Debug)]
pub(crate) enum Asked {
    /// The link by which a new password may be chosen.
    Link(Token),
    /// The account has no password, or is deactivated: what holds instead.
    NoPassword,
    /// There is no account with this address.
    Unknown,
}

/// Someone has forgotten the password of `email`.
pub(crate) async fn ask(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    email: &EmailAddress,
) -> Result<Asked, StoreError> {
    let Some(account) = accounts::find_by_email(tx, email).await? else {
        return Ok(Asked::Unknown);
    };
    let event = audit::Event {
        name: "password.reset_asked",
        by: audit::By::Visitor,
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let has_password = passwords::stored(tx, &account.id).await?.is_some();
    if !has_password || account.deactivated_at.is_some() {
        return Ok(Asked::NoPassword);
    }
    let token = Token::generate(entropy);
    store::insert(tx, &token.hash(), &account.id, now).await?;
    Ok(Asked::Link(token))
}

/// Whether the link is good; uses nothing.
pub(crate) async fn look(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<bool, StoreError> {
    Ok(store::owner(tx, &token.hash(), now).await?.is_some())
}

/// Gives the link's account the new password and ends every session of it; the account, or
/// `None` when the link is dead.
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
    accounts::end_sessions(tx, &id, now).await?;
    sessions::end_others(tx, &id, None, now).await?;
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
