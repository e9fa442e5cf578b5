//! Whoever works on cases: every deed of theirs is an entry with their name.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::audit;
use crate::cases::CaseId;
use crate::residents::ResidentId;

/// Whoever works on cases, at one instant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) now: Timestamp,
    pub(crate) staff: &'a ResidentId,
    /// For whom, if someone else asked for it.
    pub(crate) on_behalf: Option<&'a ResidentId>,
}

impl Desk<'_> {
    /// Writes an entry about `case`.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        name: &'static str,
        case: &CaseId,
        details: serde_json::Value,
    ) -> Result<(), StoreError> {
        let event = audit::Event {
            name,
            by: audit::By::Staff(self.staff.as_str()),
            about: None,
            case: Some(case.as_str()),
            on_behalf: self.on_behalf.map(ResidentId::as_str),
            details,
        };
        audit::record(tx, self.entropy, self.now, event).await
    }
}
