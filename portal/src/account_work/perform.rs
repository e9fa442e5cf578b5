//! The deed itself: at the provider first, then in the record here.

use serde_json::{Value, json};
use shared::claims::Role;
use shared::db::{StoreError, Tx};

use crate::approvals;
use crate::audit;
use crate::provider_admin::{AccountDeed, AdminError, CarriedOut, Console, HandedCode};
use crate::residents::{self, ResidentId};

/// In whose name, and for whom if someone else asked for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doer<'a> {
    pub(crate) resident: &'a ResidentId,
    pub(crate) on_behalf: Option<&'a ResidentId>,
}

/// Does it and writes it down, unless another was first and nothing changed. A code that comes of it
/// is for the visitor's eyes once.
pub(crate) async fn perform(
    console: &Console<'_>,
    doer: Doer<'_>,
    deed: &AccountDeed,
) -> Result<Option<HandedCode>, AdminError> {
    let code = match console.carry_out(deed).await? {
        CarriedOut::Unchanged => return Ok(None),
        CarriedOut::Changed => None,
        CarriedOut::Code(code) => Some(code),
    };
    let mut tx = console.db.write().await?;
    let about = concerned(&mut tx, console.rp.issuer(), deed).await?;
    let event = audit::Event {
        name: event_name(deed),
        by: audit::By::Staff(doer.resident.as_str()),
        about: about.as_ref().map(ResidentId::as_str),
        case: None,
        on_behalf: doer.on_behalf.map(ResidentId::as_str),
        details: details(deed),
    };
    audit::record(&mut tx, console.entropy, console.now, event).await?;
    if let (Some(asker), Some(roles)) = (&about, roles_left(deed)) {
        let (entropy, now) = (console.entropy, console.now);
        let left = (asker, roles);
        approvals::withdraw_what_is_left(&mut tx, entropy, now, doer.resident, left).await?;
    }
    tx.commit().await?;
    Ok(code)
}

/// What the person may still do in the office, if `deed` takes something away.
fn roles_left(deed: &AccountDeed) -> Option<&[Role]> {
    match deed {
        AccountDeed::Deactivate { .. } | AccountDeed::DeactivateStaff { .. } => Some(&[]),
        AccountDeed::ChangeRoles { roles, .. } => Some(roles),
        AccountDeed::Reactivate { .. }
        | AccountDeed::ReactivateStaff { .. }
        | AccountDeed::Recover { .. }
        | AccountDeed::Invite { .. } => None,
    }
}

/// The person it is about, if they have been here.
pub(crate) async fn concerned(
    tx: &mut Tx,
    issuer: &str,
    deed: &AccountDeed,
) -> Result<Option<ResidentId>, StoreError> {
    let Some(account) = deed.account() else {
        return Ok(None);
    };
    let found = residents::find_by_sub(tx, issuer, account.id.as_str()).await?;
    Ok(found.map(|resident| resident.id))
}

const fn event_name(deed: &AccountDeed) -> &'static str {
    match deed {
        AccountDeed::Deactivate { .. } | AccountDeed::DeactivateStaff { .. } => {
            "account.deactivated"
        }
        AccountDeed::Reactivate { .. } | AccountDeed::ReactivateStaff { .. } => {
            "account.reactivated"
        }
        AccountDeed::Recover { .. } => "account.recovery_approved",
        AccountDeed::Invite { .. } => "staff.invited",
        AccountDeed::ChangeRoles { .. } => "staff.roles_changed",
    }
}

/// Neither address nor note: those are the provider's.
fn details(deed: &AccountDeed) -> Value {
    let words = |roles: &[Role]| roles.iter().map(|it| it.as_str()).collect::<Vec<_>>();
    let mut details = json!({});
    if let Some(account) = deed.account() {
        details["account"] = account.id.as_str().into();
    }
    if let Some(reason) = deed.reason() {
        details["reason"] = reason.kind.as_str().into();
    }
    if let Some(roles) = deed.roles() {
        details["roles"] = words(roles).into();
    }
    details
}
