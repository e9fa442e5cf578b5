//! „Fall schließen“ with a reason of a closed list, and opening it again. What a closed case means
//! is said before it is done.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::claims::Action;
use shared::forms::FormState;
use shared::pages::Page;

use super::edit::path;
use super::find::Row;
use super::{CASES, desk};
use crate::approvals::Deed;
use crate::case_work::deeds;
use crate::cases::{Case, CloseReason, RecordError};
use crate::error::page::PageError;
use crate::request::{OnCase, Protected, Staff};

#[derive(Debug, Serialize)]
pub(super) struct ClosePage {
    form: FormState,
    case: Row,
    version: i64,
    reasons: Vec<CloseReason>,
    /// A second person must confirm.
    two: bool,
}

impl ClosePage {
    fn of(case: &Case, form: FormState, two: bool) -> Self {
        let fitting = |reason: &CloseReason| reason.fits(case.record.kind());
        Self {
            form,
            case: Row::of(case),
            version: case.version,
            reasons: CloseReason::ALL.into_iter().filter(fitting).collect(),
            two,
        }
    }
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "case_work/close.html";

    fn samples() -> Vec<Self> {
        let mut cases = Row::samples().into_iter();
        let page = |case, reasons: &[CloseReason], form: FormState| Self {
            case,
            version: 1,
            two: !form.is_fine(),
            reasons: reasons.to_vec(),
            form,
        };
        let mistake = FormState::new().with_error("reason", "case-work-close-reason-empty");
        let shown = cases.by_ref().zip([
            (CloseReason::ALL[..3].to_vec(), FormState::new()),
            (CloseReason::ALL[3..].to_vec(), mistake),
        ]);
        shown
            .map(|(case, (reasons, form))| page(case, &reasons, form))
            .collect()
    }
}

fn render(
    mut staff: Staff,
    status: StatusCode,
    page: &ClosePage,
    case: &Case,
) -> Result<Response, PageError> {
    let frame = staff.cx.frame.crumb("staff-area-cases", CASES);
    staff.cx.frame = frame.crumb("case-work-case-title", &path(&case.id));
    staff.render_as(status, page)
}

/// Whether a second person must confirm.
fn two(staff: &Staff) -> bool {
    staff.app.settings.staff.needs_second(Action::CloseCase)
}

/// Asks for the reason.
pub(super) async fn show(OnCase { staff, case }: OnCase) -> Result<Response, PageError> {
    if !case.is_open() {
        return Ok(Redirect::to(&path(&case.id)).into_response());
    }
    let page = ClosePage::of(&case, FormState::new(), two(&staff));
    render(staff, StatusCode::OK, &page, &case)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    reason: String,
}

pub(super) async fn send(
    OnCase { staff, case }: OnCase,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let reason = CloseReason::of_word(&sent.reason);
    let reason = reason.filter(|reason| reason.fits(case.record.kind()));
    let Some(reason) = reason else {
        let form = FormState::new().with_error("reason", "case-work-close-reason-empty");
        let page = ClosePage::of(&case, form, two(&staff));
        return render(staff, StatusCode::UNPROCESSABLE_ENTITY, &page, &case);
    };
    if two(&staff) {
        if !case.is_open() || case.version != sent.version {
            let told = format!("{}?meldung=inzwischen", path(&case.id));
            return Ok(Redirect::to(&told).into_response());
        }
        let deed = Deed::CloseCase {
            case: case.id.to_string(),
            version: sent.version,
            name: case.record.name(),
            reason: reason.word().to_owned(),
        };
        return staff.lay_before(None, &deed).await;
    }
    let mut tx = staff.app.db.write().await?;
    let closed = deeds::close(&mut tx, desk(&staff), (&case, sent.version), reason).await;
    let told = match closed {
        Ok(()) => {
            tx.commit().await?;
            "geschlossen"
        }
        Err(RecordError::Store(error)) => return Err(error.into()),
        Err(RecordError::Taken | RecordError::Meanwhile) => "inzwischen",
    };
    Ok(Redirect::to(&format!("{}?meldung={told}", path(&case.id))).into_response())
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Again {
    #[serde(default)]
    version: i64,
}

/// Opens it again.
pub(super) async fn reopen(
    OnCase { staff, case }: OnCase,
    Protected(sent): Protected<Again>,
) -> Result<Response, PageError> {
    let mut tx = staff.app.db.write().await?;
    let opened = deeds::reopen(&mut tx, desk(&staff), (&case, sent.version)).await;
    let told = match opened {
        Ok(()) => {
            tx.commit().await?;
            "geoeffnet"
        }
        Err(RecordError::Store(error)) => return Err(error.into()),
        Err(RecordError::Taken | RecordError::Meanwhile) => "inzwischen",
    };
    Ok(Redirect::to(&format!("{}?meldung={told}", path(&case.id))).into_response())
}
