//! The pages of „Passwort vergessen" and „Benutzername vergessen".

mod choose;
mod forgotten;

use axum::Router;
use axum::routing::get;

use crate::app::App;

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
