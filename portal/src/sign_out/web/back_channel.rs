//! `POST /abmelden/back-channel` (Back-Channel Logout §2.5, §2.8).

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde_json::json;

use crate::app::App;
use crate::rp::LogoutTokenError;
use crate::sign_out::back_channel::{self, BackChannelError};
use shared::provider::JwtFault;

/// 200 when what the token names is over; 400 when the token is refused; 503 when it cannot be
/// checked now and should be sent again.
pub(super) async fn receive(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(token) = logout_token(&headers, &body) else {
        return refuse("logout_token is missing");
    };
    let now = app.clock.now();
    let received = back_channel::receive(&app.db, &app.rp, &*app.entropy, now, &token).await;
    match received {
        Ok(()) => (StatusCode::OK, [(CACHE_CONTROL, "no-store")]).into_response(),
        Err(BackChannelError::Token(LogoutTokenError::Jwt(JwtFault::Away))) => later(),
        Err(BackChannelError::Store(error)) => {
            tracing::error!(
                error = &error as &(dyn std::error::Error + 'static),
                "no sign-out"
            );
            later()
        }
        Err(error) => {
            tracing::warn!(error = %error, "a logout token was refused");
            refuse("the logout token is not valid")
        }
    }
}

/// The one parameter of the form.
fn logout_token(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return None;
    }
    let mut tokens = url::form_urlencoded::parse(body).filter(|(name, _)| name == "logout_token");
    let token = tokens.next().map(|(_, value)| value.into_owned());
    token.filter(|_| tokens.next().is_none())
}

fn refuse(description: &str) -> Response {
    let body = json!({ "error": "invalid_request", "error_description": description });
    let headers = [(CACHE_CONTROL, "no-store")];
    (StatusCode::BAD_REQUEST, headers, Json(body)).into_response()
}

fn later() -> Response {
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (http::header::RETRY_AFTER, "10"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
}
