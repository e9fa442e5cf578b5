//! Checking an access token.

use serde::Deserialize;
use serde_json::Value;
use shared::claims::{ACCESS_TOKEN_TYPE, IdentityLevel};
use shared::clock::{Entropy, Timestamp};

use shared::provider::{Claims, JwtFault, is_only_audience, read};

use super::{Answers, introspected};
use crate::rp::{ProvenPerson, RelyingParty};

/// A token issued further in the future than this is not believed (seconds).
const SKEW: i64 = 30;

/// An access token for this portal that has passed every check but that its login still lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccessToken {
    pub(crate) sub: String,
    /// The provider's session, when a person's session stands behind the token.
    pub(crate) sid: Option<String>,
    pub(crate) client_id: String,
    /// For people, if the provider told it.
    pub(crate) client_name: Option<String>,
    pub(crate) issued_at: Timestamp,
    /// How well the provider knows the person.
    pub(crate) level: Option<IdentityLevel>,
    /// When the person proved who they are, if the provider told it.
    pub(crate) auth_time: Option<Timestamp>,
    /// By which means, as the provider names them.
    pub(crate) means: Vec<String>,
    /// Who they are, if somebody proved it and the provider was asked.
    pub(crate) person: Option<ProvenPerson>,
    pub(super) scopes: Vec<String>,
}

impl AccessToken {
    /// Whether the token is good for `scope`.
    pub(crate) fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }
}

/// Why a token opens nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error(transparent)]
    Jwt(#[from] JwtFault),
    #[error("another issuer's")]
    Issuer,
    #[error("for another resource")]
    Audience,
    #[error("expired, or from the future")]
    Time,
    #[error("not active, or not for this resource")]
    Inactive,
}

#[derive(Debug, Deserialize)]
struct AccessClaims {
    iss: String,
    aud: Value,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    sub: String,
    client_id: String,
    #[serde(default)]
    scope: String,
    sid: Option<String>,
    acr: Option<String>,
    auth_time: Option<i64>,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(rename = "jti")]
    _jti: String,
    /// Bound to a key that its bearer would have to prove; not offered, so never accepted.
    cnf: Option<Value>,
}

/// Checks `token` as one for this portal.
pub(crate) async fn verify(
    rp: &RelyingParty,
    answers: &Answers,
    token: &str,
    (entropy, now): (&dyn Entropy, Timestamp),
) -> Result<AccessToken, Refused> {
    if introspected::is_opaque(token) {
        return introspected::ask(rp, answers, token, (entropy, now)).await;
    }
    let provider = rp.provider();
    let claims = provider.signed(token, ACCESS_TOKEN_TYPE, now).await?;
    accept(claims, provider.issuer(), rp.resource(), now)
}

/// What the provider says of a token of either kind: more than stands in it.
pub(crate) async fn inspect(
    rp: &RelyingParty,
    answers: &Answers,
    token: &str,
    means: (&dyn Entropy, Timestamp),
) -> Result<AccessToken, Refused> {
    introspected::ask(rp, answers, token, means).await
}

fn accept(
    claims: Claims,
    issuer: &str,
    resource: &str,
    now: Timestamp,
) -> Result<AccessToken, Refused> {
    let claims: AccessClaims = read(claims)?;
    if claims.iss != issuer {
        return Err(Refused::Issuer);
    }
    if !is_only_audience(&claims.aud, resource) {
        return Err(Refused::Audience);
    }
    let latest = now.unix().saturating_add(SKEW);
    if claims.exp <= now.unix() || claims.iat > latest || claims.nbf.unwrap_or(0) > latest {
        return Err(Refused::Time);
    }
    if claims.cnf.is_some() {
        return Err(Refused::Jwt(JwtFault::WrongClaims));
    }
    Ok(AccessToken {
        sub: claims.sub,
        sid: claims.sid,
        client_id: claims.client_id,
        client_name: None,
        issued_at: Timestamp::from_unix(claims.iat),
        level: claims.acr.and_then(|acr| acr.parse().ok()),
        auth_time: claims.auth_time.map(Timestamp::from_unix),
        means: claims.amr,
        // Applications can read their tokens, so that does not stand in them.
        person: None,
        scopes: claims.scope.split(' ').map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_000_000;

    fn answer(change: impl Fn(&mut Value)) -> Result<AccessToken, Refused> {
        let mut claims = json!({
            "iss": "https://idp", "aud": "https://portal", "exp": NOW + 300, "iat": NOW,
            "sub": "p", "client_id": "portal", "scope": "openid portal.profile", "sid": "s",
            "jti": "j",
        });
        change(&mut claims);
        let claims = claims.as_object().cloned().expect("an object");
        accept(
            claims,
            "https://idp",
            "https://portal",
            Timestamp::from_unix(NOW),
        )
    }

    #[test]
    fn scopes_are_whole_words() {
        let token = answer(|_| ()).expect("good");
        assert!(token.has("portal.profile"));
        assert!(!token.has("portal"));
        assert!(!token.has(""));
    }

    #[test]
    fn tokens_for_others_expired_or_malformed_are_refused() {
        let shape = Refused::Jwt(JwtFault::WrongClaims);
        let cases = [
            ("iss", json!("https://other"), Refused::Issuer),
            ("aud", json!("https://portal/"), Refused::Audience),
            (
                "aud",
                json!(["https://portal", "https://idp"]),
                Refused::Audience,
            ),
            ("exp", json!(NOW), Refused::Time),
            ("exp", json!("9999999999"), shape),
            ("exp", json!(1e300), shape),
            ("exp", json!(null), shape),
            ("exp", json!([NOW + 300]), shape),
            ("nbf", json!(NOW + 31), Refused::Time),
            ("nbf", json!("0"), shape),
            ("iat", json!(NOW + 31), Refused::Time),
            ("sub", json!(7), shape),
            ("cnf", json!({"jkt": "x"}), shape),
        ];
        for (name, value, expected) in cases {
            let got = answer(|claims| claims[name] = value.clone());
            assert_eq!(got, Err(expected), "{name} = {value}");
        }
        for name in ["iss", "aud", "exp", "iat", "sub", "client_id", "jti"] {
            let got = answer(|claims| {
                claims.as_object_mut().expect("an object").remove(name);
            });
            assert!(got.is_err(), "without {name}");
        }
    }
}
