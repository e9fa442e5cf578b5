//! „Meine Daten“, „Konto löschen“ and „Konto behalten“.

mod delete;
mod keep;
mod take;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::factors;
use crate::preview::{Preview, samples};
use crate::request::{Cx, KEEP, Person};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(take::PATH, get(take::show).post(take::send))
        .route(delete::PATH, get(delete::show).post(delete::send))
        .route(delete::DONE, get(delete::done))
        .route(KEEP, get(keep::show).post(keep::send))
        .route(keep::DONE, get(keep::done))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<take::TakePage>(pages),
        samples::<delete::DeletePage>(pages),
        samples::<delete::LeftPage>(pages),
        samples::<keep::KeepPage>(pages),
        samples::<keep::KeptPage>(pages),
        samples::<keep::GonePage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// Sends to a fresh sign-in and back to `path`.
fn sign_in_first(cx: &Cx, person: &Person, path: &str) -> Option<Response> {
    let fresh = factors::is_fresh(&person.session, cx.now);
    let again = || Redirect::to(&format!("/anmelden/konto?weiter={path}&erneut=1"));
    (!fresh).then(|| again().into_response())
}

/// Among the pages of the account.
fn framed(cx: Cx) -> Cx {
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
}
