//! What programs may know of the portal: its key as a client, and itself as a resource (RFC 9728).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use serde_json::json;
use shared::claims::scope;

use crate::app::App;

const KEPT: [(http::HeaderName, &str); 1] = [(CACHE_CONTROL, "public, max-age=300")];

/// `/.well-known/jwks.json`.
pub(super) async fn keys(State(app): State<App>) -> Response {
    (KEPT, Json(app.rp.key().published())).into_response()
}

/// `/.well-known/oauth-protected-resource`.
pub(super) async fn resource(State(app): State<App>) -> Response {
    let body = json!({
        "resource": app.rp.resource(),
        "authorization_servers": [app.rp.issuer()],
        "scopes_supported": [
            scope::PORTAL_PROFILE, scope::PORTAL_PROFILE_WRITE, scope::PORTAL_MEASURES,
        ],
        "bearer_methods_supported": ["header"],
        "resource_name": app.settings.operator.name,
        "resource_documentation": app.url("/hilfe"),
    });
    (KEPT, Json(body)).into_response()
}
