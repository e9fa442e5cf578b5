//! Leaving: the way to the provider's sign-out, and the provider's word that a login is over.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};
use shared::claims::{LOGOUT_EVENT, LOGOUT_TOKEN_TYPE};
use shared::clock::Timestamp;
use url::Url;

use super::{RelyingParty, Tokens};
use shared::provider::{Claims, JwtFault, Known, is_only_audience, read};

/// Clocks may differ by so much.
const SKEW: Duration = Duration::from_secs(30);
/// A logout token is good for at most so long, so that its `jti` need not be kept for ever.
const LONGEST: Duration = Duration::from_hours(1);

/// A login that the provider has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// One session of the provider.
    Session(String),
    /// Every session of a person.
    Person(String),
}

/// A logout token that has passed every check but that it is the first of its `jti`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogoutToken {
    pub(crate) jti: String,
    pub(crate) ended: Ended,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// Why a logout token is refused (Back-Channel Logout §2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LogoutTokenError {
    #[error(transparent)]
    Jwt(#[from] JwtFault),
    #[error("another issuer's")]
    Issuer,
    #[error("for another audience")]
    Audience,
    #[error("expired, or from the future")]
    Time,
    #[error("without the logout event")]
    Event,
    #[error("with a nonce, so that it is another kind of token")]
    Nonce,
    #[error("names neither session nor person")]
    Nobody,
}

#[derive(Debug, Deserialize)]
struct LogoutClaims {
    iss: String,
    aud: Value,
    iat: i64,
    exp: Option<i64>,
    jti: String,
    events: Map<String, Value>,
    sid: Option<String>,
    sub: Option<String>,
}

impl RelyingParty {
    /// Where a browser goes to end the provider's session too (RP-Initiated Logout §2); `None`
    /// when the provider has no such place.
    pub(crate) fn sign_out_url(&self, known: &Known, tokens: &Tokens, state: &str) -> Option<Url> {
        let place = known
            .metadata
            .additional_metadata()
            .end_session_endpoint
            .as_ref()?;
        let mut url = place.url().clone();
        url.query_pairs_mut()
            .append_pair("id_token_hint", &tokens.id_token)
            .append_pair("client_id", &self.words.client_id)
            .append_pair("post_logout_redirect_uri", &self.words.signed_out_uri)
            .append_pair("state", state);
        Some(url)
    }

    /// Checks a logout token.
    pub(crate) async fn logout_token(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<LogoutToken, LogoutTokenError> {
        let claims = self.provider.signed(token, LOGOUT_TOKEN_TYPE, now).await?;
        accept(claims, self.issuer(), &self.words.client_id, now)
    }
}

fn accept(
    claims: Claims,
    issuer: &str,
    client_id: &str,
    now: Timestamp,
) -> Result<LogoutToken, LogoutTokenError> {
    if claims.contains_key("nonce") {
        return Err(LogoutTokenError::Nonce);
    }
    let claims: LogoutClaims = read(claims)?;
    if claims.iss != issuer {
        return Err(LogoutTokenError::Issuer);
    }
    if !is_only_audience(&claims.aud, client_id) {
        return Err(LogoutTokenError::Audience);
    }
    let issued_at = Timestamp::from_unix(claims.iat);
    let expires_at = Timestamp::from_unix(claims.exp.unwrap_or((issued_at + SKEW).unix()));
    let timely = issued_at <= now + SKEW && expires_at > now && expires_at <= issued_at + LONGEST;
    if !timely {
        return Err(LogoutTokenError::Time);
    }
    if !claims
        .events
        .get(LOGOUT_EVENT)
        .is_some_and(Value::is_object)
    {
        return Err(LogoutTokenError::Event);
    }
    let ended = match (claims.sid, claims.sub) {
        (Some(sid), _) => Ended::Session(sid),
        (None, Some(sub)) => Ended::Person(sub),
        (None, None) => return Err(LogoutTokenError::Nobody),
    };
    Ok(LogoutToken {
        jti: claims.jti,
        ended,
        issued_at,
        expires_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_000_000;

    fn good() -> Value {
        json!({
            "iss": "https://idp", "aud": "portal", "iat": NOW, "exp": NOW + 120, "jti": "a",
            "events": { LOGOUT_EVENT: {} }, "sid": "s", "sub": "p",
        })
    }

    fn answer(change: impl Fn(&mut Value)) -> Result<LogoutToken, LogoutTokenError> {
        let mut claims = good();
        change(&mut claims);
        let claims = claims.as_object().cloned().expect("an object");
        accept(claims, "https://idp", "portal", Timestamp::from_unix(NOW))
    }

    fn without(name: &str) -> Result<LogoutToken, LogoutTokenError> {
        answer(|claims| {
            claims.as_object_mut().expect("an object").remove(name);
        })
    }

    #[test]
    fn a_session_goes_before_a_person() {
        assert_eq!(
            answer(|_| ()).map(|token| token.ended),
            Ok(Ended::Session("s".into()))
        );
        assert_eq!(
            without("sid").map(|token| token.ended),
            Ok(Ended::Person("p".into()))
        );
        assert!(without("sub").is_ok());
        assert!(without("exp").is_ok());
    }

    #[test]
    fn what_the_specification_refuses_is_refused() {
        use LogoutTokenError as E;
        let shape = E::Jwt(JwtFault::WrongClaims);
        let cases: Vec<(&str, Value, E)> = vec![
            ("iss", json!("https://other"), E::Issuer),
            ("iss", json!("https://idp/"), E::Issuer),
            ("aud", json!("other"), E::Audience),
            ("aud", json!(["portal", "other"]), E::Audience),
            ("iat", json!(NOW + 31), E::Time),
            ("iat", json!("1000000"), shape),
            ("iat", json!(1_000_000.5), shape),
            ("exp", json!(NOW), E::Time),
            ("exp", json!(NOW + 100_000_000), E::Time),
            ("events", json!({}), E::Event),
            ("events", json!({ LOGOUT_EVENT: true }), E::Event),
            ("events", json!([LOGOUT_EVENT]), shape),
            ("nonce", json!("n"), E::Nonce),
            ("nonce", json!(null), E::Nonce),
            ("jti", json!(7), shape),
            ("sid", json!(["s"]), shape),
        ];
        for (name, value, expected) in cases {
            let got = answer(|claims| claims[name] = value.clone());
            assert_eq!(got, Err(expected), "{name} = {value}");
        }
        for name in ["iss", "aud", "iat", "jti", "events"] {
            assert!(without(name).is_err(), "without {name}");
        }
        let nobody = answer(|claims| {
            let claims = claims.as_object_mut().expect("an object");
            claims.remove("sid");
            claims.remove("sub");
        });
        assert_eq!(nobody, Err(E::Nobody));
    }
}
