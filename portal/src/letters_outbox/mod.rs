//! Letters: written down in the transaction of what they bring, laid by a job into the folder of
//! which the print centre fetches them. A crash loses none, and none leaves before the commit.
//!
//! The folder's protocol is described in `docs/letters.md`.

mod folder;
mod model;
mod post_room;
mod store;

pub(crate) use model::{Hold, LetterState, NewLetter, NewRecoveryLetter};
pub(crate) use post_room::{Fittings, PostRoom, WriteError};
pub(crate) use store::{export, is_posted, of_case, withdraw_request};

use letters::{RecoveryCodeLetter, UnlockCodeLetter};
use serde::{Deserialize, Serialize};
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{OpeningKey, SealingKey, random_id};
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
    let row = store::NewRow {
        case: new.case,
        code: Some(new.code),
        request: None,
        kind: store::UNLOCK_CODE,
        language: &new.letter.language,
        hold: new.hold,
    };
    store::insert(tx, &id, content, now, &row).await?;
    Ok(id)
}

/// A letter with a recovery code, as long as nobody prints it: the code is as the provider sealed it.
#[derive(Serialize, Deserialize)]
struct Closed {
    request: String,
    /// Its code is empty.
    letter: RecoveryCodeLetter,
    sealed: Vec<u8>,
}

/// Puts a letter with a recovery code into the outbox, unless the letter of this request is there
/// already; says whether it was not. Nobody can read the code before the letter is written.
pub(crate) async fn post_recovery(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    new: NewRecoveryLetter<'_>,
) -> Result<bool, StoreError> {
    let closed = Closed {
        request: new.request.to_owned(),
        letter: new.letter.clone(),
        sealed: new.sealed.to_vec(),
    };
    let plain = serde_json::to_vec(&closed).map_err(|_| store::corrupt("content"))?;
    let id = random_id(entropy);
    let content = sealing.seal(entropy, &id, &plain);
    let row = store::NewRow {
        case: new.case,
        code: None,
        request: Some(new.request),
        kind: store::RECOVERY_CODE,
        language: &new.letter.language,
        hold: Hold::No,
    };
    store::insert(tx, &id, content, now, &row).await
}

/// The letter of this code is not wanted any more: if it has not been written yet, it never is.
pub(crate) async fn withdraw(tx: &mut Tx, code: &str) -> Result<(), StoreError> {
    store::drop_content(tx, code).await
}

/// A letter that can be printed.
enum Open {
    UnlockCode(UnlockCodeLetter),
    RecoveryCode(RecoveryCodeLetter),
}

/// What [`post`] or [`post_recovery`] sealed. A recovery code is opened here, to be printed at once.
fn open((sealing, opening): (&SealingKey, Option<&OpeningKey>), due: &store::Due) -> Option<Open> {
    let plain = sealing.open(&due.id, &due.content)?;
    if due.kind != store::RECOVERY_CODE {
        return serde_json::from_slice(&plain).ok().map(Open::UnlockCode);
    }
    let closed: Closed = serde_json::from_slice(&plain).ok()?;
    let code = opening?.open(&closed.request, &closed.sealed)?;
    let code = str::from_utf8(&code).ok()?.to_owned();
    Some(Open::RecoveryCode(RecoveryCodeLetter {
        code,
        ..closed.letter
    }))
}
