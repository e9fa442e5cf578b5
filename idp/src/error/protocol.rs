//! How the protocol says no to programs: token endpoint RFC 6749 §5.2, resources of our own
//! RFC 6750 §3. The authorization endpoint has its own ways (`oauth/web/answer.rs`).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::oauth::{Fault, OAuthCode};

const fn status(code: OAuthCode) -> StatusCode {
    match code {
        OAuthCode::InvalidClient | OAuthCode::InvalidToken => StatusCode::UNAUTHORIZED,
        OAuthCode::InsufficientScope => StatusCode::FORBIDDEN,
        OAuthCode::ServerError => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
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

/// A request to an endpoint of the protocol that it does not even read: another method, too long,
/// too late, for no host, two or another's. RFC 6749 §5.2 in form, HTTP in status.
pub(crate) fn unread(status: StatusCode) -> Response {
    let (code, description) = match status {
        StatusCode::METHOD_NOT_ALLOWED => (
            OAuthCode::InvalidRequest,
            "this endpoint is not asked by this method",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (OAuthCode::InvalidRequest, "the request is too long"),
        StatusCode::BAD_REQUEST => (OAuthCode::InvalidRequest, "the request must name one host"),
        StatusCode::MISDIRECTED_REQUEST => (
            OAuthCode::InvalidRequest,
            "this server does not answer for that host",
        ),
        _ => (OAuthCode::ServerError, "try again"),
    };
    let mut response = TokenRefusal(Fault::new(code, description)).into_response();
    *response.status_mut() = status;
    response
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
