//! The pages of signing in.

mod account;
mod code;
mod deactivated;
mod identify;
mod options;
mod passkey;
mod renew_password;
mod secured;
mod stronger;
mod throttle;
mod upstream;
mod upstream_failed;
mod way;

use axum::Router;
use axum::response::AppendHeaders;
use axum::routing::{get, post};
use http::HeaderValue;
use http::header::{HeaderName, SET_COOKIE};
use shared::pages::{Pages, PagesError};

use crate::app::{App, Parts};
use crate::preview::{Preview, samples};
use crate::request::{session_cookie, set_device_cookie};
use crate::sign_in::finish::Entered;

pub(crate) use throttle::password as try_password;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/anmelden", get(options::show))
        .route("/anmelden/konto", get(account::show).post(account::send))
        .route("/anmelden/code", get(code::show).post(code::send))
        .route("/anmelden/mit-passkey", get(secured::show))
        .route("/anmelden/mit-nachweis", get(stronger::show))
        .route("/anmelden/passwort-erneuern", get(renew_password::show))
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

/// What the browser of somebody who is signed in keeps.
pub(crate) fn cookies(app: &Parts, entered: &Entered) -> Cookies {
    let session = session_cookie(app, &entered.token);
    let device = entered.shown.as_ref();
    let device = device.map(|shown| set_device_cookie(app, shown));
    let all = std::iter::once(session).chain(device);
    AppendHeaders(all.map(|cookie| (SET_COOKIE, cookie)).collect())
}

/// `Set-Cookie`, once or twice.
pub(crate) type Cookies = AppendHeaders<Vec<(HeaderName, HeaderValue)>>;

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<options::OptionsPage>(pages),
        samples::<account::AccountPage>(pages),
        samples::<code::CodePage>(pages),
        samples::<secured::SecuredPage>(pages),
        samples::<stronger::StrongerPage>(pages),
        samples::<renew_password::RenewPasswordPage>(pages),
        samples::<identify::IdentifyPage>(pages),
        samples::<upstream::LeavingPage>(pages),
        samples::<upstream_failed::UpstreamFailedPage>(pages),
        samples::<deactivated::DeactivatedPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
