//! The answers: a code for the case that was picked, or a refusal with a reason.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::db::Tx;
use shared::forms::FormState;
use shared::pages::Page;

use super::common::{Obstacle, lay_before, may_issue, needs_second, office};
use super::request::{Answering, render};
use crate::app::MailFault;
use crate::cases::{self, Case, CaseId};
use crate::code_work::answer::{self, AnswerError};
use crate::error::page::{PageError, Problem};
use crate::request::{Protected, Staff};
use crate::requests::{Reason, RequestId};
use crate::residents::{self, ResidentId};
use crate::unlock::{Asked, IssueError};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Picked {
    #[serde(default)]
    case: String,
    #[serde(default)]
    suche: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Declined {
    #[serde(default)]
    reason: String,
}

/// The request is closed: somebody else was faster, or it was taken back.
#[derive(Debug, Serialize)]
pub(super) struct ClosedPage {}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "code_work/closed.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub(super) fn closed(staff: Staff) -> Result<Response, PageError> {
    let Staff { mut cx, .. } = staff;
    let list = "/sachbearbeitung/anfragen";
    cx.frame = cx.frame.crumb("staff-area-requests", list);
    cx.render_as(StatusCode::CONFLICT, &ClosedPage {})
}

/// Issues a code for the case that was picked. The letter goes to that case's address.
pub(super) async fn with_code(
    staff: Staff,
    Path(id): Path<String>,
    Protected(picked): Protected<Picked>,
) -> Result<Response, PageError> {
    let id = RequestId::new(id);
    let place = (&id, picked.suche.trim());
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(case) = find_case(&staff, &picked.case).await? else {
        let form = FormState::new().with_error("case", "code-work-request-case-empty");
        let answering = Answering {
            form,
            obstacle: None,
        };
        return render(staff, unprocessable, place, answering).await;
    };
    may_issue(&staff, &case)?;
    let answered = if needs_second(&staff, &case) {
        match may_answer(&staff, &id, &case).await {
            Ok(()) => return lay_before(&staff, &case, Some(&id)).await,
            Err(error) => Err(error),
        }
    } else {
        issue((&staff, None), &id, &case).await?
    };
    match answered {
        Ok(()) => Ok(done("answered")),
        Err(AnswerError::Issue(error)) => {
            let answering = Answering {
                form: FormState::new().keep("case", case.id.as_str()),
                obstacle: Some(Obstacle::of(error)?),
            };
            render(staff, unprocessable, place, answering).await
        }
        Err(error) => refused(staff, error),
    }
}

/// Declines the request.
pub(super) async fn decline(
    staff: Staff,
    Path(id): Path<String>,
    Protected(sent): Protected<Declined>,
) -> Result<Response, PageError> {
    let id = RequestId::new(id);
    let Some(reason) = Reason::of_word(&sent.reason) else {
        let form = FormState::new().with_error("reason", "code-work-request-reason-empty");
        let answering = Answering {
            form,
            obstacle: None,
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(staff, status, (&id, ""), answering).await;
    };
    let app = &staff.app;
    let chance = (&*app.entropy, staff.now);
    let mut tx = app.db.write().await?;
    let asked = match answer::decline(&mut tx, chance, staff.id(), &id, reason).await {
        Ok(asked) => asked,
        Err(error) => {
            drop(tx);
            return refused(staff, error);
        }
    };
    tell(&staff, &mut tx, &asked, "code_request_declined").await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(done("declined"))
}

async fn find_case(staff: &Staff, id: &str) -> Result<Option<Case>, PageError> {
    let mut tx = staff.app.db.read().await?;
    let case = cases::find(&mut tx, &CaseId::new(id.to_owned())).await?;
    Ok(tx.commit().await.map(|()| case)?)
}

async fn may_answer(staff: &Staff, id: &RequestId, case: &Case) -> Result<(), AnswerError> {
    let mut tx = staff.app.db.read().await?;
    answer::check(&mut tx, staff.id(), id, case).await?;
    Ok(tx.commit().await?)
}

/// The office's own refusals are told on the page; all else ends in a page of its own.
pub(super) async fn issue(
    (staff, asked): (&Staff, Option<Asked<'_>>),
    id: &RequestId,
    case: &Case,
) -> Result<Result<(), AnswerError>, PageError> {
    let office = office(staff, asked);
    if case.closed.is_some() {
        return Ok(Err(IssueError::Closed.into()));
    }
    let draft = match office.draft(&case.record).await {
        Ok(draft) => draft,
        Err(error) => return Ok(Err(error.into())),
    };
    let app = &staff.app;
    let mut tx = app.db.write().await?;
    let picked = (&case.id, &draft);
    let asked = match answer::with_code(&mut tx, &office, staff.id(), id, picked).await {
        Ok(asked) => asked,
        Err(error) => return Ok(Err(error)),
    };
    tell(staff, &mut tx, &asked, "code_request_answered").await?;
    tx.commit().await?;
    app.post_room.ring();
    app.postman.ring();
    Ok(Ok(()))
}

fn done(word: &str) -> Response {
    Redirect::to(&format!("/sachbearbeitung/anfragen?fertig={word}")).into_response()
}

fn refused(staff: Staff, error: AnswerError) -> Result<Response, PageError> {
    match error {
        AnswerError::Missing => Err(PageError::new(Problem::NotFound)),
        AnswerError::Own => Err(PageError::new(Problem::OwnCase)),
        AnswerError::Closed => closed(staff),
        AnswerError::Issue(error) => Err(PageError::internal(error)),
        AnswerError::Store(error) => Err(error.into()),
    }
}

#[derive(Debug, Serialize)]
struct MailValues {
    url: String,
}

/// Tells who had asked that there is an answer.
async fn tell(staff: &Staff, tx: &mut Tx, asked: &ResidentId, name: &str) -> Result<(), MailFault> {
    let app = &staff.app;
    let resident = residents::find(tx, asked).await?;
    let Some(addressee) = resident.as_ref().and_then(|it| app.addressee(it)) else {
        return Ok(());
    };
    let values = MailValues {
        url: app.url("/freischaltcode/beantragen"),
    };
    app.mail(tx, staff.now, addressee, name, &values).await
}
