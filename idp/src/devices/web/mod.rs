//! The pages of devices and sign-ins.

mod list;
mod not_me;

use axum::Router;
use axum::routing::{get, post};
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/konto/geraete", get(list::show))
        .route("/konto/geraete/andere/beenden", post(list::end_others))
        .route("/konto/geraete/anmeldungen/{sid}/beenden", post(list::end))
        .route("/konto/geraete/{id}/vergessen", post(list::forget))
        .route("/das-war-ich-nicht", get(not_me::show).post(not_me::send))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<list::DevicesPage>(pages),
        samples::<not_me::NotMePage>(pages),
        samples::<not_me::ClosedPage>(pages),
        samples::<not_me::DeadLinkPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
