//! „Freischaltcode ausstellen“: shows where the letter goes before it goes.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;

use super::common::{CaseShown, Obstacle, lay_before, may_issue, needs_second, office};
use crate::cases::Case;
use crate::codes::{self, CodeState, Purpose};
use crate::error::page::PageError;
use crate::letters_outbox::Hold;
use crate::request::{Nothing, OnCase, Protected, Staff};
use crate::unlock::{Asked, IssueError};

#[derive(Debug, Serialize)]
pub(super) struct IssuePage {
    case: CaseShown,
    /// The code that dies for the new one, and when it was issued.
    waiting: Option<(String, i64)>,
    obstacle: Option<Obstacle>,
    /// A second person must confirm.
    two: bool,
}

impl Page for IssuePage {
    const TEMPLATE: &'static str = "code_work/issue.html";

    fn samples() -> Vec<Self> {
        let page = |waiting, obstacle| Self {
            case: CaseShown::sample(),
            waiting,
            obstacle,
            two: false,
        };
        let mut samples = vec![
            page(None, None),
            page(Some(("7K3M9".to_owned(), 1_795_424_400)), None),
        ];
        samples.push(Self {
            two: true,
            ..page(None, None)
        });
        samples.extend(Obstacle::ALL.map(|obstacle| page(None, Some(obstacle))));
        samples
    }
}

/// Asks first.
pub(super) async fn ask(OnCase { staff, case }: OnCase) -> Result<Response, PageError> {
    may_issue(&staff, &case)?;
    let obstacle = case.closed.is_some().then_some(Obstacle::Closed);
    render(staff, StatusCode::OK, &case, obstacle).await
}

/// Issues a code and posts its letter.
pub(super) async fn issue(
    OnCase { staff, case }: OnCase,
    _: Protected<Nothing>,
) -> Result<Response, PageError> {
    may_issue(&staff, &case)?;
    if needs_second(&staff, &case) {
        if case.closed.is_some() {
            let (status, obstacle) = (StatusCode::UNPROCESSABLE_ENTITY, Some(Obstacle::Closed));
            return render(staff, status, &case, obstacle).await;
        }
        return lay_before(&staff, &case, None).await;
    }
    match keep(&staff, None, &case).await {
        Ok(()) => {
            staff.app.post_room.ring();
            Ok(Redirect::to(&CaseShown::of(&case).href()).into_response())
        }
        Err(error) => {
            let obstacle = Some(Obstacle::of(error)?);
            render(staff, StatusCode::UNPROCESSABLE_ENTITY, &case, obstacle).await
        }
    }
}

pub(super) async fn keep(
    staff: &Staff,
    asked: Option<Asked<'_>>,
    case: &Case,
) -> Result<(), IssueError> {
    let office = office(staff, asked);
    if case.closed.is_some() {
        return Err(IssueError::Closed);
    }
    let draft = office.draft(&case.record).await?;
    let mut tx = staff.app.db.write().await?;
    office.issue(&mut tx, &case.id, &draft, Hold::No).await?;
    Ok(tx.commit().await?)
}

async fn render(
    staff: Staff,
    status: StatusCode,
    case: &Case,
    obstacle: Option<Obstacle>,
) -> Result<Response, PageError> {
    let most = staff.app.settings.unlock.tries.get();
    let mut tx = staff.app.db.read().await?;
    let lines = codes::of_case(&mut tx, &case.id, staff.now, most).await?;
    tx.commit().await?;
    let waiting = lines
        .into_iter()
        .find(|it| it.state == CodeState::Waiting && it.purpose == Purpose::Profile);
    let page = IssuePage {
        case: CaseShown::of(case),
        waiting: waiting.map(|it| (it.id.to_string(), it.issued_at.unix())),
        obstacle,
        two: needs_second(&staff, case),
    };
    let Staff { mut cx, .. } = staff;
    cx.frame = cx
        .frame
        .crumb("staff-area-cases", "/sachbearbeitung/faelle")
        .crumb("code-work-case", &page.case.href());
    cx.render_as(status, &page)
}
