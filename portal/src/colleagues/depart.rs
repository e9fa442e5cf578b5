//! Somebody leaves the portal: out of every organisation for which they act.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::change::{Actor, Right, withdraw};
use crate::audit::By;
use crate::profiles::{self, Listed, MemberRole};
use crate::residents::ResidentId;

/// An organisation whose last admin somebody is.
#[derive(Debug)]
pub(crate) struct LastAdmin {
    pub(crate) organisation: String,
    /// There are members who could be made an admin.
    pub(crate) others: bool,
}

/// The first organisation that would be without an admin if this person went.
pub(crate) async fn last_admin(
    tx: &mut Tx,
    resident: &ResidentId,
) -> Result<Option<LastAdmin>, StoreError> {
    for listed in profiles::list(tx, resident).await? {
        let Some(case) = listed.case.filter(|_| listed.profile.is_admin()) else {
            continue;
        };
        let members = profiles::members(tx, &case.id).await?;
        let admins = members.iter().filter(|it| it.role == MemberRole::Admin);
        if admins.count() == 1 {
            return Ok(Some(LastAdmin {
                organisation: case.record.name(),
                others: members.len() > 1,
            }));
        }
    }
    Ok(None)
}

/// Takes the person out of all of them, even as the last admin, and kills the codes that they
/// issued.
pub(crate) async fn depart(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    resident: &ResidentId,
) -> Result<(), StoreError> {
    for Listed { profile, case } in profiles::list(tx, resident).await? {
        let Some(case) = case.filter(|_| profile.member_role.is_some()) else {
            continue;
        };
        let actor = Actor {
            by: By::System,
            case: &case.id,
        };
        withdraw(tx, (entropy, now), (&actor, Right::Gone), &profile.id).await?;
    }
    Ok(())
}
