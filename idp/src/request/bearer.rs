//! The access token that a program presents.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// Longer texts are no tokens of ours.
const LONGEST: usize = 8 * 1024;

/// The token, which stands in the Authorization header alone (RFC 9700 §4.3.2).
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (scheme, token) = all.next()?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let fits = scheme.eq_ignore_ascii_case("bearer")
        && all.next().is_none()
        && (1..=LONGEST).contains(&token.len());
    fits.then_some(token)
}
