//! Changing who acts for an organisation. Whoever stops being an admin leaves no open codes behind:
//! nobody stands behind them any more.

use serde_json::{Value, json};
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::audit::{self, By, Event};
use crate::cases::CaseId;
use crate::codes::{self, CodeId, Purpose};
use crate::profiles::{self, Changed, Member, MemberRole, ProfileId, Rule};

/// Who does something about which organisation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor<'a> {
    pub(super) by: By<'a>,
    pub(super) case: &'a CaseId,
}

impl<'a> Actor<'a> {
    pub(super) fn event(
        &self,
        name: &'static str,
        about: Option<&'a str>,
        details: Value,
    ) -> Event<'a> {
        Event {
            name,
            by: self.by,
            about,
            case: Some(self.case.as_str()),
            on_behalf: match self.by {
                By::Resident(_) => Some(self.case.as_str()),
                _ => None,
            },
            details,
        }
    }
}

/// By what right a member is changed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Right<'a> {
    /// As an admin of the organisation, with this profile.
    Admin(&'a ProfileId),
    /// It is their own profile.
    Own,
    /// It is their own, and they leave the portal for good: whoever comes next gets a code from the
    /// office.
    Gone,
    /// The office's.
    Office,
}

/// Whether this profile is an admin's of the organisation. Ask it in one's turn.
pub(super) async fn is_admin(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
) -> Result<bool, StoreError> {
    let member = profiles::member(tx, case, profile).await?;
    Ok(member.is_some_and(|member| member.role == MemberRole::Admin))
}

/// Takes the turn; `false` when the right has gone meanwhile.
async fn begin(tx: &mut Tx, case: &CaseId, right: Right<'_>) -> Result<bool, StoreError> {
    profiles::take_turn(tx, case).await?;
    match right {
        Right::Admin(own) => is_admin(tx, case, own).await,
        Right::Own | Right::Gone | Right::Office => Ok(true),
    }
}

/// Withdraws a member, or lets them leave. `None` when the right has gone meanwhile.
pub(super) async fn withdraw(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    (actor, right): (&Actor<'_>, Right<'_>),
    profile: &ProfileId,
) -> Result<Option<Changed>, StoreError> {
    if !begin(tx, actor.case, right).await? {
        return Ok(None);
    }
    let (rule, name) = match right {
        Right::Admin(_) => (Rule::OneAdminStays, "company.colleague_withdrawn"),
        Right::Own => (Rule::OneAdminStays, "company.colleague_left"),
        Right::Gone => (Rule::OfficeDecides, "company.colleague_left"),
        Right::Office => (Rule::OfficeDecides, "company.colleague_withdrawn"),
    };
    let changed = profiles::withdraw(tx, actor.case, profile, rule).await?;
    if let Changed::Done(member) = &changed {
        let dead = revoke_all(tx, actor.case, member, now).await?;
        let details = json!({ "member": profile.as_str(), "codes": dead });
        let event = Event {
            about: Some(member.resident.as_str()),
            ..actor.event(name, None, details)
        };
        audit::record(tx, entropy, now, event).await?;
    }
    Ok(Some(changed))
}

/// Gives a member another role. `None` when the right has gone meanwhile.
pub(super) async fn set_role(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    (actor, own): (&Actor<'_>, &ProfileId),
    (profile, role): (&ProfileId, MemberRole),
) -> Result<Option<Changed>, StoreError> {
    if !begin(tx, actor.case, Right::Admin(own)).await? {
        return Ok(None);
    }
    let changed = profiles::set_role(tx, actor.case, profile, role).await?;
    if let Changed::Done(member) = &changed {
        let dead = match role {
            MemberRole::Admin => Vec::new(),
            MemberRole::Member => revoke_all(tx, actor.case, member, now).await?,
        };
        let details = json!({ "member": profile.as_str(), "role": role, "codes": dead });
        let event = Event {
            about: Some(member.resident.as_str()),
            ..actor.event("company.colleague_role_changed", None, details)
        };
        audit::record(tx, entropy, now, event).await?;
    }
    Ok(Some(changed))
}

/// Takes a code back; `false` when it is none of this organisation's or not open any more. `None`
/// when the right has gone meanwhile.
pub(super) async fn revoke(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    (actor, own): (&Actor<'_>, &ProfileId),
    code: &CodeId,
) -> Result<Option<bool>, StoreError> {
    if !begin(tx, actor.case, Right::Admin(own)).await? {
        return Ok(None);
    }
    let stored = codes::find(tx, code).await?;
    let ours =
        stored.is_some_and(|code| code.case == *actor.case && code.purpose == Purpose::Colleague);
    if !ours || !codes::revoke(tx, code, now).await? {
        return Ok(Some(false));
    }
    let event = actor.event("code.revoked", None, json!({ "code": code.as_str() }));
    audit::record(tx, entropy, now, event).await?;
    Ok(Some(true))
}

/// Kills the open codes that this member issued; which.
async fn revoke_all(
    tx: &mut Tx,
    case: &CaseId,
    member: &Member,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let mut dead = Vec::new();
    for offer in profiles::offers_of(tx, case, &member.profile).await? {
        if codes::revoke(tx, &CodeId::new(offer.code.clone()), now).await? {
            dead.push(offer.code);
        }
    }
    Ok(dead)
}
