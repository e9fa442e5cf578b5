//! Looking for cases: the list shows names, birth dates and towns of people whose case nobody opens.
//! The log has who looked and how many were shown, not what was typed: that is personal too.

use std::time::Duration;

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::{Db, StoreError};

use super::Reader;
use crate::audit;
use crate::limits::{Limit, Limits, Verdict};
use crate::residents::ResidentId;

/// How often one member of the staff looks for cases, turning pages included: who combs through
/// them stands out.
const SEARCHES: Limit = Limit {
    name: "case_search",
    burst: 60,
    per: Duration::from_mins(10),
};

/// Counts a search, or refuses it.
pub(crate) async fn may_search(
    limits: &Limits,
    staff: &ResidentId,
    now: Timestamp,
) -> Result<Verdict, StoreError> {
    limits.spend(SEARCHES, staff.as_str(), now).await
}

/// So many cases are shown.
pub(crate) async fn searched(db: &Db, reader: Reader<'_>, shown: usize) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    let event = audit::Event {
        name: "case.searched",
        by: audit::By::Staff(reader.staff.as_str()),
        about: None,
        case: None,
        on_behalf: None,
        details: json!({ "cases": shown }),
    };
    audit::record(&mut tx, reader.entropy, reader.now, event).await?;
    tx.commit().await
}
