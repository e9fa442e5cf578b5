//! What holds for every request: for which host, how long, how much, and what happens after a panic.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use http::uri::Authority;
use http::{HeaderValue, StatusCode, Version, header};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::rest;

/// Bounds of one request, and the answer to who oversteps them.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the head to the answer, body included.
    pub duration: Duration,
    /// The largest body.
    pub body_bytes: usize,
    /// The answer with 400 (no host, or two), 413 (too large), 500 (a panic) or 503 (too long) at this path. Must not
    /// fail.
    pub page: fn(StatusCode, &str) -> Response,
}

/// Lays the bounds round all routes of `router`.
pub fn guard<S: Clone + Send + Sync + 'static>(router: Router<S>, limits: Limits) -> Router<S> {
    router
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(CatchPanicLayer::custom(last_resort))
        .layer(from_fn_with_state(limits, bound))
}

async fn bound(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let request = rest::read_to_the_end(request);
    if !names_one_host(&request) {
        return (limits.page)(StatusCode::BAD_REQUEST, &path);
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limits.body_bytes) {
        let mut refusal = (limits.page)(StatusCode::PAYLOAD_TOO_LARGE, &path);
        // Nothing else can come over this connection.
        let close = HeaderValue::from_static("close");
        refusal.headers_mut().insert(header::CONNECTION, close);
        return refusal;
    }
    match tokio::time::timeout(limits.duration, next.run(request)).await {
        Ok(response) if response.extensions().get::<Panicked>().is_some() => {
            (limits.page)(StatusCode::INTERNAL_SERVER_ERROR, &path)
        }
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a request took too long and was given up");
            (limits.page)(StatusCode::SERVICE_UNAVAILABLE, &path)
        }
    }
}

/// RFC 9112 §3.2: one `Host` that can be read, or 400. Who stands before us might have believed the
/// other one.
fn names_one_host(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => Authority::try_from(host.as_bytes()).is_ok(),
        (None, _) => request.version() < Version::HTTP_11,
        _ => false,
    }
}

/// Instead of an answer.
#[derive(Debug, Clone, Copy)]
struct Panicked;

fn last_resort(panic: Box<dyn Any + Send>) -> Response {
    // A panic's text may hold a person's data: the hook wrote the place, the log needs no more.
    drop(std::panic::catch_unwind(AssertUnwindSafe(|| drop(panic))));
    tracing::error!("a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Extension(Panicked)).into_response()
}
