//! What a second person confirmed: the code is issued in their name, on behalf of who asked for it.

use super::common::Obstacle;
use super::{answer, issue};
use crate::cases::Case;
use crate::code_work::answer::AnswerError;
use crate::error::page::PageError;
use crate::request::Staff;
use crate::requests::RequestId;
use crate::residents::ResidentId;

/// Issues the code for `case`, and answers the request with it if there is one; the inner error
/// is the word for why not.
pub(crate) async fn issue_confirmed(
    staff: &Staff,
    asker: &ResidentId,
    case: &Case,
    request: Option<&RequestId>,
) -> Result<Result<(), &'static str>, PageError> {
    let done = match request {
        Some(request) => answer::issue((staff, Some(asker)), request, case).await?,
        None => issue::keep(staff, Some(asker), case)
            .await
            .map_err(AnswerError::Issue),
    };
    staff.app.post_room.ring();
    match done {
        Ok(()) => Ok(Ok(())),
        Err(AnswerError::Missing | AnswerError::Closed) => Ok(Err("request_closed")),
        Err(AnswerError::Own) => Ok(Err("own_case")),
        Err(AnswerError::Issue(error)) => Ok(Err(Obstacle::of(error)?.fault())),
        Err(AnswerError::Store(error)) => Err(error.into()),
    }
}
