//! A browser that its person has fully signed in with, and what becomes of a sign-in that the
//! owner does not know.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id, sha256};

use super::store::NewNotice;
use super::{BrowserId, Shown, Visit, store};
use crate::accounts::AccountId;

/// How long the owner may say that it was somebody else.
const NOTICE: Duration = Duration::from_hours(30 * 24);

/// The browser of a sign-in.
#[derive(Debug)]
pub(crate) struct Met {
    pub(crate) id: BrowserId,
    /// What it shows from now on.
    pub(crate) shown: Shown,
    /// Whether the account has never signed in with it, but with others.
    pub(crate) is_strange: bool,
}

/// Remembers the browser of `visit`. A token that somebody planted is worth nothing for another
/// account: each gets a fresh one of its own.
pub(crate) async fn meet(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    visit: &Visit,
) -> Result<Met, StoreError> {
    for token in visit.tokens() {
        if let Some(id) = store::find(tx, account, &token.hash()).await? {
            store::seen(tx, &id, visit, now).await?;
            return Ok(Met {
                id,
                shown: visit.shows(token),
                is_strange: false,
            });
        }
    }
    let is_strange = store::any(tx, account).await?;
    let (id, token) = (BrowserId::new(random_id(entropy)), Token::generate(entropy));
    store::insert(tx, (&id, &token.hash()), account, visit, now).await?;
    Ok(Met {
        id,
        shown: visit.shows(&token),
        is_strange,
    })
}

/// Keeps what the owner is told of the sign-in `sid`; the token is for their mail alone.
pub(crate) async fn announce(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, sid): (&AccountId, &str),
    (visit, browser): (&Visit, &BrowserId),
) -> Result<Token, StoreError> {
    let token = Token::generate(entropy);
    let notice = NewNotice {
        account,
        sid,
        browser,
        visit,
        at: now,
        expires_at: now + NOTICE,
    };
    store::insert_notice(tx, &token.hash(), &notice).await?;
    Ok(token)
}

/// The password with the hash `phc` opens nothing any more, until it is replaced.
pub(crate) async fn doubt(
    tx: &mut Tx,
    account: &AccountId,
    phc: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    store::insert_doubt(tx, account, &sha256(phc.as_bytes()), now).await
}

/// Whether the owner has said that somebody else may know this very password.
pub(crate) async fn is_doubted(
    tx: &mut Tx,
    account: &AccountId,
    phc: &str,
) -> Result<bool, StoreError> {
    let doubted = store::doubted(tx, account).await?;
    Ok(doubted.is_some_and(|hash| hash == sha256(phc.as_bytes())))
}
