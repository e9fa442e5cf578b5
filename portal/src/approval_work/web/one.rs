//! `/sachbearbeitung/freigaben/{id}`: what is asked for, by whom, and the buttons that this visitor
//! has. Who is neither the asker nor allowed the deed does not see it.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use shared::forms::FormState;
use shared::pages::Page;

use super::LIST;
use super::list::{eyes, view};
use super::view::{ApprovalView, CaseView};
use crate::approvals::{self, Approval, ApprovalId, Eyes, Outcome};
use crate::cases;
use crate::error::page::Problem;
use crate::readings;
use crate::request::{Staff, Stop};

#[derive(Debug, Serialize)]
pub(super) struct ApprovalPage {
    form: FormState,
    approval: ApprovalView,
    /// While it waits.
    case: Option<CaseView>,
    may_decide: bool,
    may_withdraw: bool,
}

impl Page for ApprovalPage {
    const TEMPLATE: &'static str = "approval_work/approval.html";

    fn samples() -> Vec<Self> {
        let sample = |approval: ApprovalView, may_decide, may_withdraw| Self {
            form: FormState::new(),
            approval,
            case: None,
            may_decide,
            may_withdraw,
        };
        let about = |case: &CaseView, page: Self| Self {
            case: Some(case.clone()),
            ..page
        };
        let [person, organisation] = CaseView::samples();
        let [first, invite, roles, close, code] = ApprovalView::samples();
        let late = FormState::new().with_error("submit", "approval-work-too-late");
        vec![
            sample(first.clone(), true, false),
            sample(invite.clone(), false, true),
            sample(roles, true, false),
            about(&person, sample(close.clone(), true, false)),
            Self {
                form: late,
                ..about(&person, sample(close, true, false))
            },
            about(&organisation, sample(code.clone(), true, false)),
            about(&organisation, sample(code.clone(), false, true)),
            about(&person, sample(code.for_a_person(), true, false)),
            sample(first.clone().ended(Outcome::Confirmed), false, false),
            sample(first.clone().ended(Outcome::Refused), false, false),
            sample(invite.ended(Outcome::Withdrawn), false, false),
            sample(first.ended(Outcome::Expired), false, false),
        ]
    }
}

/// The approval of a path, and as what the visitor sees it.
pub(super) async fn load(staff: &Staff, id: &str) -> Result<(Approval, Eyes), Stop> {
    let mut tx = staff.app.db.read().await?;
    let found = approvals::find(&mut tx, &ApprovalId::new(id.to_owned())).await?;
    let approval = found.ok_or(Stop::from(Problem::NotFound))?;
    let eyes = eyes(&mut tx, staff, &approval).await?;
    tx.commit().await?;
    match eyes {
        Eyes::Asker | Eyes::Second => Ok((approval, eyes)),
        // That something is planned about them is not theirs to learn here.
        Eyes::Concerned | Eyes::Nobody => Err(Problem::NotFound.into()),
    }
}

pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Result<Response, Stop> {
    let shown = load(&staff, &id).await?;
    render(&staff, StatusCode::OK, FormState::new(), &shown).await
}

/// The page, with what went wrong.
pub(super) async fn render(
    staff: &Staff,
    status: StatusCode,
    form: FormState,
    (approval, eyes): &(Approval, Eyes),
) -> Result<Response, Stop> {
    let open = approval.is_open(staff.now);
    let mut tx = staff.app.db.read().await?;
    let case = match approval.deed.case().filter(|_| open) {
        Some(id) => cases::find(&mut tx, &id).await?,
        None => None,
    };
    let page = ApprovalPage {
        form,
        approval: view(&mut tx, staff, approval).await?,
        case: case.as_ref().map(CaseView::of),
        may_decide: open && *eyes == Eyes::Second,
        may_withdraw: open && *eyes == Eyes::Asker,
    };
    tx.commit().await?;
    if let Some(case) = case {
        readings::look(&staff.app.db, staff.reader(), &case.id).await?;
    }
    let path = format!("{LIST}/{}", approval.id);
    let frame = staff.frame.clone().crumb("staff-area-approvals", LIST);
    Ok(staff.within(frame.at(&path)).render_as(status, &page)?)
}
