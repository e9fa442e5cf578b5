//! Bodies of requests.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use shared::forms::is_json_text;

use crate::error::api::ApiError;

/// The body as JSON; `words` say what it must be.
pub(super) fn read_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: &[u8],
    words: &str,
) -> Result<T, ApiError> {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("application/json") {
        return Err(ApiError::no_json());
    }
    if !is_json_text(body) {
        return Err(ApiError::invalid(words));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::invalid(words))
}
