//! One log line for each request.

use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http::HeaderValue;
use tracing::Instrument;

use crate::clock::SystemEntropy;
use crate::secret::random_id;

/// The name of one request, in its log lines and in the header `x-request-id` of its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Logs every request of `router`. Health checks are logged only at `debug`.
///
/// Must be laid on the finished router (routes and fallback), so that the route is known.
pub fn log_requests<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(from_fn(log))
}

async fn log(mut request: Request, next: Next) -> Response {
    // A name for a line in the log, not a secret: it need not be foreseeable in tests.
    let id = RequestId(random_id(&SystemEntropy).into());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", request_id = id.as_str());
    // Monotonic and only subtracted: not a reading of the time of day.
    let begin = tokio::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let duration_ms = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| match (route.starts_with("/health/"), status) {
        (true, _) => tracing::debug!(%method, route, status, duration_ms, "request"),
        (false, 500..) => tracing::error!(%method, route, status, duration_ms, "request"),
        _ => tracing::info!(%method, route, status, duration_ms, "request"),
    });
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
