//! The ways in which the protocol says no (RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// `error` and `error_description`; words for a developer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) error: &'static str,
    pub(crate) description: String,
}

impl Fault {
    /// The characters that RFC 6749 does not allow in a description are replaced.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        let allowed = |c: char| match c {
            '"' | '\\' => '\'',
            ' '..='~' => c,
            _ => '?',
        };
        Self {
            error,
            description: description.into().chars().map(allowed).collect(),
        }
    }

    pub(crate) fn request(description: impl Into<String>) -> Self {
        Self::new("invalid_request", description)
    }

    pub(crate) fn grant(description: impl Into<String>) -> Self {
        Self::new("invalid_grant", description)
    }

    pub(crate) fn client(description: impl Into<String>) -> Self {
        Self::new("invalid_client", description)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let challenge = match self.error {
            "invalid_client" => Some("Basic realm=\"stand-in\"".to_owned()),
            "invalid_token" => Some("Bearer error=\"invalid_token\"".to_owned()),
            _ => None,
        };
        let status = match challenge {
            Some(_) => StatusCode::UNAUTHORIZED,
            None => StatusCode::BAD_REQUEST,
        };
        let body = json!({ "error": self.error, "error_description": self.description });
        let mut response =
            (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response();
        if let Some(challenge) = challenge.and_then(|text| HeaderValue::try_from(text).ok()) {
            let headers = response.headers_mut();
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
