//! Who acts for an organisation. Of its admins one stays, however many leave at once: each change
//! waits for its turn and asks in the statement itself.

use shared::db::{StoreError, Tx};

use super::{Member, MemberRole, ProfileId, store};
use crate::cases::{self, CaseId};

/// Whether the last admin may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Members among themselves: never.
    OneAdminStays,
    /// The office, which vouches for the next one by a code.
    OfficeDecides,
}

/// What became of a change.
#[derive(Debug, Clone)]
pub(crate) enum Changed {
    /// Done; as it was before.
    Done(Member),
    /// It was so already.
    Same,
    /// It is the last admin.
    LastAdmin,
    /// This organisation has no such member.
    NotThere,
}

/// Ends a member's profile; their sessions are without it from now on. When the last one goes, so
/// does the organisation's tie to Mein Unternehmenskonto.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
    rule: Rule,
) -> Result<Changed, StoreError> {
    store::take_turn(tx, case).await?;
    let Some(member) = store::member(tx, case, profile).await? else {
        return Ok(Changed::NotThere);
    };
    let keep_one = rule == Rule::OneAdminStays;
    if store::end_member(tx, case, profile, keep_one).await? {
        if store::members(tx, case).await?.is_empty() {
            cases::unbind(tx, case).await?;
        }
        Ok(Changed::Done(member))
    } else {
        Ok(Changed::LastAdmin)
    }
}

/// Gives a member another role.
pub(crate) async fn set_role(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
    role: MemberRole,
) -> Result<Changed, StoreError> {
    store::take_turn(tx, case).await?;
    let Some(member) = store::member(tx, case, profile).await? else {
        return Ok(Changed::NotThere);
    };
    if member.role == role {
        return Ok(Changed::Same);
    }
    let done = match role {
        MemberRole::Admin => store::promote(tx, profile).await?,
        MemberRole::Member => store::demote(tx, case, profile).await?,
    };
    Ok(if done {
        Changed::Done(member)
    } else {
        Changed::LastAdmin
    })
}
