//! The person is who they say: a session with a new token.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use crate::accounts::{self, Account};
use crate::audit;
use crate::sessions::{self, Session, Stage, Strength};

/// The session that the browser has had until now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Former<'a> {
    pub(super) session: Option<&'a Session>,
    /// Whether it may go on. Not for a waiting request of an application, which wants a sign-in
    /// of its own.
    pub(super) may_go_on: bool,
}

/// Opens a session for `account`. Who signs in again to change something of the account keeps
/// the session under a new token; otherwise the former one ends.
pub(super) async fn finish(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, former): (&Account, Former<'_>),
    (stage, strength): (Stage, Strength),
) -> Result<Token, StoreError> {
    let event = audit::Event {
        name: "sign_in.succeeded",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({ "acr": strength.acr.as_str(), "amr": strength.amr }),
    };
    audit::record(tx, entropy, now, event).await?;
    if stage == Stage::Full {
        accounts::signed_in(tx, &account.id, now).await?;
    }
    match former.session {
        Some(session)
            if former.may_go_on
                && session.account == account.id
                && (session.stage, stage) == (Stage::Full, Stage::Full) =>
        {
            return sessions::renew(tx, entropy, now, &session.sid, strength).await;
        }
        Some(session) => sessions::end(tx, &session.sid, now).await?,
        None => {}
    }
    let (token, _) = sessions::open(tx, entropy, now, &account.id, (stage, strength)).await?;
    Ok(token)
}
