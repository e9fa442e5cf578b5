//! `GET`, `PUT` and `DELETE /oauth/register/{client_id}` (RFC 7592 §2).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, StatusCode};

use super::answer::{counter, refused, token, told};
use crate::app::App;
use crate::registration::manage;
use crate::registration::register::Refusal;

fn present(headers: &HeaderMap) -> Result<&str, Refusal> {
    token(headers)?.ok_or(Refusal::Token)
}

pub(super) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let shown = match present(&headers) {
        Ok(token) => manage::show(counter(&app), &id, token).await,
        Err(refusal) => Err(refusal),
    };
    match shown {
        Ok(client) => told(&app, StatusCode::OK, &client),
        Err(refusal) => refused(refusal),
    }
}

pub(super) async fn replace(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let replaced = match present(&headers) {
        Ok(token) => manage::replace(counter(&app), (&id, token), &body).await,
        Err(refusal) => Err(refusal),
    };
    match replaced {
        Ok(client) => told(&app, StatusCode::OK, &client),
        Err(refusal) => refused(refusal),
    }
}

pub(super) async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let deleted = match present(&headers) {
        Ok(token) => manage::delete(counter(&app), &id, token).await,
        Err(refusal) => Err(refusal),
    };
    match deleted {
        Ok(()) => (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response(),
        Err(refusal) => refused(refusal),
    }
}
