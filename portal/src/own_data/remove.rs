//! The person goes: out of every organisation, then everything that names them.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use super::forget::forget;
use crate::audit::{self, Keeper};
use crate::colleagues;
use crate::residents::{self, Resident, ResidentId};

/// The keeper of the audit log, the server's key, and randomness.
pub(crate) type Means<'a> = (&'a Keeper, &'a SealingKey, &'a dyn Entropy);

/// Removes the person if their time to think is over; the person as they were, so that they can be
/// told.
pub(crate) async fn remove_due(
    tx: &mut Tx,
    (keeper, sealing, entropy): Means<'_>,
    now: Timestamp,
    id: &ResidentId,
) -> Result<Option<Resident>, StoreError> {
    // Asked again under the row's lock: the person or another process may have been first.
    let Some(resident) = residents::take_due(tx, id, now).await? else {
        return Ok(None);
    };
    remove(tx, (keeper, sealing, entropy), now, &resident).await?;
    Ok(Some(resident))
}

/// Removes the person at once. An organisation is left even by its last admin: the right to be
/// forgotten does not end there, and the office has codes for the next one.
pub(crate) async fn remove(
    tx: &mut Tx,
    (keeper, sealing, entropy): Means<'_>,
    now: Timestamp,
    resident: &Resident,
) -> Result<(), StoreError> {
    colleagues::depart(tx, (entropy, now), &resident.id).await?;
    if forget(tx, (keeper, sealing), resident).await? {
        let event = audit::Event {
            name: "own_data.deleted",
            by: audit::By::System,
            about: None,
            case: None,
            on_behalf: None,
            details: json!({}),
        };
        audit::record(tx, entropy, now, event).await?;
    }
    Ok(())
}
