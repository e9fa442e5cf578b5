//! The pages of registration.

mod confirm;
mod done;
mod register;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/registrieren", get(register::show).post(register::send))
        .route("/registrieren/erfolg", get(done::show))
        .route(
            "/registrieren/bestaetigen",
            get(confirm::show).post(confirm::press),
        )
}
