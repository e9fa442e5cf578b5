//! Letters: written down in the transaction of what they bring, laid by a job into the folder of
//! which the print centre fetches them. A crash loses none, and none leaves before the commit.
//!
//! The folder's protocol is described in `docs/letters.md`.

mod folder;
mod model;
mod post_room;
mod store;

pub(crate) use model::{Hold, LetterState, NewLetter};
pub(crate) use post_room::{Fittings, PostRoom, WriteError};
pub(crate) use store::{export, of_case};

use letters::UnlockCodeLetter;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, random_id};
use zeroize::Zeroizing;

/// Puts a letter with an unlock code into the outbox; it leaves once `tx` is committed and
/// [`PostRoom::ring`] is called, or a second later. Returns the letter's name.
pub(crate) async fn post(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    new: NewLetter<'_>,
) -> Result<String, StoreError> {
    let plain = serde_json::to_vec(new.letter).map(Zeroizing::new);
    let plain = plain.map_err(|_| store::corrupt("content"))?;
    let id = random_id(entropy);
    let content = sealing.seal(entropy, &id, &plain);
    store::insert(tx, &id, content, now, &new).await?;
    Ok(id)
}

/// The letter of this code is not wanted any more: if it has not been written yet, it never is.
pub(crate) async fn withdraw(tx: &mut Tx, code: &str) -> Result<(), StoreError> {
    store::drop_content(tx, code).await
}

/// What [`post`] sealed.
fn open(sealing: &SealingKey, id: &str, content: &[u8]) -> Option<UnlockCodeLetter> {
    let plain = sealing.open(id, content)?;
    serde_json::from_slice(&plain).ok()
}
