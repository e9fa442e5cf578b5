//! What a second person confirmed: the code is issued in their name, on behalf of who asked for it.

use super::common::Obstacle;
use super::{answer, issue};
use crate::cases::Case;
use crate::code_work::answer::AnswerError;
use crate::error::page::PageError;
use crate::request::Staff;
use crate::requests::RequestId;
use crate::unlock::{Asked, IssueError};

/// Issues the code for `case`, and answers the request with it if there is one; the inner error
/// is the word for why not.
pub(crate) async fn issue_confirmed(
    staff: &Staff,
    asked: Asked<'_>,
    case: &Case,
    request: Option<&RequestId>,
) -> Result<Result<(), &'static str>, PageError> {
    let done = match request {
        Some(request) => answer::issue((staff, Some(asked)), request, case).await?,
        None => issue::keep(staff, Some(asked), case)
            .await
            .map_err(AnswerError::Issue),
    };
    staff.app.post_room.ring();
    match done {
        Ok(()) => Ok(Ok(())),
        Err(AnswerError::Missing | AnswerError::Closed) => Ok(Err("request_closed")),
        Err(AnswerError::Own | AnswerError::Issue(IssueError::Own)) => Ok(Err("own_case")),
        Err(AnswerError::Issue(IssueError::AskersOwn)) => Ok(Err("askers_own")),
        Err(AnswerError::Issue(IssueError::Changed)) => Ok(Err("changed")),
        Err(AnswerError::Issue(error)) => Ok(Err(Obstacle::of(error)?.fault())),
        Err(AnswerError::Store(error)) => Err(error.into()),
    }
}
