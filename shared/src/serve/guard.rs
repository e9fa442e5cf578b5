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

use super::hosts::Hosts;
use super::rest;

/// Bounds of one request, and the answer to who oversteps them.
#[derive(Debug, Clone)]
pub struct Limits {
    /// From the head to the answer, body included.
    pub duration: Duration,
    /// The largest body.
    pub body_bytes: usize,
    /// For which hosts it is asked.
    pub hosts: Hosts,
    /// The answer with 400 (no host, or two), 413 (too large), 421 (a host that is not ours), 500 (a panic) or 503 (too
    /// long) at this path. Must not fail.
    pub page: fn(StatusCode, &str, &Hosts) -> Response,
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
    let refuse = |status| (limits.page)(status, &path, &limits.hosts);
    match host(&request) {
        Err(NotOne) => return refuse(StatusCode::BAD_REQUEST),
        Ok(Some(host)) if !limits.hosts.answer_for(&path, &host) => {
            return refuse(StatusCode::MISDIRECTED_REQUEST);
        }
        Ok(_) => {}
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limits.body_bytes) {
        let mut refusal = refuse(StatusCode::PAYLOAD_TOO_LARGE);
        // Nothing else can come over this connection.
        let close = HeaderValue::from_static("close");
        refusal.headers_mut().insert(header::CONNECTION, close);
        return refusal;
    }
    match tokio::time::timeout(limits.duration, next.run(request)).await {
        Ok(response) if response.extensions().get::<Panicked>().is_some() => {
            refuse(StatusCode::INTERNAL_SERVER_ERROR)
        }
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a request took too long and was given up");
            refuse(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// A request that does not name one host.
struct NotOne;

/// The host that is asked; none in old requests alone. RFC 9112 §3.2: one `Host` that can be read, or 400. Who stands
/// before us might have believed the other one. §3.2.2: what the request's target names counts more.
fn host(request: &Request) -> Result<Option<Authority>, NotOne> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let named = match (hosts.next(), hosts.next()) {
        (Some(host), None) => match Authority::try_from(host.as_bytes()) {
            Ok(host) if !host.as_str().contains('@') => Some(host),
            _ => return Err(NotOne),
        },
        (None, _) if request.version() < Version::HTTP_11 => None,
        _ => return Err(NotOne),
    };
    Ok(request.uri().authority().cloned().or(named))
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
