//! „Verbundene Dienste": what a person allowed, and how to end it.

mod end;
mod services;

use axum::Router;
use axum::routing::get;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/konto/dienste", get(services::show))
        .route(
            "/konto/dienste/{id}/beenden",
            get(end::show).post(end::send),
        )
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<services::ServicesPage>(pages),
        samples::<end::EndPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
