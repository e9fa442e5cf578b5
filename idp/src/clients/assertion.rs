//! Client assertions: a JWT signed by the client (RFC 7523 §3, OpenID Connect Core §9).

use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Deserialize;
use shared::clock::Timestamp;

use super::model::{Client, KeySource};

/// What assertions may be signed with: no symmetric algorithm, no PKCS#1 v1.5.
const ALGORITHMS: &[Algorithm] = &[
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::PS256,
    Algorithm::EdDSA,
];
/// Longer texts are not looked at.
const LONGEST: usize = 8 * 1024;
/// The longest life of an assertion, in seconds.
const LIFETIME: i64 = 5 * 60;
/// How far the client's clock may be off, in seconds.
const SKEW: i64 = 30;

/// An assertion that holds, still to be spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assertion {
    pub(super) jti: String,
    pub(super) expires_at: Timestamp,
}

/// Whole seconds only: `"exp": "9999999999"`, `null` and fractions are refused by their type.
#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    jti: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    /// Every audience named is us: an assertion made for another server as well is none.
    fn is_only(&self, accepted: &[&str]) -> bool {
        match self {
            Self::One(aud) => accepted.contains(&aud.as_str()),
            Self::Many(all) => {
                !all.is_empty() && all.iter().all(|aud| accepted.contains(&aud.as_str()))
            }
        }
    }
}

/// Whom the assertion speaks for, before anything is proven.
pub(super) fn claimed_client(assertion: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claimed {
        sub: String,
    }
    if assertion.len() > LONGEST {
        return None;
    }
    let claims: Claimed = jsonwebtoken::dangerous::insecure_decode_claims(assertion).ok()?;
    Some(claims.sub)
}

/// The assertion, if `client` signed it for one of `audiences` and it is of now.
pub(super) async fn check(
    assertion: &str,
    client: &Client,
    keys: &KeySource,
    audiences: &[&str],
    now: Timestamp,
) -> Option<Assertion> {
    if assertion.len() > LONGEST {
        return None;
    }
    let header = jsonwebtoken::decode_header(assertion).ok()?;
    if !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let claims = match keys {
        KeySource::Inline(set) => verify(assertion, &header, set)?,
        KeySource::Remote(remote) => {
            let set = remote.set(header.kid.as_deref(), now).await?;
            verify(assertion, &header, &set)?
        }
    };
    let own = claims.iss == client.id.as_str() && claims.sub == client.id.as_str();
    let now = now.unix();
    let timely = claims.exp > now
        && claims.exp <= now + LIFETIME + SKEW
        && claims.nbf.is_none_or(|nbf| nbf <= now + SKEW)
        && claims.iat.is_none_or(|iat| iat <= now + SKEW);
    let named = (1..=256).contains(&claims.jti.len());
    (own && timely && named && claims.aud.is_only(audiences)).then(|| Assertion {
        jti: claims.jti,
        expires_at: Timestamp::from_unix(claims.exp),
    })
}

fn verify(assertion: &str, header: &Header, set: &JwkSet) -> Option<Claims> {
    let mut rules = Validation::new(header.alg);
    // Time and audience are ours to judge: the library knows only the system's clock.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    candidates(set, header)
        .filter_map(|jwk| DecodingKey::from_jwk(jwk).ok())
        .filter(|key| key.family() == header.alg.family())
        .find_map(|key| jsonwebtoken::decode(assertion, &key, &rules).ok())
        .map(|read| read.claims)
}

/// The key that the header names, or each key when it names none. Keys that the header itself
/// brings (`jwk`, `jku`, `x5u`, `x5c`) are not looked at.
fn candidates<'a>(set: &'a JwkSet, header: &'a Header) -> impl Iterator<Item = &'a Jwk> {
    set.keys
        .iter()
        .filter(|jwk| jwk.common.public_key_use != Some(PublicKeyUse::Encryption))
        .filter(move |jwk| header.kid.is_none() || jwk.common.key_id == header.kid)
        .filter(move |jwk| {
            let alg = jwk.common.key_algorithm;
            alg.is_none_or(|alg| alg == KeyAlgorithm::from(header.alg))
        })
        .take(8)
}
