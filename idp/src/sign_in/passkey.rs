//! Signing in with a passkey: more than one factor by itself.

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::finish::{self, Arrival, Entered};
use crate::audit;
use crate::mail::MailFault;
use crate::passkeys::{self, AssertError, RelyingParty};
use crate::sessions::{Stage, Strength};

/// How an answer was taken.
#[derive(Debug)]
pub(super) enum Answered {
    Right(Entered),
    /// The operator has deactivated the account (S94).
    Deactivated,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Answer(#[from] AssertError),
    #[error(transparent)]
    Mail(#[from] MailFault),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs in whoever's passkey gave `answer`.
pub(super) async fn check(
    tx: &mut Tx,
    party: &RelyingParty,
    now: Timestamp,
    arrival: Arrival<'_>,
    (state, answer): (DiscoverableAuthentication, &PublicKeyCredential),
) -> Result<Answered, Refused> {
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
        audit::record(tx, arrival.writer.entropy, now, event).await?;
        return Ok(Answered::Deactivated);
    }
    let opening = (Stage::Full, Strength::passkey(now, asserted.synced));
    let entered = finish::finish(tx, now, (account, arrival), opening).await?;
    Ok(Answered::Right(entered))
}
