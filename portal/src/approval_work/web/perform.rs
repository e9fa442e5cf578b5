//! Doing what was confirmed, in the name of the confirmer and on behalf of the asker. Once:
//! whoever claims it first does it, and what does not succeed goes on waiting with the reason.

use shared::db::{StoreError, Tx};

use crate::account_work::{self, Doer};
use crate::approvals::{self, Approval, ApprovalId, Deed};
use crate::case_work::{self, Desk};
use crate::cases::{self, Case, CaseId, CloseReason, RecordError};
use crate::code_work;
use crate::error::page::PageError;
use crate::provider_admin::{AdminError, HandedCode};
use crate::request::Staff;
use crate::requests::RequestId;
use crate::residents::{self, ResidentId};
use crate::unlock::{self, Asked};

/// What became of a confirmation.
#[derive(Debug)]
pub(super) enum Confirmed {
    /// It is done; a code that came of it is to be handed over.
    Done(Option<HandedCode>),
    /// Someone else was first, or is at it right now.
    TooLate,
    /// It was not done and goes on waiting.
    Failed(Failure),
}

/// Why it was not done.
#[derive(Debug)]
pub(super) enum Failure {
    /// The provider did not.
    Provider(AdminError),
    /// Here it cannot be done: the word for why.
    Refused(&'static str),
    /// The fault is ours, or there was no time.
    Fault(PageError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl Failure {
    /// The word that is kept and told.
    const fn word(&self) -> &'static str {
        match self {
            Self::Provider(error) => fault(error),
            Self::Refused(word) => word,
            Self::Fault(_) => "internal",
        }
    }
}

/// Whom a deed is about, if they have been here.
pub(super) async fn concerned(
    tx: &mut Tx,
    issuer: &str,
    deed: &Deed,
) -> Result<Option<ResidentId>, StoreError> {
    match deed {
        Deed::Account(deed) => account_work::concerned(tx, issuer, deed).await,
        Deed::OrganisationCode(_) | Deed::PersonCode(_) | Deed::CloseCase { .. } => Ok(None),
    }
}

/// Does it, if nobody else does. The caller has checked who may.
pub(super) async fn confirm(staff: &Staff, id: &ApprovalId) -> Result<Confirmed, StoreError> {
    let (app, now) = (&staff.app, staff.now);
    let (db, entropy) = (&app.db, &*app.entropy);
    let mut tx = db.write().await?;
    let claim = approvals::claim(&mut tx, entropy, now, staff.id(), id).await?;
    tx.commit().await?;
    let Some(claim) = claim else {
        return Ok(Confirmed::TooLate);
    };
    let done = carry_out(staff, &claim.approval).await;
    let mut tx = db.write().await?;
    let confirmed = match done {
        Ok(code) => {
            let about = concerned(&mut tx, app.rp.issuer(), &claim.approval.deed).await?;
            let whom = (staff.id(), about.as_ref());
            approvals::done(&mut tx, entropy, now, whom, &claim).await?;
            Confirmed::Done(code)
        }
        Err(failure) => {
            approvals::give_back(&mut tx, &claim, failure.word()).await?;
            Confirmed::Failed(failure)
        }
    };
    tx.commit().await?;
    Ok(confirmed)
}

/// Whether whoever asked may still do it: the shell of the provider changes roles without telling
/// us.
async fn check_asker(staff: &Staff, approval: &Approval) -> Result<(), Failure> {
    let gone = || Failure::Refused("asker_gone");
    let mut tx = staff.app.db.read().await?;
    let sub = residents::sub_of(&mut tx, &approval.asked_by).await?;
    tx.commit().await?;
    let account = sub.and_then(|sub| sub.parse().ok());
    let roles = staff.console().roles_of(&account.ok_or_else(gone)?).await;
    let roles = roles.map_err(Failure::Provider)?;
    if approval.deed.action().is_allowed(&roles) {
        Ok(())
    } else {
        Err(gone())
    }
}

async fn carry_out(staff: &Staff, approval: &Approval) -> Result<Option<HandedCode>, Failure> {
    check_asker(staff, approval).await?;
    let asker = &approval.asked_by;
    match &approval.deed {
        Deed::Account(deed) => {
            let doer = Doer {
                resident: staff.id(),
                on_behalf: Some(asker),
            };
            let done = account_work::perform(&staff.console(), doer, deed).await;
            done.map_err(Failure::Provider)
        }
        Deed::OrganisationCode(code) | Deed::PersonCode(code) => {
            let case = find(staff, &code.case).await?;
            let request = code.request.as_ref().map(|id| RequestId::new(id.clone()));
            let wish = Asked {
                by: asker,
                version: code.version,
            };
            code_work::issue_confirmed(staff, wish, &case, request.as_ref())
                .await
                .map_err(Failure::Fault)?
                .map_err(Failure::Refused)?;
            Ok(None)
        }
        Deed::CloseCase {
            case,
            version,
            reason,
            ..
        } => {
            let case = find(staff, case).await?;
            let reason = CloseReason::of_word(reason).ok_or(Failure::Refused("changed"))?;
            close(staff, asker, (&case, *version), reason).await?;
            Ok(None)
        }
    }
}

async fn find(staff: &Staff, case: &str) -> Result<Case, Failure> {
    let mut tx = staff.app.db.read().await?;
    let found = cases::find(&mut tx, &CaseId::new(case.to_owned())).await?;
    tx.commit().await?;
    found.ok_or(Failure::Refused("gone"))
}

async fn close(
    staff: &Staff,
    asker: &ResidentId,
    seen: (&Case, i64),
    reason: CloseReason,
) -> Result<(), Failure> {
    let desk = Desk {
        entropy: &*staff.app.entropy,
        now: staff.now,
        staff: staff.id(),
        on_behalf: Some(asker),
    };
    let mut tx = staff.app.db.write().await?;
    for (who, word) in [(staff.id(), "own_case"), (asker, "askers_own")] {
        if unlock::is_own(&mut tx, who, &seen.0.id).await? {
            return Err(Failure::Refused(word));
        }
    }
    match case_work::close(&mut tx, desk, seen, reason).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(RecordError::Store(error)) => Err(error.into()),
        Err(RecordError::Taken | RecordError::Meanwhile) => Err(Failure::Refused("changed")),
    }
}

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
