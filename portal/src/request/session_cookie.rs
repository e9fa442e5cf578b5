//! The cookie that carries a session's token.

use http::{HeaderMap, HeaderValue};
use shared::secret::Token;

use crate::app::Parts;

const NAME: &str = "session";

/// The token that the browser presents.
pub(crate) fn session_token(app: &Parts, headers: &HeaderMap) -> Option<Token> {
    Token::parse(&app.guard.cookies().read(headers, NAME)?)
}

/// `Set-Cookie` of a new session; it goes when the browser closes.
pub(crate) fn session_cookie(app: &Parts, token: &Token) -> HeaderValue {
    app.guard
        .cookies()
        .set(NAME, token.reveal(), None)
        .expect("a token is base64url")
}

/// `Set-Cookie` that removes it.
pub(crate) fn clear_session_cookie(app: &Parts) -> HeaderValue {
    app.guard.cookies().clear(NAME)
}
