//! A person allows a client something, beside what they allowed it before.

use std::collections::BTreeSet;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Consent, store};
use crate::accounts::AccountId;
use crate::audit;
use crate::clients::Client;

/// What a client wants, as the person has read it.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) client: &'a Client,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) resources: BTreeSet<String>,
}

/// Keeps the consent.
pub(crate) async fn give(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    wanted: &Wanted<'_>,
) -> Result<Consent, StoreError> {
    let client = wanted.client;
    let mut consent = store::make(tx, &random_id(entropy), (account, client), now).await?;
    consent.scopes.extend(wanted.scopes.iter().cloned());
    consent.resources.extend(wanted.resources.iter().cloned());
    store::set(tx, &consent).await?;
    let event = audit::Event {
        name: "consent.given",
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({
            "client": client.id.as_str(), "name": client.name, "scopes": wanted.scopes,
            "resources": wanted.resources,
        }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(consent)
}
