//! `GET` and `POST /oauth/userinfo`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, CACHE_CONTROL};
use http::{HeaderMap, StatusCode};

use crate::app::App;
use crate::error::protocol::BearerRefusal;
use crate::oauth::userinfo::{UserInfoError, tell};

/// Longer texts are no tokens of ours.
const LONGEST: usize = 8 * 1024;

pub(super) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    let Some(token) = bearer(&headers) else {
        return BearerRefusal(None).into_response();
    };
    let rules = (&app.rules, &app.names, app.clock.now());
    match tell(&app.db, &app.clients, rules, token).await {
        Ok(claims) => ([(CACHE_CONTROL, "no-store")], Json(claims)).into_response(),
        Err(UserInfoError::Refused(fault)) => BearerRefusal(Some(fault)).into_response(),
        Err(UserInfoError::Store(error)) => {
            tracing::error!(error = %error, "userinfo failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The access token: in the Authorization header alone (RFC 9700 §4.3.2).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (scheme, token) = all.next()?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let fits = scheme.eq_ignore_ascii_case("bearer")
        && all.next().is_none()
        && (1..=LONGEST).contains(&token.len());
    fits.then_some(token)
}
