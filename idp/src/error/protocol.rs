//! How the protocol says no to programs: a redirect to the client, or JSON.
//!
//! An authorization request whose client or redirect URI is not proven is answered by a page;
//! after that the client hears of it (RFC 6749 §4.1.2.1, with `iss` by RFC 9207). Token
//! endpoint: RFC 6749 §5.2; resources of our own: RFC 6750 §3.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, LOCATION, PRAGMA, REFERRER_POLICY, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::oauth::{AuthorizationAnswer, Fault, OAuthCode};

const fn status(code: OAuthCode) -> StatusCode {
    match code {
        OAuthCode::InvalidClient | OAuthCode::InvalidToken => StatusCode::UNAUTHORIZED,
        OAuthCode::InsufficientScope => StatusCode::FORBIDDEN,
        OAuthCode::ServerError => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

impl IntoResponse for AuthorizationAnswer {
    /// 303, so that a form's content never travels on (RFC 9700 §4.12).
    fn into_response(self) -> Response {
        let location = self.location();
        let headers = [
            (LOCATION, location.as_str()),
            (CACHE_CONTROL, "no-store"),
            (REFERRER_POLICY, "no-referrer"),
        ];
        (StatusCode::SEE_OTHER, headers).into_response()
    }
}

/// A refused request to the token endpoint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenRefusal(pub(crate) Fault);

impl IntoResponse for TokenRefusal {
    fn into_response(self) -> Response {
        let Self(Fault { code, description }) = self;
        let body = json!({ "error": code.as_str(), "error_description": description });
        let mut response = (status(code), Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
        if code == OAuthCode::InvalidClient {
            let challenge = HeaderValue::from_static("Basic realm=\"token\"");
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// A refused access token; `None` when none was presented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BearerRefusal(pub(crate) Option<Fault>);

impl IntoResponse for BearerRefusal {
    fn into_response(self) -> Response {
        let (status, challenge) = match self.0 {
            None => (StatusCode::UNAUTHORIZED, "Bearer realm=\"idp\"".to_owned()),
            Some(Fault { code, description }) => (
                status(code),
                format!(
                    "Bearer realm=\"idp\", error=\"{}\", error_description=\"{description}\"",
                    code.as_str()
                ),
            ),
        };
        let mut response = status.into_response();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(challenge) = HeaderValue::try_from(challenge) {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
