//! The pages of signing in.

mod account;
mod code;
mod deactivated;
mod options;
mod passkey;
mod secured;
mod throttle;
mod way;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/anmelden", get(options::show))
        .route("/anmelden/konto", get(account::show).post(account::send))
        .route("/anmelden/code", get(code::show).post(code::send))
        .route("/anmelden/mit-passkey", get(secured::show))
        .route("/anmelden/deaktiviert", get(deactivated::show))
        .route("/anmelden/passkey/optionen", post(passkey::begin))
        .route("/anmelden/passkey", post(passkey::finish))
}
