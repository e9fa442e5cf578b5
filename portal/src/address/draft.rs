//! What was typed waits here while the person proves who they are: sealed, for this browser and
//! this person, for an hour, until it is saved once or thrown away.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, TokenHash};

use super::{Fields, store};
use crate::cases::CaseId;
use crate::residents::ResidentId;

pub(crate) use store::sweep;

/// Long enough to find the card and its PIN.
const LIFETIME: Duration = Duration::from_hours(1);

/// What was typed, about which version of which case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    case: String,
    pub(super) version: i64,
    pub(super) fields: Fields,
}

impl Draft {
    pub(super) fn new((case, version): (&CaseId, i64), fields: Fields) -> Self {
        Self {
            case: case.to_string(),
            version,
            fields,
        }
    }

    pub(super) fn is_about(&self, case: &CaseId) -> bool {
        self.case == case.as_str()
    }
}

/// Whose draft it is.
pub(super) type Owner<'a> = (&'a TokenHash, &'a ResidentId);

/// Keeps it in place of an earlier one.
pub(super) async fn keep(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    owner: Owner<'_>,
    draft: &Draft,
) -> Result<(), StoreError> {
    let plain = serde_json::to_vec(draft).map_err(|_| store::CORRUPT)?;
    let sealed = sealing.seal(entropy, &context(owner), &plain);
    store::put(tx, owner, sealed, now + LIFETIME).await
}

/// What waits, if anything does.
pub(super) async fn see(
    tx: &mut Tx,
    sealing: &SealingKey,
    now: Timestamp,
    owner: Owner<'_>,
) -> Result<Option<Draft>, StoreError> {
    let sealed = store::find(tx, owner, now).await?;
    let plain = sealed.and_then(|sealed| sealing.open(&context(owner), &sealed));
    Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
}

/// It waits no longer.
pub(super) async fn drop(tx: &mut Tx, owner: Owner<'_>) -> Result<(), StoreError> {
    store::delete(tx, owner).await
}

fn context((_, resident): Owner<'_>) -> String {
    format!("address_drafts/{resident}")
}
