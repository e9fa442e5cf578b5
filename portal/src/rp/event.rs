//! The provider's word on what became of an account: a security event token (RFC 8417) of the
//! `OpenID` RISC Profile.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};
use shared::claims::{AccountEvent, EVENT_TOKEN_TYPE};
use shared::clock::Timestamp;

use super::RelyingParty;
use shared::provider::{Claims, JwtFault, is_only_audience, read};

/// Clocks may differ by so much.
const SKEW: Duration = Duration::from_secs(30);
/// The provider tries for a day; nothing older comes from it any more.
pub(crate) const LONGEST: Duration = Duration::from_hours(7 * 24);

/// A token that has passed every check but that it is the first of its `jti`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventToken {
    pub(crate) jti: String,
    /// Whom it is about.
    pub(crate) sub: String,
    /// What happened; those that mean nothing here are left out.
    pub(crate) events: Vec<AccountEvent>,
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EventTokenError {
    #[error(transparent)]
    Jwt(#[from] JwtFault),
    #[error("another issuer's")]
    Issuer,
    #[error("for another audience")]
    Audience,
    #[error("too old, or from the future")]
    Time,
    #[error("about nobody whom this issuer names")]
    Nobody,
}

#[derive(Debug, Deserialize)]
struct EventClaims {
    iss: String,
    aud: Value,
    iat: i64,
    jti: String,
    sub_id: SubjectId,
    events: Map<String, Value>,
}

/// RFC 9493 §3.2.3.
#[derive(Debug, Deserialize)]
struct SubjectId {
    format: String,
    iss: Option<String>,
    sub: Option<String>,
}

impl RelyingParty {
    /// Checks a security event token.
    pub(crate) async fn event_token(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<EventToken, EventTokenError> {
        let claims = self.provider.signed(token, EVENT_TOKEN_TYPE, now).await?;
        accept(claims, self.issuer(), &self.words.client_id, now)
    }
}

fn accept(
    claims: Claims,
    issuer: &str,
    client_id: &str,
    now: Timestamp,
) -> Result<EventToken, EventTokenError> {
    let claims: EventClaims = read(claims)?;
    if claims.iss != issuer {
        return Err(EventTokenError::Issuer);
    }
    if !is_only_audience(&claims.aud, client_id) {
        return Err(EventTokenError::Audience);
    }
    let issued_at = Timestamp::from_unix(claims.iat);
    if issued_at > now + SKEW || issued_at + LONGEST <= now {
        return Err(EventTokenError::Time);
    }
    let subject = claims.sub_id;
    let is_ours = subject.format == "iss_sub" && subject.iss.as_deref() == Some(issuer);
    let sub = subject.sub.filter(|_| is_ours);
    let known = AccountEvent::ALL.into_iter();
    let events = known.filter(|event| claims.events.get(event.uri()).is_some_and(Value::is_object));
    Ok(EventToken {
        jti: claims.jti,
        sub: sub.ok_or(EventTokenError::Nobody)?,
        events: events.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_000_000;

    fn good() -> Value {
        json!({
            "iss": "https://idp", "aud": "portal", "iat": NOW, "jti": "a",
            "sub_id": { "format": "iss_sub", "iss": "https://idp", "sub": "kim" },
            "events": { AccountEvent::Purged.uri(): {}, "https://other.test/event": {} },
        })
    }

    fn check(claims: &Value) -> Result<EventToken, EventTokenError> {
        let claims = claims.as_object().expect("claims").clone();
        accept(claims, "https://idp", "portal", Timestamp::from_unix(NOW))
    }

    #[test]
    fn a_good_one_says_what_became_of_whom() {
        let token = check(&good()).expect("a token");
        assert_eq!((token.sub.as_str(), token.jti.as_str()), ("kim", "a"));
        assert_eq!(token.events, [AccountEvent::Purged]);
    }

    #[test]
    fn each_flaw_has_its_word() {
        let week = i64::try_from(LONGEST.as_secs()).expect("a number");
        for (pointer, value, error) in [
            ("/iss", json!("https://other"), EventTokenError::Issuer),
            ("/aud", json!("other"), EventTokenError::Audience),
            (
                "/aud",
                json!(["portal", "other"]),
                EventTokenError::Audience,
            ),
            ("/iat", json!(NOW + 31), EventTokenError::Time),
            ("/iat", json!(NOW - week), EventTokenError::Time),
            ("/iat", json!("1"), JwtFault::WrongClaims.into()),
            ("/jti", json!(1), JwtFault::WrongClaims.into()),
            ("/sub_id", json!("kim"), JwtFault::WrongClaims.into()),
            ("/sub_id/format", json!("email"), EventTokenError::Nobody),
            (
                "/sub_id/iss",
                json!("https://other"),
                EventTokenError::Nobody,
            ),
            ("/sub_id/sub", Value::Null, EventTokenError::Nobody),
            ("/events", json!([]), JwtFault::WrongClaims.into()),
        ] {
            let mut claims = good();
            *claims.pointer_mut(pointer).expect("a claim") = value;
            assert_eq!(check(&claims), Err(error), "{pointer}");
        }
    }
}
