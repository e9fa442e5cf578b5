//! The pages of „Passwort vergessen", „Benutzername vergessen" and „Zugang verloren".

mod choose;
mod code;
mod devices;
mod forgotten;
mod letter;
mod lost;
mod recovered;
mod throttle;

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
        .route("/zugang-verloren", get(lost::show).post(lost::send))
        .route(
            "/zugang-verloren/link",
            get(forgotten::show_second_factor).post(forgotten::ask_second_factor),
        )
        .route("/zugang-verloren/code", get(code::show).post(code::send))
        .route(
            "/zugang-verloren/brief",
            get(letter::show).post(letter::send),
        )
        .route(
            "/zugang-verloren/geraete",
            get(devices::show).post(devices::send),
        )
        .route("/zugang-verloren/erfolg", get(recovered::show))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<forgotten::ForgottenPage>(pages),
        samples::<forgotten::SentPage>(pages),
        samples::<choose::ChoosePage>(pages),
        samples::<choose::ChosenPage>(pages),
        samples::<choose::DeadLinkPage>(pages),
        samples::<lost::LostPage>(pages),
        samples::<code::RecoveryCodePage>(pages),
        samples::<letter::LetterPage>(pages),
        samples::<letter::LetterAskedPage>(pages),
        samples::<devices::DevicesPage>(pages),
        samples::<recovered::RecoveredPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
