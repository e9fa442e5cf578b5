//! The addresses of the admin API. Every answer is `no-store`; a path that does not exist is told
//! only to who may ask at all.

mod accounts;
mod caller;
mod invitations;

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{any, delete, get, post, put};
use http::HeaderValue;
use http::header::CACHE_CONTROL;

use crate::app::App;

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
        .route("/admin/v1/accounts/{id}/roles", put(accounts::change_roles))
        .route(
            "/admin/v1/invitations",
            get(invitations::list).post(invitations::invite),
        )
        .route("/admin/v1/invitations/{id}", delete(invitations::withdraw))
        .method_not_allowed_fallback(caller::wrong_method)
        .route("/admin/v1", any(caller::nothing_here))
        .route("/admin/v1/", any(caller::nothing_here))
        .route("/admin/v1/{*rest}", any(caller::nothing_here))
        .layer(map_response(no_store))
}

async fn no_store(mut response: Response) -> Response {
    let value = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, value);
    response
}
