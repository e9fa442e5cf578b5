//! The person has changed their mind: everything is as it was.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::audit;
use crate::residents::{self, ResidentId};

/// Says whether there was something to take back.
pub(super) async fn keep(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    id: &ResidentId,
) -> Result<bool, StoreError> {
    if !residents::stay(tx, id).await? {
        return Ok(false);
    }
    let event = audit::Event {
        name: "own_data.kept",
        by: audit::By::Resident(id.as_str()),
        about: Some(id.as_str()),
        case: None,
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(true)
}
