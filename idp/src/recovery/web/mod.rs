//! The pages of „Passwort vergessen" and „Benutzername vergessen".

mod choose;
mod forgotten;

use axum::Router;
use axum::routing::get;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/passwort-vergessen",
            get(forgotten::show_password).post(forgotten::ask_password),
        )
        .route(
            "/benutzername-vergessen",
            get(forgotten::show_user_name).post(forgotten::ask_user_name),
        )
        .route("/passwort-neu", get(choose::show).post(choose::send))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<forgotten::ForgottenPage>(pages),
        samples::<forgotten::SentPage>(pages),
        samples::<choose::ChoosePage>(pages),
        samples::<choose::ChosenPage>(pages),
        samples::<choose::DeadLinkPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
