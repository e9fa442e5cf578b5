//! `/oauth/register` and what belongs to it.

mod answer;
mod logo;
mod manage;
mod register;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

/// What programs meet, and the pictures of applications.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/oauth/register", post(register::answer))
        .route(
            "/oauth/register/{client_id}",
            get(manage::show)
                .put(manage::replace)
                .delete(manage::delete),
        )
        .route("/anwendung/{client_id}/logo", get(logo::show))
}
