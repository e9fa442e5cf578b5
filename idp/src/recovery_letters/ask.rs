//! Asking for a letter. What comes of it is told by mail, never to who asked.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id};

use super::model::LetterId;
use super::store;
use crate::accounts::{self, Account};
use crate::audit;

/// At most so many letters within [`LONG`], and one within [`SHORT`]: paper costs, and each letter is
/// one more that might be taken from a letter box.
const MOST: i64 = 3;
const SHORT: Duration = Duration::from_hours(24);
const LONG: Duration = Duration::from_hours(30 * 24);

/// What became of the wish.
#[derive(Debug)]
pub(crate) enum Asked {
    /// The letter may be taken; the token of the link that stops it.
    Waiting(Token),
    /// Too many were asked for of late.
    TooOften,
}

/// Keeps the wish of who has given the first proof of this account; an earlier letter that nobody has taken yet is
/// void.
pub(crate) async fn ask(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &Account,
) -> Result<Asked, StoreError> {
    // Of two at the same time the second counts the first.
    accounts::lock(tx, &account.id, now).await?;
    let [lately, long] = store::asked_since(tx, &account.id, [now - SHORT, now - LONG]).await?;
    if lately > 0 || long >= MOST {
        note(tx, entropy, now, (account, "recovery_letter.too_often")).await?;
        return Ok(Asked::TooOften);
    }
    store::replace(tx, &account.id, now).await?;
    let (id, stop) = (LetterId::new(random_id(entropy)), Token::generate(entropy));
    store::insert(tx, &id, (&account.id, &stop.hash()), now).await?;
    note(tx, entropy, now, (account, "recovery_letter.asked")).await?;
    Ok(Asked::Waiting(stop))
}

async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, name): (&Account, &'static str),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: audit::By::Visitor,
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
