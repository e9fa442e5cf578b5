//! Handing letters over to the program that posts them, in steps that may each be repeated: it asks
//! for the code as often as it must, until it says what became of the letter.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::PublicKey;

use super::model::{LetterId, Outcome, Refusal, Waiting};
use super::store::{self, Sealed};
use crate::accounts::{self, Account};
use crate::audit;
use crate::recovery_codes::{self, Drawn, Issue, Kind};

/// So many letters are told at once.
const PAGE: i64 = 100;

/// Why there is no code to be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoCode {
    /// The letter is unknown, over, or its account may not be recovered.
    #[error("there is no such letter")]
    Gone,
    /// The operator's key is none; the settings refuse such a key at the start.
    #[error("nothing can be sealed to the key of the letter outbox")]
    Key,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The letters that wait, the oldest first.
pub(super) async fn waiting(tx: &mut Tx, now: Timestamp) -> Result<Vec<Waiting>, StoreError> {
    store::waiting(tx, now, PAGE).await
}

/// The code of a letter, sealed to `key` for this letter alone. The first call makes it of what was
/// drawn and ends the account's earlier letters; until the letter is taken each further call gives
/// the same.
pub(super) async fn code(
    tx: &mut Tx,
    (entropy, key): (&dyn Entropy, &PublicKey),
    now: Timestamp,
    (id, client): (&LetterId, &str),
    drawn: Drawn,
) -> Result<Sealed, NoCode> {
    let (owner, asked_at) = store::owner(tx, id).await?.ok_or(NoCode::Gone)?;
    accounts::lock(tx, &owner, now).await?;
    let account = accounts::find(tx, &owner).await?;
    let account = account.filter(|account| {
        account.deactivated_at.is_none() && account.sessions_valid_from <= asked_at
    });
    let account = account.ok_or(NoCode::Gone)?;
    if let Some(made) = store::made(tx, id).await? {
        return Ok(made);
    }
    if !store::claim(tx, id, now).await? {
        return Err(NoCode::Gone);
    }
    let issue = Issue {
        account: &account.id,
        kind: Kind::Letter,
        by: audit::By::Client(client),
    };
    let codes = recovery_codes::issue(tx, entropy, now, issue, vec![drawn]).await?;
    let code = codes.first().ok_or(NoCode::Gone)?;
    let sealed = key.seal(id.as_str(), code.reveal().as_bytes());
    let sealed = sealed.ok_or(NoCode::Key)?;
    store::keep(tx, id, &sealed).await?;
    Ok(Sealed {
        sealed,
        made_at: now,
    })
}

/// Notes what became of a letter: taken, it leaves nothing here to be read; refused, its code is
/// dead. The account whose owner is to be told, and why; `None` when there is nobody to tell.
///
/// # Errors
/// [`NoCode::Gone`] if the letter was stopped, replaced or never there.
pub(super) async fn settle(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (id, client): (&LetterId, &str),
    outcome: Outcome,
) -> Result<Option<(Account, Refusal)>, NoCode> {
    let (owner, _) = store::owner(tx, id).await?.ok_or(NoCode::Gone)?;
    accounts::lock(tx, &owner, now).await?;
    let (is_new, name, word) = match outcome {
        Outcome::Taken => (
            store::take(tx, id, now).await?,
            "recovery_letter.taken",
            None,
        ),
        Outcome::Refused(why) => (
            store::refuse(tx, id, why, now).await?,
            "recovery_letter.refused",
            Some(why),
        ),
    };
    if !is_new {
        let known = store::is_settled(tx, id, outcome).await?;
        return if known { Ok(None) } else { Err(NoCode::Gone) };
    }
    let event = audit::Event {
        name,
        by: audit::By::Client(client),
        about: Some(owner.as_str()),
        on_behalf: None,
        details: word.map_or_else(|| json!({}), |why| json!({ "outcome": why.word() })),
    };
    audit::record(tx, entropy, now, event).await?;
    let Some(why) = word else { return Ok(None) };
    recovery_codes::revoke(tx, &owner, Kind::Letter, now).await?;
    let account = accounts::find(tx, &owner).await?;
    let account = account.filter(|account| account.deactivated_at.is_none());
    Ok(account.map(|account| (account, why)))
}
