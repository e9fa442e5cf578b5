//! From a form to the deed: done at once, or laid before a second person.

use axum::response::{IntoResponse as _, Redirect, Response};
use shared::forms::FormState;

use crate::account_work::{Doer, concerned, perform};
use crate::approvals::{self, Deed};
use crate::provider_admin::{AccountDeed, AdminError};
use crate::request::{Staff, Stop};

/// What became of it.
#[derive(Debug)]
pub(super) enum Submitted {
    /// The way on.
    Onward(Response),
    /// The provider does not allow it, or not like this: the key of the sentence.
    Refused(String),
}

/// Does `deed`, or asks for a second person if the setting says so. `page` is the form's own
/// path, `done` where to go on.
pub(super) async fn submit(
    staff: &Staff,
    deed: AccountDeed,
    (page, done): (&str, &str),
) -> Result<Submitted, Stop> {
    if deed
        .account()
        .is_some_and(|account| is_own(staff, account.id.as_str()))
    {
        return Ok(Submitted::Refused(key("own_account")));
    }
    if staff.app.settings.staff.needs_second(deed.action()) {
        return Ok(Submitted::Onward(lay_before(staff, deed).await?));
    }
    let doer = Doer {
        resident: staff.id(),
        on_behalf: None,
    };
    match perform(&staff.console(), doer, &deed).await {
        Ok(_) => Ok(Submitted::Onward(Redirect::to(done).into_response())),
        Err(AdminError::Conflict(conflict)) => Ok(Submitted::Refused(key(conflict.as_str()))),
        Err(AdminError::Invalid) => Ok(Submitted::Refused(key("invalid"))),
        Err(error) => Err(staff.stopped(error, page).await),
    }
}

/// Whether it is the visitor's own account.
pub(super) fn is_own(staff: &Staff, account: &str) -> bool {
    staff.person.session.sub == account
}

/// The sentence for what is not allowed.
pub(super) fn key(word: &str) -> String {
    format!("account-work-refused-{word}")
}

/// Nothing is done yet; the page of what waits says so.
pub(super) async fn lay_before(staff: &Staff, deed: AccountDeed) -> Result<Response, Stop> {
    let app = &staff.app;
    let mut tx = app.db.read().await?;
    let about = concerned(&mut tx, app.rp.issuer(), &deed).await?;
    tx.commit().await?;
    let deed = Deed::Account(deed);
    Ok(staff.lay_before(about.as_ref(), &deed).await?)
}

/// Puts a refusal at the form's button.
pub(super) fn refused(mut form: FormState, key: String) -> FormState {
    form.wrong("submit", key);
    form
}

/// The page of what waits for a second person to do this, if it does.
pub(super) async fn waiting(
    staff: &Staff,
    action: shared::claims::Action,
    account: &str,
) -> Result<Option<String>, Stop> {
    let mut tx = staff.app.db.read().await?;
    let subject = format!("account:{account}");
    let waiting = approvals::waiting(&mut tx, action, &subject, staff.now).await?;
    tx.commit().await?;
    Ok(waiting.map(|it| format!("/sachbearbeitung/freigaben/{}", it.id)))
}
