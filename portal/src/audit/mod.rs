//! What happened, append-only: who, what, when. Holds no secret, no token, no code.

mod store;

use serde_json::Value;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) struct Event<'a> {
    /// Dotted name: `sign_in.succeeded`.
    pub(crate) name: &'static str,
    /// Whom it was about.
    pub(crate) resident: Option<&'a str>,
    /// What else is worth knowing; never a secret.
    pub(crate) details: Value,
}

/// Writes `event` in the transaction of what it tells about.
pub(crate) async fn record(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    event: Event<'_>,
) -> Result<(), StoreError> {
    tracing::info!(event = event.name, resident.id = event.resident, "audit");
    store::insert(tx, &random_id(entropy), now, &event).await
}
