//! Which pages of other origins may call the endpoints for machines: those of registered
//! clients without a secret, which run in browsers. Never with cookies, never at the
//! authorization endpoint (RFC 9700 §2.6).

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderValue, Method, StatusCode};

use crate::app::App;

/// Middleware: answers preflights, and lets known origins read the answers.
pub(super) async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let allowed = match origin {
        Some(origin) if is_known(&app, &origin).await => Some(origin),
        _ => None,
    };
    let preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if preflight {
            let fixed = HeaderValue::from_static;
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, fixed("GET, POST"));
            headers.insert(
                ACCESS_CONTROL_ALLOW_HEADERS,
                fixed("authorization, content-type"),
            );
            headers.insert(ACCESS_CONTROL_MAX_AGE, fixed("600"));
        }
    }
    response
}

/// When the database does not answer, nobody is known.
async fn is_known(app: &App, origin: &HeaderValue) -> bool {
    match origin.to_str() {
        Ok(origin) => matches!(app.clients.runs_at(&app.db, origin).await, Ok(true)),
        Err(_) => false,
    }
}
