//! „Freischaltcode widerrufen“: asks first, then takes the code back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::common::{CaseShown, may_issue};
use crate::audit::By;
use crate::cases::Case;
use crate::codes::{self, CodeId, CodeLine, CodeState};
use crate::error::page::{PageError, Problem};
use crate::request::{Nothing, OnCase, Protected, Staff};
use crate::unlock;

/// The path; the case is read by the guard.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    code: String,
}

#[derive(Debug, Serialize)]
pub(super) struct RevokePage {
    case: CaseShown,
    code: String,
    issued: i64,
    /// Somebody redeemed it, or it is dead: there is nothing to take back.
    over: bool,
}

impl Page for RevokePage {
    const TEMPLATE: &'static str = "code_work/revoke.html";

    fn samples() -> Vec<Self> {
        [false, true]
            .map(|over| Self {
                case: CaseShown::sample(),
                code: "7K3M9".to_owned(),
                issued: 1_795_424_400,
                over,
            })
            .into()
    }
}

pub(super) async fn ask(
    OnCase { staff, case }: OnCase,
    Path(place): Path<Place>,
) -> Result<Response, PageError> {
    may_issue(&staff, &case)?;
    let line = find(&staff, &case, &place).await?;
    render(staff, StatusCode::OK, &case, &line)
}

pub(super) async fn revoke(
    OnCase { staff, case }: OnCase,
    Path(place): Path<Place>,
    _: Protected<Nothing>,
) -> Result<Response, PageError> {
    may_issue(&staff, &case)?;
    let line = find(&staff, &case, &place).await?;
    let app = &staff.app;
    let chance = (&*app.entropy, staff.now);
    let by = By::Staff(staff.id().as_str());
    let mut tx = app.db.write().await?;
    let waits = line.state == CodeState::Waiting;
    let revoked = waits && unlock::revoke(&mut tx, chance, by, &line.id).await?;
    tx.commit().await?;
    if revoked {
        return Ok(Redirect::to(&CaseShown::of(&case).href()).into_response());
    }
    // Redeemed or revoked meanwhile.
    let line = find(&staff, &case, &place).await?;
    render(staff, StatusCode::CONFLICT, &case, &line)
}

/// The code of this case; another case's is none.
async fn find(staff: &Staff, case: &Case, place: &Place) -> Result<CodeLine, PageError> {
    let id = CodeId::new(place.code.to_ascii_uppercase());
    let most = staff.app.settings.unlock.tries.get();
    let mut tx = staff.app.db.read().await?;
    let lines = codes::of_case(&mut tx, &case.id, staff.now, most).await?;
    tx.commit().await?;
    let line = lines.into_iter().find(|line| line.id == id);
    line.ok_or_else(|| PageError::new(Problem::NotFound))
}

fn render(
    staff: Staff,
    status: StatusCode,
    case: &Case,
    line: &CodeLine,
) -> Result<Response, PageError> {
    let page = RevokePage {
        case: CaseShown::of(case),
        code: line.id.to_string(),
        issued: line.issued_at.unix(),
        over: line.state != CodeState::Waiting,
    };
    let Staff { mut cx, .. } = staff;
    cx.frame = cx
        .frame
        .crumb("staff-area-cases", "/sachbearbeitung/faelle")
        .crumb("code-work-case", &page.case.href());
    cx.render_as(status, &page)
}
