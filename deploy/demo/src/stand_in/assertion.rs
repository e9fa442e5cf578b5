//! `private_key_jwt` (RFC 7523 §3, OpenID Connect Core §9).

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use shared::clock::Timestamp;

/// The value of `client_assertion_type`.
pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// No symmetric algorithm, no PKCS#1 v1.5.
const ALGORITHMS: &[Algorithm] = &[Algorithm::ES256, Algorithm::PS256, Algorithm::EdDSA];
/// The longest life of an assertion, in seconds.
const LIFETIME: i64 = 5 * 60;
/// How far the client's clock may be off, in seconds.
const SKEW: i64 = 30;

#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    jti: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// An assertion that holds, still to be spent.
#[derive(Debug)]
pub(super) struct Assertion {
    pub(super) jti: String,
    pub(super) expires_at: Timestamp,
}

/// Whom the assertion speaks for, before anything is proven.
pub(super) fn claimed_client(assertion: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claimed {
        sub: String,
    }
    let claims: Claimed = jsonwebtoken::dangerous::insecure_decode_claims(assertion).ok()?;
    Some(claims.sub)
}

/// The assertion, if one of `keys` signed it in the name of `client` for one of `audiences`.
pub(super) fn check(
    assertion: &str,
    client: &str,
    keys: &JwkSet,
    audiences: &[&str],
    now: Timestamp,
) -> Option<Assertion> {
    let header = jsonwebtoken::decode_header(assertion).ok()?;
    if !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let mut rules = Validation::new(header.alg);
    // Time and audience are ours to judge: the library knows only the system's clock.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let signed = |key: &DecodingKey| jsonwebtoken::decode::<Claims>(assertion, key, &rules).ok();
    let claims = keys
        .keys
        .iter()
        .filter_map(|jwk| DecodingKey::from_jwk(jwk).ok())
        .filter(|key| key.family() == header.alg.family())
        .find_map(|key| signed(&key))?
        .claims;
    let own = claims.iss == client && claims.sub == client;
    let addressed = match &claims.aud {
        Audience::One(aud) => audiences.contains(&aud.as_str()),
        Audience::Many(all) => {
            !all.is_empty() && all.iter().all(|aud| audiences.contains(&aud.as_str()))
        }
    };
    let timely = claims.exp > now.unix() && claims.exp <= now.unix() + LIFETIME + SKEW;
    (own && addressed && timely && !claims.jti.is_empty()).then(|| Assertion {
        jti: claims.jti,
        expires_at: Timestamp::from_unix(claims.exp),
    })
}
