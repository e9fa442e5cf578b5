//! The metadata document, the same at both addresses.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;

use crate::app::App;
use crate::oauth::discovery::metadata;

pub(super) async fn show(State(app): State<App>) -> Response {
    let locales = app
        .pages
        .languages()
        .iter()
        .map(|language| language.code.clone());
    let document = Json(metadata(&app.rules, &app.upstreams, locales.collect()));
    ([(CACHE_CONTROL, "public, max-age=300")], document).into_response()
}
