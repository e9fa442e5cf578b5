//! One case, one account: a profile is made for it, or moves here.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{ProfileId, store};
use crate::cases::Case;
use crate::residents::ResidentId;

/// The case belongs to this account now.
#[derive(Debug)]
pub(crate) struct Attached {
    pub(crate) profile: ProfileId,
    /// Who had it before, if someone else. Their sessions are without a profile from now on.
    pub(crate) moved_from: Option<ResidentId>,
}

/// Gives the case to `resident`. A Standardprofil gives way to the unlocked person (S93).
pub(crate) async fn attach(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &ResidentId,
    case: &Case,
) -> Result<Attached, StoreError> {
    let kind = case.record.kind();
    if let Some(mine) = store::find_of(tx, resident, &case.id).await? {
        return Ok(Attached {
            profile: mine,
            moved_from: None,
        });
    }
    let moved_from = store::take_from_all(tx, &case.id).await?;
    if kind == crate::cases::Kind::Person {
        store::delete_standard(tx, resident).await?;
    }
    let profile = ProfileId::new(random_id(entropy));
    store::insert(tx, (&profile, resident), kind, Some(&case.id), now).await?;
    Ok(Attached {
        profile,
        moved_from,
    })
}
