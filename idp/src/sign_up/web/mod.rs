//! The pages of registration.

mod choice;
mod confirm;
mod done;
mod register;
mod upstream;

use axum::Router;
use axum::routing::{get, post};
use shared::pages::{Pages, PagesError};

pub(crate) use choice::check_consents;

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/registrieren", get(register::show).post(register::send))
        .route(
            "/registrieren/{dienst}",
            get(upstream::show).post(upstream::send),
        )
        .route("/registrieren/{dienst}/verwerfen", post(upstream::discard))
        .route("/registrieren/erfolg", get(done::show))
        .route(
            "/registrieren/bestaetigen",
            get(confirm::show).post(confirm::press),
        )
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<register::RegisterPage>(pages),
        samples::<done::DonePage>(pages),
        samples::<confirm::ConfirmPage>(pages),
        samples::<confirm::ConfirmedPage>(pages),
        samples::<confirm::DeadLinkPage>(pages),
        samples::<confirm::ElsewherePage>(pages),
        samples::<upstream::NewPersonPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
