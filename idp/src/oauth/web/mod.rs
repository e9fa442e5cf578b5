//! The addresses of the protocol.

mod answer;
mod authorize;
mod consent;
mod cors;
mod discovery;
mod form;
mod introspect;
mod pages;
mod revoke;
mod sign_out;
mod token;
mod token_request;
mod userinfo;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use http::StatusCode;

pub(crate) use pages::previews;

use crate::app::App;
use crate::error::protocol;

/// What people meet; inside the layer of pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/oauth/authorize",
            get(authorize::begin).post(authorize::begin_by_form),
        )
        .route("/oauth/authorize/weiter", get(authorize::go_on))
        .route("/zustimmung", get(consent::show).post(consent::send))
        .route(
            "/oauth/logout",
            get(sign_out::asked).post(sign_out::asked_by_form),
        )
        .route("/abmelden", post(sign_out::confirmed))
        .route("/abgemeldet", get(sign_out::done))
}

/// What programs meet.
pub(crate) fn machine_routes(app: &App) -> Router<App> {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery::show))
        .route(
            "/.well-known/oauth-authorization-server",
            get(discovery::show),
        )
        .merge(crate::keys::routes())
        .route("/oauth/token", post(token::exchange))
        .route("/oauth/introspect", post(introspect::answer))
        .route("/oauth/revoke", post(revoke::answer))
        .route(
            "/oauth/userinfo",
            get(userinfo::show).post(userinfo::show_by_form),
        )
        .method_not_allowed_fallback(async || protocol::unread(StatusCode::METHOD_NOT_ALLOWED))
        .layer(from_fn_with_state(app.clone(), cors::layer))
}
