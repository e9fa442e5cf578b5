//! Client assertions: a JWT signed by the client (RFC 7523 §3, OpenID Connect Core §9).

use jsonwebtoken::Algorithm;
use serde::Deserialize;
use shared::clock::Timestamp;

use super::model::{Client, KeySource, Policy};
use super::signed::{self, Audience, SKEW};

/// What assertions may be signed with: no symmetric algorithm, no PKCS#1 v1.5.
pub(crate) const ALGORITHMS: &[Algorithm] = &[
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::PS256,
    Algorithm::EdDSA,
    // But for clients of the policy legacy: the only one that every library of OpenID Connect knows.
    Algorithm::RS256,
];
/// Longer texts are not looked at.
const LONGEST: usize = 8 * 1024;
/// The longest life of an assertion, in seconds.
const LIFETIME: i64 = 5 * 60;

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

/// Whether the algorithm is one that clients of this policy do without.
fn is_too_old(assertion: &str, policy: Policy) -> bool {
    let header = jsonwebtoken::decode_header(assertion);
    policy != Policy::Legacy && header.is_ok_and(|header| header.alg == Algorithm::RS256)
}

/// The assertion, if `client` signed it for one of `audiences` and it is of now.
pub(super) async fn check(
    assertion: &str,
    client: &Client,
    keys: &KeySource,
    audiences: &[&str],
    now: Timestamp,
) -> Option<Assertion> {
    if assertion.len() > LONGEST || is_too_old(assertion, client.policy) {
        return None;
    }
    let (header, claims) = signed::read::<Claims>(assertion, keys, ALGORITHMS, now).await?;
    if client.assertion_alg.is_some_and(|alg| alg != header.alg) {
        return None;
    }
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
