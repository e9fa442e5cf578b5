//! Confirm, refuse, withdraw.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use shared::forms::FormState;

use super::LIST;
use super::code::CodePage;
use super::one::{load, render};
use super::perform::{Confirmed, Failure, concerned, confirm as do_it};
use crate::approvals::{self, Approval, Eyes};
use crate::error::page::Problem;
use crate::provider_admin::AdminError;
use crate::request::{Nothing, Protected, Staff, Stop, fresh_sign_in};

/// Confirms it: the deed is done now, in the confirmer's name. A grave one asks for their own
/// fresh sign-in.
pub(super) async fn confirm(
    staff: Staff,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    let (approval, eyes) = load(&staff, &id).await?;
    only(eyes, Eyes::Second)?;
    let page = format!("{LIST}/{}", approval.id);
    if approval.deed.action().is_grave() && !staff.is_fresh() {
        return Err(fresh_sign_in(&page));
    }
    match do_it(&staff, &approval.id).await? {
        Confirmed::Done(None) => Ok(Redirect::to(&page).into_response()),
        Confirmed::Done(Some(code)) => {
            let shown = CodePage::new(&code, approval.deed.name());
            let frame = staff.frame.clone().crumb("staff-area-approvals", LIST);
            Ok(staff.within(frame.at(&page)).render(&shown)?)
        }
        Confirmed::TooLate => too_late(&staff, &id).await,
        Confirmed::Failed(Failure::Provider(
            error @ (AdminError::NotFresh | AdminError::SignedOut),
        )) => Err(staff.stopped(error, &page).await),
        Confirmed::Failed(Failure::Fault(error)) => Err(error.into()),
        Confirmed::Failed(failure) => {
            tracing::warn!(failure = ?failure, "what was confirmed could not be done");
            // The page tells why, and that it goes on waiting.
            Ok(Redirect::to(&page).into_response())
        }
    }
}

pub(super) async fn refuse(
    staff: Staff,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    end(staff, &id, Eyes::Second).await
}

pub(super) async fn withdraw(
    staff: Staff,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    end(staff, &id, Eyes::Asker).await
}

/// Ends it without the deed, by the second person or the asker.
async fn end(staff: Staff, id: &str, by: Eyes) -> Result<Response, Stop> {
    let (approval, eyes) = load(&staff, id).await?;
    only(eyes, by)?;
    if close(&staff, &approval, by).await? {
        let page = format!("{LIST}/{}", approval.id);
        Ok(Redirect::to(&page).into_response())
    } else {
        too_late(&staff, id).await
    }
}

async fn close(staff: &Staff, approval: &Approval, by: Eyes) -> Result<bool, Stop> {
    let app = &staff.app;
    let mut tx = app.db.write().await?;
    let about = concerned(&mut tx, app.rp.issuer(), &approval.deed).await?;
    let (entropy, whom) = (&*app.entropy, (staff.id(), about.as_ref()));
    let closed = if by == Eyes::Asker {
        approvals::withdraw(&mut tx, entropy, staff.now, whom, approval).await?
    } else {
        approvals::refuse(&mut tx, entropy, staff.now, whom, approval).await?
    };
    tx.commit().await?;
    Ok(closed)
}

fn only(eyes: Eyes, wanted: Eyes) -> Result<(), Stop> {
    if eyes == wanted {
        Ok(())
    } else {
        Err(Problem::RoleMissing.into())
    }
}

/// Another was faster: the page as it is now, with that said.
async fn too_late(staff: &Staff, id: &str) -> Result<Response, Stop> {
    let shown = load(staff, id).await?;
    let form = FormState::new().with_error("submit", "approval-work-too-late");
    render(staff, StatusCode::CONFLICT, form, &shown).await
}
