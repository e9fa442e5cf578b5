//! Who may post to us: a page of ours, opened by the same browser.
//!
//! Two independent checks (ASVS 3.5.1): the browser says where the request comes from (`Origin`,
//! `Sec-Fetch-Site`), and the form carries a token that only a page made for this browser's
//! visitor cookie can know. The token is masked anew for each page, so that compression of a
//! response that also shows input tells nothing about it.

use std::fmt;
use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, header::ORIGIN};
use thiserror::Error;
use url::Url;
use zeroize::Zeroizing;

use super::CookieNames;
use crate::clock::Entropy;
use crate::secret::{Token, TokenHash, ct_eq, hmac_sha256};

/// The hidden field that carries the token.
pub const CSRF_FIELD: &str = "csrf";
/// The header that carries the token when a script posts.
pub const CSRF_HEADER: &str = "x-csrf-token";

const VISITOR: &str = "visitor";
const MAC: usize = 32;

/// One browser, signed in or not; a request extension set by the pages layer.
#[derive(Debug, Clone)]
pub struct Visitor {
    token: Token,
    fresh: bool,
}

impl Visitor {
    /// What may be stored to recognise the browser again.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        self.token.hash()
    }

    /// Whether the browser came without the cookie, so that the response sets it.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The cookie's value.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }
}

/// Why a request may not change anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// The request was sent from a page that is not ours.
    #[error("the request comes from a foreign origin")]
    ForeignOrigin,
    /// The browser sent no visitor cookie: cookies are off, or it was deleted.
    #[error("the request has no visitor cookie")]
    NoVisitor,
    /// The form carries no token.
    #[error("the request has no CSRF token")]
    MissingToken,
    /// The token belongs to another browser or an older key.
    #[error("the CSRF token does not fit the visitor")]
    WrongToken,
}

/// Makes and checks the tokens of one program.
#[derive(Clone)]
pub struct Guard {
    key: Arc<Zeroizing<[u8; 32]>>,
    origin: String,
    cookies: CookieNames,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl Guard {
    /// A guard for `program` at `public_url`; `key` must survive a restart, or open forms break.
    #[must_use]
    pub fn new(key: [u8; 32], public_url: &Url, program: &str) -> Self {
        Self {
            key: Arc::new(Zeroizing::new(key)),
            origin: public_url.origin().ascii_serialization(),
            cookies: CookieNames::new(public_url, program),
        }
    }

    /// The cookies of the program.
    #[must_use]
    pub fn cookies(&self) -> &CookieNames {
        &self.cookies
    }

    /// The browser that sent these headers, or a new one.
    #[must_use]
    pub fn visitor(&self, headers: &HeaderMap, entropy: &dyn Entropy) -> Visitor {
        match self.known_visitor(headers) {
            Some(token) => Visitor {
                token,
                fresh: false,
            },
            None => Visitor {
                token: Token::generate(entropy),
                fresh: true,
            },
        }
    }

    fn known_visitor(&self, headers: &HeaderMap) -> Option<Token> {
        Token::parse(&self.cookies.read(headers, VISITOR)?)
    }

    /// The `Set-Cookie` value that makes the browser remember `visitor`.
    #[must_use]
    pub fn remember(&self, visitor: &Visitor) -> http::HeaderValue {
        self.cookies
            .set(VISITOR, visitor.token.reveal(), None)
            .expect("a token is base64url")
    }

    /// A token for a page shown to `visitor`.
    #[must_use]
    pub fn csrf(&self, visitor: &Visitor, entropy: &dyn Entropy) -> String {
        let mut masked = [0_u8; 2 * MAC];
        entropy.fill(&mut masked[..MAC]);
        let mac = self.mac(&visitor.token);
        for at in 0..MAC {
            masked[MAC + at] = masked[at] ^ mac[at];
        }
        URL_SAFE_NO_PAD.encode(masked)
    }

    fn mac(&self, visitor: &Token) -> [u8; MAC] {
        hmac_sha256(&**self.key, visitor.reveal().as_bytes())
    }

    /// Whether these headers and this token allow a change.
    pub fn check(&self, headers: &HeaderMap, token: Option<&str>) -> Result<(), Refused> {
        self.check_origin(headers)?;
        let visitor = self.known_visitor(headers).ok_or(Refused::NoVisitor)?;
        let token = token
            .filter(|it| !it.is_empty())
            .ok_or(Refused::MissingToken)?;
        let masked = URL_SAFE_NO_PAD
            .decode(token)
            .map_err(|_| Refused::WrongToken)?;
        if masked.len() != 2 * MAC {
            return Err(Refused::WrongToken);
        }
        let sent: Vec<u8> = (0..MAC).map(|at| masked[at] ^ masked[MAC + at]).collect();
        if ct_eq(&sent, &self.mac(&visitor)) {
            Ok(())
        } else {
            Err(Refused::WrongToken)
        }
    }

    /// The same for a post by script: the token is in the header.
    pub fn check_header(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let token = headers
            .get(CSRF_HEADER)
            .and_then(|value| value.to_str().ok());
        self.check(headers, token)
    }

    /// Browsers send `Origin` with every POST, and `Sec-Fetch-Site` with everything; a page must
    /// be of our very origin (another port of localhost is only the same *site*). `Origin: null`
    /// comes from sandboxed frames and from pages without referrer: it counts only if the
    /// browser itself says "same-origin". Programs that send neither have the token alone to show.
    fn check_origin(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let site = text("sec-fetch-site");
        if !matches!(site, None | Some("same-origin" | "none")) {
            return Err(Refused::ForeignOrigin);
        }
        match text(ORIGIN.as_str()) {
            None => Ok(()),
            Some(origin) if origin == self.origin => Ok(()),
            Some("null") if site == Some("same-origin") => Ok(()),
            Some(_) => Err(Refused::ForeignOrigin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;
    use http::header::COOKIE;
    use proptest::prelude::*;

    fn guard() -> Guard {
        Guard::new(
            [7; 32],
            &Url::parse("http://localhost:8080").unwrap(),
            "idp",
        )
    }

    fn visit(guard: &Guard, seed: u64) -> (HeaderMap, String) {
        let entropy = SeededEntropy::new(seed);
        let visitor = guard.visitor(&HeaderMap::new(), &entropy);
        let mut headers = HeaderMap::new();
        let cookie = format!("idp-8080-visitor={}", visitor.token().reveal());
        headers.insert(COOKIE, cookie.parse().unwrap());
        (headers, guard.csrf(&visitor, &entropy))
    }

    #[test]
    fn a_token_fits_its_visitor_only() {
        let guard = guard();
        let (headers, token) = visit(&guard, 1);
        let (_, other) = visit(&guard, 2);
        assert_eq!(guard.check(&headers, Some(&token)), Ok(()));
        assert_eq!(
            guard.check(&headers, Some(&other)),
            Err(Refused::WrongToken)
        );
        assert_eq!(guard.check(&headers, Some("")), Err(Refused::MissingToken));
        assert_eq!(guard.check(&headers, None), Err(Refused::MissingToken));
        assert_eq!(
            guard.check(&HeaderMap::new(), Some(&token)),
            Err(Refused::NoVisitor)
        );
    }

    #[test]
    fn tokens_of_one_visitor_look_different_each_time() {
        let guard = guard();
        let entropy = SeededEntropy::new(3);
        let visitor = guard.visitor(&HeaderMap::new(), &entropy);
        assert_ne!(
            guard.csrf(&visitor, &entropy),
            guard.csrf(&visitor, &entropy)
        );
    }

    #[test]
    fn only_our_own_origin_may_post() {
        let guard = guard();
        let cases = [
            (Some("http://localhost:8080"), Some("same-origin"), true),
            (Some("http://localhost:8080"), None, true),
            (None, None, true),
            (None, Some("none"), true),
            (Some("null"), Some("same-origin"), true),
            (Some("null"), None, false),
            (Some("http://localhost:8081"), Some("same-site"), false),
            (Some("http://localhost:8081"), None, false),
            (Some("https://localhost:8080"), None, false),
            (Some("http://localhost:8080.evil.test"), None, false),
            (None, Some("cross-site"), false),
            (Some("http://localhost:8080"), Some("cross-site"), false),
        ];
        for (origin, site, allowed) in cases {
            let (mut headers, token) = visit(&guard, 4);
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().unwrap());
            }
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            let answer = guard.check(&headers, Some(&token));
            assert_eq!(
                answer.is_ok(),
                allowed,
                "{origin:?} {site:?} gave {answer:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_other_text_is_a_token(text in ".{0,100}") {
            let guard = guard();
            let (headers, token) = visit(&guard, 5);
            prop_assume!(text != token);
            prop_assert!(guard.check(&headers, Some(&text)).is_err());
        }
    }
}
