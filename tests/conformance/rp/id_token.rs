//! ID tokens as a careful client reads them (OpenID Connect Core §2, §3.1.3.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde_json::Value;
use shared::secret::sha256;

/// A JWT whose signature holds.
#[derive(Debug, Clone)]
pub(crate) struct Jwt {
    pub(crate) text: String,
    pub(crate) header: Header,
    pub(crate) claims: Value,
}

impl Jwt {
    /// A claim that is a text.
    pub(crate) fn text_of(&self, name: &str) -> &str {
        self.claims[name]
            .as_str()
            .unwrap_or_else(|| panic!("{name} is no text: {}", self.claims))
    }

    /// A claim that is a time.
    pub(crate) fn time_of(&self, name: &str) -> i64 {
        self.claims[name]
            .as_i64()
            .unwrap_or_else(|| panic!("{name} is no time: {}", self.claims))
    }
}

/// Reads a JWT by the one key of `keys` that its header names.
pub(crate) fn verified(text: &str, keys: &JwkSet, alg: Algorithm) -> Jwt {
    let header = jsonwebtoken::decode_header(text).expect("a header");
    assert_eq!(header.alg, alg, "as the client is registered");
    let kid = header.kid.clone().expect("a kid");
    let is_named = |key: &&Jwk| key.common.key_id.as_deref() == Some(kid.as_str());
    let named: Vec<&Jwk> = keys.keys.iter().filter(is_named).collect();
    let [key] = named.as_slice() else {
        panic!("{} keys are called {kid}", named.len())
    };
    let key = DecodingKey::from_jwk(key).expect("a key");
    let mut rules = Validation::new(alg);
    // The time is the test's, and the audience is compared below.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let read = jsonwebtoken::decode::<Value>(text, &key, &rules);
    let read = read.unwrap_or_else(|error| panic!("the signature does not hold: {error}"));
    Jwt {
        text: text.to_owned(),
        header,
        claims: read.claims,
    }
}

/// What an ID token must say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client: &'a str,
    pub(crate) nonce: Option<&'a str>,
    pub(crate) access_token: &'a str,
    pub(crate) now: i64,
}

/// Every rule for an ID token of the code flow.
pub(crate) fn check(token: &Jwt, expected: Expected<'_>) {
    let claims = &token.claims;
    let Expected { now, .. } = expected;
    assert_eq!(claims["iss"], expected.issuer);
    match &claims["aud"] {
        Value::String(one) => assert_eq!(one, expected.client),
        Value::Array(all) => {
            assert!(all.contains(&expected.client.into()), "{claims}");
            assert!(all.len() == 1 || claims["azp"] == expected.client);
        }
        _ => panic!("aud is neither text nor list: {claims}"),
    }
    let sub = token.text_of("sub");
    assert!((1..=255).contains(&sub.len()) && sub.is_ascii(), "{sub}");
    let (issued, ends) = (token.time_of("iat"), token.time_of("exp"));
    assert!(issued <= now && issued > now - 300, "iat {issued} at {now}");
    assert!(ends > now && ends < now + 86400, "exp {ends} at {now}");
    assert_eq!(claims.get("nonce").and_then(Value::as_str), expected.nonce);
    for absent in ["c_hash", "s_hash"] {
        assert!(claims.get(absent).is_none(), "{absent} in the code flow");
    }
    if claims.get("at_hash").is_some() {
        assert!(
            matches!(token.header.alg, Algorithm::RS256 | Algorithm::ES256),
            "hashed otherwise"
        );
        let half = &sha256(expected.access_token.as_bytes())[..16];
        assert_eq!(claims["at_hash"], URL_SAFE_NO_PAD.encode(half));
    }
    if claims.get("auth_time").is_some() {
        assert!(token.time_of("auth_time") <= now);
    }
    if claims.get("acr").is_some() {
        assert!(!token.text_of("acr").is_empty());
    }
    let members = claims.as_object().expect("an object");
    assert!(members.values().all(|value| !value.is_null()), "{claims}");
}
