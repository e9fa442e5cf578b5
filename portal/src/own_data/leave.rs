//! The person wants everything about them gone.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::audit;
use crate::colleagues::{self, LastAdmin};
use crate::residents::{self, Resident};
use crate::sessions;

/// Why they stay.
#[derive(Debug, thiserror::Error)]
pub(super) enum LeaveError {
    #[error("the last admin of an organisation stays")]
    LastAdmin(LastAdmin),
    #[error("the person is about to go already, or is gone")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes that the person goes after `patience` and ends their sessions; when that is.
pub(super) async fn leave(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &Resident,
    patience: Duration,
) -> Result<Timestamp, LeaveError> {
    let id = &resident.id;
    if let Some(place) = colleagues::last_admin(tx, id).await? {
        return Err(LeaveError::LastAdmin(place));
    }
    let due_at = now + patience;
    if !residents::leave(tx, id, (now, due_at)).await? {
        return Err(LeaveError::Over);
    }
    sessions::end_all(tx, id).await?;
    let event = audit::Event {
        name: "own_data.deletion_asked",
        by: audit::By::Resident(id.as_str()),
        about: Some(id.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "due": due_at.unix() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(due_at)
}
