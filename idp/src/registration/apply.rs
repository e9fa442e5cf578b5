//! Makes the operator's files the truth for their applications, all or nothing.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};

use super::end::end;
use crate::audit::{self, By};
use crate::clients::{self, Change, Filed, Kind};

/// What was changed. Servers follow within a second; what a removed application was allowed is
/// over with the commit.
pub(crate) async fn apply(
    db: &Db,
    entropy: &dyn Entropy,
    now: Timestamp,
    (files, by): (&[Filed], By<'_>),
) -> Result<Vec<Change>, StoreError> {
    // Most starts change nothing, and then nothing is written.
    let mut tx = db.read().await?;
    let changes = clients::plan(&mut tx, files).await?;
    tx.commit().await?;
    if changes.is_empty() {
        return Ok(changes);
    }
    let mut tx = db.write().await?;
    let changes = clients::apply(&mut tx, files, now).await?;
    for change in &changes {
        let name = match change.kind {
            Kind::Added => "client.added",
            Kind::Changed => "client.changed",
            Kind::Removed => {
                end(&mut tx, &change.client_id, now).await?;
                "client.removed"
            }
        };
        let keys: Vec<_> = change.keys.iter().map(|it| it.key.as_str()).collect();
        let event = audit::Event {
            name,
            by,
            about: None,
            on_behalf: None,
            details: json!({ "client": change.client_id, "keys": keys }),
        };
        audit::record(&mut tx, entropy, now, event).await?;
    }
    tx.commit().await?;
    Ok(changes)
}
