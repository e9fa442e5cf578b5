//! The public keys (RFC 7517 §5).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;

use crate::app::App;
use crate::keys::CACHE;

/// Relying parties ask again when they meet an unknown `kid`; a new key is published for
/// longer than this before it signs.
pub(super) async fn show(State(app): State<App>) -> Response {
    let set = Json(app.keys.published(app.clock.now()));
    let age = format!("public, max-age={}", CACHE.as_secs());
    ([(CACHE_CONTROL, age)], set).into_response()
}
