//! The services that may ask a stand-in, and how one proves that it is itself.

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::JwkSet;
use shared::secret::ct_eq;
use std::collections::BTreeMap;

use super::assertion;
use super::fault::Fault;

/// A service that signs people in here.
#[derive(Debug, Clone)]
pub struct Client {
    /// How it calls itself in requests.
    pub client_id: String,
    /// How the pages call it.
    pub name: String,
    /// How it proves that it is itself.
    pub proof: Proof,
    /// Where answers may go, compared byte by byte.
    pub redirect_uris: Vec<String>,
}

/// How a client proves that it is itself.
#[derive(Clone)]
pub enum Proof {
    /// `client_secret_basic`.
    Secret(String),
    /// `private_key_jwt`, signed by one of these keys.
    Keys(JwkSet),
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Secret(_) => f.write_str("Secret(…)"),
            Self::Keys(_) => f.write_str("Keys(…)"),
        }
    }
}

/// What a token request says about who sends it.
#[derive(Debug)]
pub(super) enum Presented {
    Basic { id: String, secret: String },
    Assertion { id: String, text: String },
}

impl Presented {
    /// Exactly one way, and every name in the request is the same one.
    pub(super) fn read(
        headers: &HeaderMap,
        form: &BTreeMap<String, String>,
    ) -> Result<Self, Fault> {
        let unproven = || Fault::client("client authentication failed");
        if form.contains_key("client_secret") {
            return Err(Fault::client("client_secret_post is not offered"));
        }
        let assertion = form.get("client_assertion");
        let presented = match (headers.get(header::AUTHORIZATION), assertion) {
            (Some(_), Some(_)) => {
                return Err(Fault::request("more than one way of client authentication"));
            }
            (Some(value), None) => {
                let (id, secret) = basic(value.to_str().ok()).ok_or_else(unproven)?;
                Self::Basic { id, secret }
            }
            (None, Some(text)) => {
                let kind = form.get("client_assertion_type").map(String::as_str);
                if kind != Some(assertion::TYPE) {
                    return Err(unproven());
                }
                let id = assertion::claimed_client(text).ok_or_else(unproven)?;
                let text = text.clone();
                Self::Assertion { id, text }
            }
            (None, None) => return Err(unproven()),
        };
        match form.get("client_id") {
            Some(id) if id != presented.id() => Err(unproven()),
            _ => Ok(presented),
        }
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::Basic { id, .. } | Self::Assertion { id, .. } => id,
        }
    }
}

/// Whether these are the same secret, in a time that does not tell.
pub(super) fn same_secret(one: &str, other: &str) -> bool {
    let hash = |text: &str| digest(&SHA256, text.as_bytes());
    ct_eq(hash(one).as_ref(), hash(other).as_ref())
}

/// Name and password, each form-encoded (RFC 6749 §2.3.1).
fn basic(value: Option<&str>) -> Option<(String, String)> {
    let (scheme, credentials) = value?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((decoded(id)?, decoded(secret)?))
}

fn decoded(text: &str) -> Option<String> {
    let pair = format!("x={text}");
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    let (_, value) = pairs.next()?;
    pairs.next().is_none().then(|| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_secrets_are_form_encoded() {
        let header = format!("Basic {}", STANDARD.encode("a%3Ab:x%2By%2F%3D"));
        let (id, secret) = basic(Some(&header)).expect("readable");
        assert_eq!((id.as_str(), secret.as_str()), ("a:b", "x+y/="));
        for bad in ["", "Basic", "Basic !", "Bearer abc"] {
            assert!(basic(Some(bad)).is_none(), "{bad}");
        }
    }
}
