//! Keeping a draft, and taking it back once.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::forms::{Author, Draft};
use shared::secret::{SealingKey, Token, hmac_sha256};

use super::store;
use crate::accounts::AccountId;

/// Long enough for lunch; it may hold what a person tells the office.
const KEPT: Duration = Duration::from_hours(2);

/// A draft that was taken, and can be put back if its page is not shown after all.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) draft: Draft,
    row: store::Row,
}

/// Keeps `draft` for its author, in the place of an older one of the same page; what names it.
pub(super) async fn keep(
    tx: &mut Tx,
    (entropy, key): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    (author, draft): (&Author, &Draft),
) -> Result<Token, StoreError> {
    let token = Token::generate(entropy);
    let plain = serde_json::to_vec(draft).map_err(|_| store::corrupt())?;
    let row = store::Row {
        token: token.hash(),
        person: AccountId::new(author.person.clone()),
        slot: slot(key, author),
        sealed: key.seal(entropy, &author.person, &plain),
        expires_at: now + KEPT,
    };
    store::insert(tx, &row).await?;
    Ok(token)
}

/// The draft that `token` names, if it is this person's and of this page. It is gone then.
pub(super) async fn take(
    tx: &mut Tx,
    key: &SealingKey,
    now: Timestamp,
    (author, token): (&Author, &Token),
) -> Result<Option<Taken>, StoreError> {
    let Some(row) = store::take(tx, (&token.hash(), &slot(key, author)), now).await? else {
        return Ok(None);
    };
    let plain = key.open(&author.person, &row.sealed);
    let draft = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
    Ok(draft.map(|draft| Taken { draft, row }))
}

/// Undoes [`take`].
pub(super) async fn put_back(tx: &mut Tx, taken: &Taken) -> Result<(), StoreError> {
    store::insert(tx, &taken.row).await
}

fn slot(key: &SealingKey, author: &Author) -> Vec<u8> {
    let key = key.derive("slots");
    let place = format!("{} {}", author.person, author.page);
    hmac_sha256(key.as_bytes(), place.as_bytes()).to_vec()
}
