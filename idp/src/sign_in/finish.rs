//! The person is who they say: a session with a new token.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use crate::accounts::Account;
use crate::audit;
use crate::sessions::{self, Session, Stage, Strength};

/// Opens a session for `account`. Who signs in again in a full session keeps it under a new
/// token, so that what else runs on it goes on; any other session of the browser ends.
pub(super) async fn finish(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, former): (&Account, Option<&Session>),
    (stage, strength): (Stage, Strength),
) -> Result<Token, StoreError> {
    let event = audit::Event {
        name: "sign_in.succeeded",
        account: Some(account.id.as_str()),
        details: json!({ "acr": strength.acr.as_str(), "amr": strength.amr }),
    };
    audit::record(tx, entropy, now, event).await?;
    match former {
        Some(session)
            if session.account == account.id
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
