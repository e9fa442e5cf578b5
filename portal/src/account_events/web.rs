//! `POST /konto/ereignisse` (RFC 8935 §2).

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde_json::json;
use shared::claims::EVENT_TOKEN_TYPE;
use shared::provider::JwtFault;

use super::receive::{ReceiveError, receive};
use crate::app::App;
use crate::routes::{Access, Route};
use crate::rp::EventTokenError;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::machine_post(
        "/konto/ereignisse",
        Access::EventToken,
        take,
    )]
}

/// 202 when it was acted on, now or before; 400 when it is refused; 503 when it cannot be checked now
/// and should be sent again.
async fn take(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let token = token(&headers, &body);
    let Some(token) = token else {
        return refuse("invalid_request", "the body is no security event token");
    };
    let now = app.clock.now();
    let tools = (&app.audit, &app.sealing, &*app.entropy);
    match receive((&app.db, &app.rp), tools, now, token).await {
        Ok(()) => {
            app.audit.ring();
            (StatusCode::ACCEPTED, [(CACHE_CONTROL, "no-store")]).into_response()
        }
        Err(ReceiveError::Token(EventTokenError::Jwt(JwtFault::Away))) => later(),
        Err(ReceiveError::Store(error)) => {
            tracing::error!(
                error = &error as &(dyn std::error::Error + 'static),
                "an account event could not be acted on"
            );
            later()
        }
        Err(ReceiveError::Token(error)) => {
            tracing::warn!(error = %error, "a security event token was refused");
            refuse(word(error), &error.to_string())
        }
    }
}

/// The body is the token (§2.1).
fn token<'a>(headers: &HeaderMap, body: &'a [u8]) -> Option<&'a str> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    if kind.strip_prefix("application/") != Some(EVENT_TOKEN_TYPE) {
        return None;
    }
    std::str::from_utf8(body).ok().map(str::trim)
}

/// RFC 8935 §2.4.
const fn word(error: EventTokenError) -> &'static str {
    match error {
        EventTokenError::Issuer => "invalid_issuer",
        EventTokenError::Audience => "invalid_audience",
        EventTokenError::Jwt(
            JwtFault::UnknownKey | JwtFault::WrongSignature | JwtFault::WrongAlgorithm,
        ) => "invalid_key",
        EventTokenError::Jwt(_) | EventTokenError::Time | EventTokenError::Nobody => {
            "invalid_request"
        }
    }
}

fn refuse(err: &str, description: &str) -> Response {
    let headers = [(CACHE_CONTROL, "no-store"), (CONTENT_LANGUAGE, "en")];
    let body = json!({ "err": err, "description": description });
    (StatusCode::BAD_REQUEST, headers, Json(body)).into_response()
}

fn later() -> Response {
    let headers = [(CACHE_CONTROL, "no-store"), (RETRY_AFTER, "10")];
    (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
}
