//! Doing what was confirmed, in the name of the confirmer and on behalf of the asker. Once:
//! whoever claims it first does it, and what does not succeed goes on waiting with the reason.

use shared::db::{StoreError, Tx};

use crate::account_work::{self, Doer};
use crate::approvals::{self, Approval, ApprovalId, Deed};
use crate::provider_admin::{AdminError, Console};
use crate::residents::ResidentId;

/// What became of a confirmation.
#[derive(Debug)]
pub(super) enum Confirmed {
    /// It is done.
    Done,
    /// Someone else was first, or is at it right now.
    TooLate,
    /// It was not done and goes on waiting.
    Failed(AdminError),
}

/// Whom a deed is about, if they have been here.
pub(super) async fn concerned(
    tx: &mut Tx,
    issuer: &str,
    deed: &Deed,
) -> Result<Option<ResidentId>, StoreError> {
    match deed {
        Deed::Account(deed) => account_work::concerned(tx, issuer, deed).await,
        Deed::OrganisationCode { .. } | Deed::CloseCase { .. } => Ok(None),
    }
}

/// Does it, if nobody else does. The caller has checked who may.
pub(super) async fn confirm(
    console: &Console<'_>,
    by: &ResidentId,
    id: &ApprovalId,
) -> Result<Confirmed, StoreError> {
    let (db, entropy, now) = (console.db, console.entropy, console.now);
    let mut tx = db.write().await?;
    let claim = approvals::claim(&mut tx, entropy, now, by, id).await?;
    tx.commit().await?;
    let Some(claim) = claim else {
        return Ok(Confirmed::TooLate);
    };
    let done = carry_out(console, by, &claim.approval).await;
    let mut tx = db.write().await?;
    let confirmed = match done {
        Ok(()) => {
            let about = concerned(&mut tx, console.rp.issuer(), &claim.approval.deed).await?;
            approvals::done(&mut tx, entropy, now, (by, about.as_ref()), &claim).await?;
            Confirmed::Done
        }
        Err(error) => {
            approvals::give_back(&mut tx, &claim, fault(&error)).await?;
            Confirmed::Failed(error)
        }
    };
    tx.commit().await?;
    Ok(confirmed)
}

async fn carry_out(
    console: &Console<'_>,
    by: &ResidentId,
    approval: &Approval,
) -> Result<(), AdminError> {
    let doer = Doer {
        resident: by,
        on_behalf: Some(&approval.asked_by),
    };
    match &approval.deed {
        Deed::Account(deed) => account_work::perform(console, doer, deed).await,
        Deed::OrganisationCode { .. } | Deed::CloseCase { .. } => Err(AdminError::Invalid),
    }
}

/// The word that is kept and told.
const fn fault(error: &AdminError) -> &'static str {
    match error {
        AdminError::Conflict(conflict) => conflict.as_str(),
        AdminError::NotFound => "gone",
        AdminError::Invalid => "invalid",
        AdminError::Forbidden => "forbidden",
        AdminError::NotFresh | AdminError::SignedOut => "signed_out",
        AdminError::Away | AdminError::TooMany => "away",
        AdminError::Untrusted(_) | AdminError::Store(_) => "internal",
    }
}
