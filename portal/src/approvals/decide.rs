//! Deciding: whoever comes first. Confirming has two halves, since the deed itself may be done
//! elsewhere: it is claimed, done, and then it is confirmed or given back. A claim whose holder
//! never came back is good for a minute.

use std::time::Duration;

use serde_json::json;
use shared::claims::Role;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Approval, ApprovalId, Outcome, store};
use crate::audit;
use crate::residents::ResidentId;

/// Longer than a call of the provider can take.
const CLAIM: Duration = Duration::from_mins(1);

/// The right to do the deed of an approval, once.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) approval: Approval,
    token: String,
}

/// Takes the right to do it. `None`: someone else is at it, it is decided or expired, or `by`
/// asked for it.
pub(crate) async fn claim(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    by: &ResidentId,
    id: &ApprovalId,
) -> Result<Option<Claim>, StoreError> {
    let token = random_id(entropy);
    let claimed = store::claim(tx, id, (by, &token), (now, now - CLAIM)).await?;
    Ok(claimed.map(|approval| Claim { approval, token }))
}

/// The deed is done: confirmed by `by`.
pub(crate) async fn done(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (by, about): (&ResidentId, Option<&ResidentId>),
    claim: &Claim,
) -> Result<(), StoreError> {
    if store::confirm(tx, &claim.approval.id, (by, &claim.token), now).await? {
        record(
            tx,
            entropy,
            now,
            ("approval.confirmed", by, about),
            &claim.approval,
        )
        .await
    } else {
        tracing::warn!(approval.id = %claim.approval.id, "done, but decided by another meanwhile");
        Ok(())
    }
}

/// The deed was not done, and why: it goes on waiting.
pub(crate) async fn give_back(tx: &mut Tx, claim: &Claim, fault: &str) -> Result<(), StoreError> {
    store::give_back(tx, &claim.approval.id, &claim.token, fault).await
}

/// A second person says no; `false` when it was decided before.
pub(crate) async fn refuse(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (by, about): (&ResidentId, Option<&ResidentId>),
    approval: &Approval,
) -> Result<bool, StoreError> {
    let stale = now - CLAIM;
    let refused = store::close(tx, &approval.id, (by, Outcome::Refused), (now, stale)).await?;
    if refused {
        record(tx, entropy, now, ("approval.refused", by, about), approval).await?;
    }
    Ok(refused)
}

/// The asker takes it back; `false` when it was decided before.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (by, about): (&ResidentId, Option<&ResidentId>),
    approval: &Approval,
) -> Result<bool, StoreError> {
    let stale = now - CLAIM;
    let withdrawn = store::close(tx, &approval.id, (by, Outcome::Withdrawn), (now, stale)).await?;
    if withdrawn {
        record(
            tx,
            entropy,
            now,
            ("approval.withdrawn", by, about),
            approval,
        )
        .await?;
    }
    Ok(withdrawn)
}

/// `asker` has only `roles` from now on: what they asked for and may not do any more is withdrawn
/// by whoever changed that. What is being done right now was confirmed before.
pub(crate) async fn withdraw_what_is_left(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    by: &ResidentId,
    (asker, roles): (&ResidentId, &[Role]),
) -> Result<(), StoreError> {
    for approval in store::open_of(tx, asker, now).await? {
        if approval.deed.action().is_allowed(roles) {
            continue;
        }
        if store::end(tx, &approval.id, by, (now, now - CLAIM)).await? {
            let event = ("approval.withdrawn", by, None);
            record(tx, entropy, now, event, &approval).await?;
        }
    }
    Ok(())
}

async fn record(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (name, by, about): (&'static str, &ResidentId, Option<&ResidentId>),
    approval: &Approval,
) -> Result<(), StoreError> {
    let case = approval.deed.case();
    let other = (by != &approval.asked_by).then_some(approval.asked_by.as_str());
    let event = audit::Event {
        name,
        by: audit::By::Staff(by.as_str()),
        about: about.map(ResidentId::as_str),
        case: case.as_ref().map(crate::cases::CaseId::as_str),
        on_behalf: other,
        details: json!({
            "approval": approval.id.as_str(), "action": approval.deed.action().as_str(),
        }),
    };
    audit::record(tx, entropy, now, event).await
}
