//! Asking for another address.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::store;
use crate::accounts::{self, Account, EmailAddress};
use crate::audit;
use crate::factors::{self, NotNow};
use crate::sessions::Session;
use crate::upstream::Upstreams;

/// What is to be mailed to the new address. The person is told the same in both cases.
#[derive(Debug)]
pub(super) enum Asked {
    /// The link that confirms it.
    Waiting(Token),
    /// It belongs to an account, or did until a few days ago: its owner is told that someone tried.
    Known,
}

/// Why nothing was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error("it is the account's address")]
    Same,
    #[error("the last change may still be undone")]
    TooSoon,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the wish of the session's account; an earlier one that waits is void.
pub(super) async fn ask(
    tx: &mut Tx,
    (entropy, upstreams): (&dyn Entropy, &Upstreams),
    now: Timestamp,
    session: &Session,
    new: &EmailAddress,
) -> Result<(Account, Asked), AskRefused> {
    let account = factors::permitted(tx, upstreams, now, session).await?;
    if account.email.key() == new.key() {
        return Err(AskRefused::Same);
    }
    if account.former(now).is_some() {
        return Err(AskRefused::TooSoon);
    }
    store::drop_waiting(tx, &account.id).await?;
    let event = audit::Event {
        name: "email.change_asked",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    if accounts::is_taken(tx, new, now).await? {
        return Ok((account, Asked::Known));
    }
    let token = Token::generate(entropy);
    let wish = store::Wish {
        account: &account.id,
        old: &account.email,
        new,
    };
    store::insert(tx, &token.hash(), wish, now).await?;
    Ok((account, Asked::Waiting(token)))
}
