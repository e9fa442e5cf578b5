//! The law may forbid to delete an account for a time (Art. 17 (3) GDPR). The operator says so;
//! the person reads that the deletion is on hold, never why.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::accounts::{self, AccountId};
use crate::{audit, deletions};

/// Holds the account's deletion until `ends_at`.
pub(crate) async fn hold(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (id, reason): (&AccountId, &str),
    ends_at: Timestamp,
) -> Result<(), StoreError> {
    accounts::lock(tx, id, now).await?;
    deletions::hold(tx, id, (reason, ends_at), now).await?;
    note(tx, entropy, now, (id, "account.deletion_held")).await
}

/// Allows it again; says whether it was held.
pub(crate) async fn release(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    id: &AccountId,
) -> Result<bool, StoreError> {
    accounts::lock(tx, id, now).await?;
    if !deletions::release(tx, id).await? {
        return Ok(false);
    }
    note(tx, entropy, now, (id, "account.deletion_released")).await?;
    Ok(true)
}

async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (id, name): (&AccountId, &'static str),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: audit::By::Operator,
        about: Some(id.as_str()),
        on_behalf: None,
        // The reason stays with the hold: the log tells no free text about persons.
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
