//! `GET /health/live` and `GET /health/ready`.

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};

/// The two routes. `check` says what is not ready yet, in a few words without any secret;
/// it is asked anew each time.
pub fn health<S, C, F>(check: C) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    C: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), String>> + Send,
{
    Router::new()
        .route("/health/live", get(async || answer(Ok(()))))
        .route(
            "/health/ready",
            get(move || {
                let check = check.clone();
                async move { answer(check().await) }
            }),
        )
}

fn answer(state: Result<(), String>) -> Response {
    let (status, text) = match state {
        Ok(()) => (StatusCode::OK, "ok".to_owned()),
        Err(reason) => (StatusCode::SERVICE_UNAVAILABLE, reason),
    };
    let kind = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, kind, format!("{text}\n")).into_response()
}
