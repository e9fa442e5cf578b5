//! Reading a case is an entry in the log. Going back and forth between its pages is one reading:
//! an entry is made when the same person has not opened it for ten minutes.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};

use super::store;
use crate::audit;
use crate::cases::CaseId;
use crate::residents::ResidentId;

/// Seconds.
const ONE_READING: i64 = 10 * 60;

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

/// The case is shown.
pub(crate) async fn look(db: &Db, desk: Desk<'_>, case: &CaseId) -> Result<(), StoreError> {
    let before = Timestamp::from_unix(desk.now.unix() - ONE_READING);
    let mut tx = db.write().await?;
    if store::note_view(&mut tx, (case, desk.staff), desk.now, before).await? {
        desk.note(&mut tx, "case.read", case, json!({})).await?;
        store::forget_views(&mut tx, before).await?;
    }
    tx.commit().await
}
