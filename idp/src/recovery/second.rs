//! The second proof, a recovery code, and what both open: a session that only secures.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::prove::{self, Holder, Proof};
use super::store;
use crate::accounts::{self, Account};
use crate::audit;
use crate::recovery_codes::{self, Candidate};
use crate::sessions::{self, Session, Stage, Strength};

/// A right code has been taken.
#[derive(Debug)]
pub(crate) enum Opened {
    /// Of the browser's new session.
    Session(Token, Box<Account>),
    /// Somebody else was faster with the code.
    Used,
    /// The first proof is over.
    Over,
}

/// The secret of `candidate` was right: uses the code and the first proof up, each atomically, and
/// opens a session in which a new factor is set up. Whatever session the browser had ends.
pub(crate) async fn second(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (holder, candidate): (&Holder, &Candidate),
    former: Option<&Session>,
) -> Result<Opened, StoreError> {
    let Proof::Good(account) = prove::proof(tx, holder, now).await? else {
        return Ok(Opened::Over);
    };
    accounts::lock(tx, &account.id, now).await?;
    if !store::take(tx, holder, now).await? {
        return Ok(Opened::Over);
    }
    let redeemed = recovery_codes::redeem(tx, now, &account.id, candidate).await?;
    let Some(kind) = redeemed else {
        return Ok(Opened::Used);
    };
    let event = audit::Event {
        name: "recovery.begun",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({ "kind": kind.word(), "by_link": holder.by_link }),
    };
    audit::record(tx, entropy, now, event).await?;
    if let Some(session) = former {
        sessions::end(tx, &session.sid, now).await?;
    }
    let opening = (Stage::Recovering, Strength::password(now));
    let (token, _) = sessions::open(tx, entropy, now, &account.id, opening).await?;
    Ok(Opened::Session(token, account))
}
