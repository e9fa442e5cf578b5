//! Changing what a colleague may do, down to nothing. The first role of an account comes by an
//! invitation, which its owner accepts.

use serde_json::json;
use shared::claims::{Action, Role};
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;

use super::{DeedError, refuse_last_lead, target};
use crate::accounts::{Account, AccountId};
use crate::invitations;
use crate::roles::{self, Actor};
use crate::{audit, endings};

/// Gives the account exactly these roles; says whether that is a change.
pub(crate) async fn assign(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    actor: Actor<'_>,
    (id, wanted): (&AccountId, &[Role]),
) -> Result<(Account, bool), DeedError> {
    let (account, former) = target(tx, actor, id).await?;
    if former.is_empty() {
        return Err(DeedError::NotStaff);
    }
    if !actor.may_grant(wanted) {
        return Err(DeedError::AboveOwnRole);
    }
    let added: Vec<Role> = missing(wanted, &former);
    let gone: Vec<Role> = missing(&former, wanted);
    if added.is_empty() && gone.is_empty() {
        return Ok((account, false));
    }
    if gone.contains(&Role::Lead) {
        refuse_last_lead(tx, &account, &former).await?;
    }
    for role in &added {
        roles::grant(tx, id, *role, (now, actor.id())).await?;
    }
    for role in &gone {
        roles::withdraw(tx, id, *role).await?;
    }
    endings::everything(tx, id, now).await?;
    if !Action::InviteStaff.is_allowed(wanted) {
        invitations::withdraw_of(tx, entropy, now, (actor, id)).await?;
    }
    let event = audit::Event {
        name: "staff.roles_changed",
        by: actor.by(),
        about: Some(id.as_str()),
        on_behalf: None,
        details: json!({ "granted": added, "withdrawn": gone }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok((account, true))
}

/// Those of `some` that `others` lack, each once.
fn missing(some: &[Role], others: &[Role]) -> Vec<Role> {
    let mut missing: Vec<Role> = some
        .iter()
        .copied()
        .filter(|role| !others.contains(role))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_by_what_comes_and_what_goes() {
        use Role::{Audit, Lead, Support};
        assert_eq!(missing(&[Lead, Support, Lead], &[Support]), [Lead]);
        assert!(missing(&[Audit], &[Audit, Lead]).is_empty());
    }
}
