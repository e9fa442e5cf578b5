//! The way of a draft over HTTP: from a form that asked to sign in first, to the page that shows it
//! again.

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, LOCATION};
use http::{StatusCode, Uri};
use url::form_urlencoded;

use super::{DRAFT_PARAMETER, Draft};
use crate::secret::Token;

/// Where people sign in, on both servers.
const SIGN_IN: &str = "/anmelden";

/// The query of the sign-in page to which `response` sends.
#[must_use]
pub fn asks_to_sign_in(response: &Response) -> Option<String> {
    let place = response.headers().get(LOCATION)?.to_str().ok()?;
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let sends = response.status().is_redirection() && path == SIGN_IN;
    sends.then(|| query.to_owned())
}

/// The sign-in page with `query`, and after it `page` with the draft that `token` names.
#[must_use]
pub fn sign_in_with_draft(query: &str, page: &str, token: &Token) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    let onward = format!("{page}{joint}{DRAFT_PARAMETER}={}", token.reveal());
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "weiter");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair("weiter", &onward)
        .finish();
    format!("{SIGN_IN}?{query}")
}

/// What names a draft in the address of a page.
#[must_use]
pub fn named_draft(uri: &Uri) -> Option<Token> {
    let query = uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(name, _)| name == DRAFT_PARAMETER)?;
    Token::parse(&value)
}

/// Path and query.
#[must_use]
pub fn own_address(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// Whether a body is of this media type.
#[must_use]
pub fn is_of_type(headers: &HeaderMap, kind: &str) -> bool {
    let sent = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let sent = sent.unwrap_or_default().split(';').next();
    sent.is_some_and(|it| it.trim().eq_ignore_ascii_case(kind))
}

/// Whether a response shows a page.
#[must_use]
pub fn is_page(response: &Response) -> bool {
    response.status() == StatusCode::OK && is_of_type(response.headers(), "text/html")
}

impl Draft {
    /// The page `html` with the form as it was left and `notice` above it; as it is, if it does not
    /// show the form of `page`.
    #[must_use]
    pub fn fill_response(
        &self,
        mut parts: http::response::Parts,
        html: Bytes,
        (page, notice): (&str, &str),
    ) -> Response {
        let body = match self.fill(&String::from_utf8_lossy(&html), page, notice) {
            Some(filled) => Body::from(filled),
            None => Body::from(html),
        };
        parts.headers.remove(CONTENT_LENGTH);
        Response::from_parts(parts, body)
    }
}
