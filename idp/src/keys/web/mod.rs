//! The addresses of the signing keys.

mod jwks;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/oauth/jwks", get(jwks::show))
}
