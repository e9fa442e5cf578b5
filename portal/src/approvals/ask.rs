//! Asking for a second person.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{ApprovalId, Deed, store};
use crate::audit;
use crate::residents::ResidentId;

/// So long it waits.
const WAITS: Duration = Duration::from_hours(7 * 24);

/// What became of the asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It waits now.
    New(ApprovalId),
    /// The very same had been asked for and waits still.
    Already(ApprovalId),
    /// Something else about the same account or case waits; this was not kept.
    Taken,
}

/// Lets `deed` wait; `about` is the resident or nobody.
pub(crate) async fn ask(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (by, about): (&ResidentId, Option<&ResidentId>),
    deed: &Deed,
) -> Result<Asked, StoreError> {
    store::expire(tx, now).await?;
    let id = ApprovalId::new(random_id(entropy));
    if !store::insert(tx, &id, by, (now, now + WAITS), deed).await? {
        let waiting = store::waiting(tx, deed.action(), &deed.subject(), now).await?;
        let same = waiting.filter(|waiting| waiting.deed == *deed);
        return Ok(same.map_or(Asked::Taken, |waiting| Asked::Already(waiting.id)));
    }
    let case = deed.case();
    let event = audit::Event {
        name: "approval.asked",
        by: audit::By::Staff(by.as_str()),
        about: about.map(ResidentId::as_str),
        case: case.as_ref().map(crate::cases::CaseId::as_str),
        on_behalf: None,
        details: json!({ "approval": id.as_str(), "action": deed.action().as_str() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(Asked::New(id))
}
