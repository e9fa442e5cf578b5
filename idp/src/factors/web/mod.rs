//! The pages that secure an account, on the way in (`/absichern`) and later (`/konto`).

mod account;
mod endpoints;
mod identity;
mod notice;
mod options;
mod passkey;
mod passkey_done;
mod passkey_name;
mod passkey_remove;
mod passkeys;
mod password;
mod password_remove;
mod place;
mod tell;
mod totp;
mod totp_done;
mod totp_remove;

use axum::Router;
use axum::routing::{get, post};
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) use place::{again, sign_in_first};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/absichern", get(notice::show))
        .route(
            "/absichern/passkey",
            get(passkey::show_securing).post(passkey::finish_securing),
        )
        .route("/absichern/passkey/optionen", post(passkey::begin))
        .route(
            "/absichern/passkey/erfolg",
            get(passkey_done::show_securing),
        )
        .route(
            "/absichern/totp",
            get(totp::show_securing).post(totp::send_securing),
        )
        .route("/absichern/totp/erfolg", get(totp_done::show_securing))
        .route("/.well-known/passkey-endpoints", get(endpoints::show))
        .route("/konto", get(account::show))
        .route("/konto/passkeys", get(passkeys::show))
        .route(
            "/konto/passkeys/neu",
            get(passkey::show_account).post(passkey::finish_account),
        )
        .route("/konto/passkeys/erfolg", get(passkey_done::show_account))
        .route(
            "/konto/passkeys/{id}/name",
            get(passkey_name::show).post(passkey_name::send),
        )
        .route(
            "/konto/passkeys/{id}/loeschen",
            get(passkey_remove::show).post(passkey_remove::send),
        )
        .route(
            "/konto/totp",
            get(totp::show_account).post(totp::send_account),
        )
        .route("/konto/totp/erfolg", get(totp_done::show_account))
        .route(
            "/konto/totp/entfernen",
            get(totp_remove::show).post(totp_remove::send),
        )
        .route("/konto/anmeldeoptionen", get(options::show))
        .route("/konto/passwort", get(password::show).post(password::send))
        .route("/konto/{dienst}", get(identity::show).post(identity::send))
        .route(
            "/konto/{dienst}/verbinden",
            get(identity::connect).post(identity::connect_now),
        )
        .route("/konto/{dienst}/verwerfen", post(identity::discard))
        .route("/konto/{dienst}/entfernen", post(identity::remove))
        .route(
            "/konto/passwort/entfernen",
            get(password_remove::show).post(password_remove::send),
        )
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<notice::NoticePage>(pages),
        samples::<passkey::PasskeyPage>(pages),
        samples::<passkey_done::PasskeyDonePage>(pages),
        samples::<totp::TotpPage>(pages),
        samples::<totp_done::TotpDonePage>(pages),
        samples::<totp_remove::TotpRemovePage>(pages),
        samples::<account::AccountPage>(pages),
        samples::<options::OptionsPage>(pages),
        samples::<password::PasswordPage>(pages),
        samples::<passkeys::PasskeysPage>(pages),
        samples::<passkey_name::PasskeyNamePage>(pages),
        samples::<passkey_remove::PasskeyRemovePage>(pages),
        samples::<password_remove::PasswordRemovePage>(pages),
        samples::<identity::IdentityPage>(pages),
        samples::<identity::ConnectPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
