//! Reading a case is an entry in the log. Going back and forth between its pages is one reading:
//! an entry is made when the same person has not opened it for ten minutes.

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::{Db, StoreError};

use super::{Reader, store};
use crate::audit;
use crate::cases::CaseId;

/// Seconds.
const ONE_READING: i64 = 10 * 60;

/// The case is shown.
pub(crate) async fn look(db: &Db, reader: Reader<'_>, case: &CaseId) -> Result<(), StoreError> {
    let before = Timestamp::from_unix(reader.now.unix() - ONE_READING);
    let mut tx = db.write().await?;
    if store::note_view(&mut tx, (case, reader.staff), reader.now, before).await? {
        let event = audit::Event {
            name: "case.read",
            by: audit::By::Staff(reader.staff.as_str()),
            about: None,
            case: Some(case.as_str()),
            on_behalf: None,
            details: json!({}),
        };
        audit::record(&mut tx, reader.entropy, reader.now, event).await?;
        store::forget_views(&mut tx, before).await?;
    }
    tx.commit().await
}
