//! The addresses of the admin API. Every answer is `no-store`; a path that does not exist is told
//! only to who may ask at all.

mod accounts;
mod caller;
mod invitations;
mod recovery;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, delete, get, post};
use http::HeaderValue;
use http::header::CACHE_CONTROL;

use shared::forms::is_legible;

use crate::app::App;
use crate::error::api::ApiError;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/v1/accounts", get(accounts::find))
        .route("/admin/v1/accounts/{id}", get(accounts::see))
        .route(
            "/admin/v1/accounts/{id}/deactivation",
            post(accounts::deactivate),
        )
        .route(
            "/admin/v1/accounts/{id}/reactivation",
            post(accounts::reactivate),
        )
        .route("/admin/v1/accounts/{id}/recovery", post(recovery::ask))
        .route(
            "/admin/v1/accounts/{id}/recovery/approval",
            post(recovery::approve),
        )
        .route(
            "/admin/v1/accounts/{id}/roles",
            get(accounts::standing).put(accounts::change_roles),
        )
        .route(
            "/admin/v1/invitations",
            get(invitations::list).post(invitations::invite),
        )
        .route("/admin/v1/invitations/{id}", delete(invitations::withdraw))
        .method_not_allowed_fallback(caller::wrong_method)
        .route("/admin/v1", any(caller::nothing_here))
        .route("/admin/v1/", any(caller::nothing_here))
        .route("/admin/v1/{*rest}", any(caller::nothing_here))
        .layer(from_fn(shape))
}

/// What nothing can be named by is not looked up.
async fn shape(request: Request, next: Next) -> Response {
    let mut response = if is_legible(request.uri()) {
        next.run(request).await
    } else {
        ApiError::Invalid("The address is not percent-encoded UTF-8.").into_response()
    };
    let value = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, value);
    response
}
