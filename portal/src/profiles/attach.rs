//! A person's case has one account: its profile is made, or moves here. An organisation's case takes
//! another member.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{MemberRole, ProfileId, store};
use crate::cases::{Case, Kind};
use crate::residents::ResidentId;

/// The account has a profile of the case now.
#[derive(Debug)]
pub(crate) struct Attached {
    pub(crate) profile: ProfileId,
    /// They had none before.
    pub(crate) is_new: bool,
    /// Who had the person's case before, if someone else. Their sessions are without a profile from
    /// now on.
    pub(crate) moved_from: Option<ResidentId>,
}

/// Gives the case to `resident`; in an organisation with this role, or the better one that they
/// have. A Standardprofil gives way to the unlocked person (S93).
pub(crate) async fn attach(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &ResidentId,
    (case, role): (&Case, MemberRole),
) -> Result<Attached, StoreError> {
    store::take_turn(tx, &case.id).await?;
    let kind = case.record.kind();
    let role = Some(role).filter(|_| kind != Kind::Person);
    if let Some(mine) = store::find_of(tx, resident, &case.id).await? {
        if role == Some(MemberRole::Admin) {
            store::promote(tx, &mine).await?;
        }
        return Ok(Attached {
            profile: mine,
            is_new: false,
            moved_from: None,
        });
    }
    let moved_from = match kind {
        Kind::Person => store::take_person(tx, &case.id).await?,
        Kind::Company | Kind::Institution => None,
    };
    if kind == Kind::Person {
        store::delete_standard(tx, resident).await?;
    }
    let profile = ProfileId::new(random_id(entropy));
    let case = (Some(&case.id), role);
    store::insert(tx, (&profile, resident), kind, case, now).await?;
    Ok(Attached {
        profile,
        is_new: true,
        moved_from,
    })
}
