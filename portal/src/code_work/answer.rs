//! The office answers a request, once: with a code for the case that it picked, or not at all.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::cases::{Case, CaseId};
use crate::letters_outbox::Hold;
use crate::requests::{Closing, Reason, RequestId, State};
use crate::residents::ResidentId;
use crate::unlock::{Draft, IssueError, Office};
use crate::{audit, requests, unlock};

/// Why a request was not answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum AnswerError {
    #[error("there is no such request")]
    Missing,
    #[error("the request is closed already")]
    Closed,
    #[error("the member of the staff asked for it, or holds the case")]
    Own,
    #[error(transparent)]
    Issue(#[from] IssueError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether this member of the staff may answer the request with a code for `case`: it is open,
/// the case too, and neither is their own.
pub(super) async fn check(
    tx: &mut Tx,
    staff: &ResidentId,
    id: &RequestId,
    case: &Case,
) -> Result<(), AnswerError> {
    open_for(tx, staff, id).await?;
    if unlock::is_own(tx, staff, &case.id).await? {
        return Err(AnswerError::Own);
    }
    if case.closed.is_some() {
        return Err(IssueError::Closed.into());
    }
    Ok(())
}

/// Claims the request and issues the code for `case`; who had asked.
pub(super) async fn with_code(
    tx: &mut Tx,
    office: &Office<'_>,
    staff: &ResidentId,
    id: &RequestId,
    (case, draft): (&CaseId, &Draft),
) -> Result<ResidentId, AnswerError> {
    if let Some(asked) = office.asked {
        // Who laid it before must have been allowed to answer it.
        open_for(tx, asked.by, id)
            .await
            .map_err(|error| match error {
                AnswerError::Own => IssueError::AskersOwn.into(),
                other => other,
            })?;
    }
    let asked = claim(tx, id, Closing::Answered, (staff, office.now)).await?;
    let issued = office.issue(tx, case, draft, Hold::No).await?;
    let event = audit::Event {
        name: "code.request_answered",
        by: audit::By::Staff(staff.as_str()),
        about: Some(asked.as_str()),
        case: Some(issued.case.id.as_str()),
        on_behalf: office.on_behalf(),
        details: json!({ "request": id.as_str(), "code": issued.id.as_str() }),
    };
    audit::record(tx, office.entropy, office.now, event).await?;
    Ok(asked)
}

/// Claims the request and declines it; who had asked.
pub(super) async fn decline(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    staff: &ResidentId,
    id: &RequestId,
    reason: Reason,
) -> Result<ResidentId, AnswerError> {
    let asked = claim(tx, id, Closing::Declined(reason), (staff, now)).await?;
    let event = audit::Event {
        name: "code.request_declined",
        by: audit::By::Staff(staff.as_str()),
        about: Some(asked.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "request": id.as_str(), "reason": reason.word() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(asked)
}

async fn claim(
    tx: &mut Tx,
    id: &RequestId,
    closing: Closing,
    (staff, now): (&ResidentId, Timestamp),
) -> Result<ResidentId, AnswerError> {
    open_for(tx, staff, id).await?;
    let asked = requests::close(tx, id, closing, (staff, now)).await?;
    asked.ok_or(AnswerError::Closed)
}

/// The request is there, not this person's own, and open.
async fn open_for(tx: &mut Tx, staff: &ResidentId, id: &RequestId) -> Result<(), AnswerError> {
    let request = requests::find(tx, id).await?;
    let request = request.ok_or(AnswerError::Missing)?;
    if request.resident == *staff {
        return Err(AnswerError::Own);
    }
    if request.state != State::Open {
        return Err(AnswerError::Closed);
    }
    Ok(())
}
