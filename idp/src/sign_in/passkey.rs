//! Signing in with a passkey: more than one factor by itself.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;
use shared::secret::Token;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::finish::{self, Former};
use crate::audit;
use crate::passkeys::{self, AssertError, RelyingParty};
use crate::sessions::{Stage, Strength};

/// How an answer was taken.
#[derive(Debug)]
pub(super) enum Answered {
    Right(Token),
    /// The operator has deactivated the account (S94).
    Deactivated,
}

/// Signs in whoever's passkey gave `answer`.
pub(super) async fn check(
    tx: &mut Tx,
    (party, entropy): (&RelyingParty, &dyn Entropy),
    now: Timestamp,
    former: Former<'_>,
    (state, answer): (DiscoverableAuthentication, &PublicKeyCredential),
) -> Result<Answered, AssertError> {
    let asserted = passkeys::assert(tx, party, now, state, answer).await?;
    let account = &asserted.account;
    if account.deactivated_at.is_some() {
        let event = audit::Event {
            name: "sign_in.refused",
            by: audit::By::Account(account.id.as_str()),
            about: Some(account.id.as_str()),
            on_behalf: None,
            details: json!({ "reason": "deactivated" }),
        };
        audit::record(tx, entropy, now, event).await?;
        return Ok(Answered::Deactivated);
    }
    let opening = (Stage::Full, Strength::passkey(now, asserted.synced));
    let token = finish::finish(tx, entropy, now, (account, former), opening).await?;
    Ok(Answered::Right(token))
}
