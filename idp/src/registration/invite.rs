//! Inviting somebody to register applications, and taking that back.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id};

use super::model::{Invitation, word};
use super::store;
use crate::audit::{self, By};
use crate::clients::Policy;

/// What an invitation is good for.
#[derive(Debug, Clone)]
pub(crate) struct Invite {
    pub(crate) policy: Policy,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) quota: i64,
    pub(crate) lasts: Duration,
}

/// The invitation and its token, which is known nowhere else.
pub(crate) async fn invite(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    invite: Invite,
) -> Result<(Invitation, Token), StoreError> {
    let token = Token::generate(entropy);
    let invitation = Invitation {
        id: random_id(entropy),
        policy: invite.policy,
        scopes: invite.scopes,
        quota: invite.quota,
        used: 0,
        expires_at: now + invite.lasts,
    };
    store::insert(tx, &invitation, &token.hash(), now).await?;
    let details = json!({
        "invitation": invitation.id,
        "policy": word(invitation.policy),
        "scopes": invitation.scopes,
        "clients": invitation.quota,
    });
    record(tx, entropy, (now, "client.invited"), details).await?;
    Ok((invitation, token))
}

/// Those that are good for another application.
pub(crate) async fn open(tx: &mut Tx, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    store::open(tx, now).await
}

/// Takes an invitation back; says whether it was good. What was registered by it stays.
pub(crate) async fn uninvite(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    id: &str,
) -> Result<bool, StoreError> {
    let was_good = store::revoke(tx, id, now).await?;
    if was_good {
        let details = json!({ "invitation": id });
        record(tx, entropy, (now, "client.uninvited"), details).await?;
    }
    Ok(was_good)
}

async fn record(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    (now, name): (Timestamp, &'static str),
    details: serde_json::Value,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: By::Operator,
        about: None,
        on_behalf: None,
        details,
    };
    audit::record(tx, entropy, now, event).await
}
