//! The pages of signing in.

mod account;
mod code;
mod deactivated;
mod identify;
mod options;
mod passkey;
mod secured;
mod stronger;
mod throttle;
mod upstream;
mod upstream_failed;
mod way;

use axum::Router;
use axum::routing::{get, post};
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/anmelden", get(options::show))
        .route("/anmelden/konto", get(account::show).post(account::send))
        .route("/anmelden/code", get(code::show).post(code::send))
        .route("/anmelden/mit-passkey", get(secured::show))
        .route("/anmelden/mit-nachweis", get(stronger::show))
        .route("/anmelden/ausweisen", get(identify::show))
        .route("/anmelden/deaktiviert", get(deactivated::show))
        .route(
            "/anmelden/{dienst}",
            get(upstream::show).post(upstream::send),
        )
        .route("/anmelden/{dienst}/zurueck", get(upstream::back))
        .route("/anmelden/{dienst}/ergebnis", get(upstream_failed::show))
        .route("/anmelden/passkey/optionen", post(passkey::begin))
        .route("/anmelden/passkey", post(passkey::finish))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<options::OptionsPage>(pages),
        samples::<account::AccountPage>(pages),
        samples::<code::CodePage>(pages),
        samples::<secured::SecuredPage>(pages),
        samples::<stronger::StrongerPage>(pages),
        samples::<identify::IdentifyPage>(pages),
        samples::<upstream::LeavingPage>(pages),
        samples::<upstream_failed::UpstreamFailedPage>(pages),
        samples::<deactivated::DeactivatedPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
