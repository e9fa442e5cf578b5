//! The provider's word that somebody signed out there (OpenID Connect Back-Channel Logout §2.6).

use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::clock::Timestamp;

use super::app::App;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// Clocks may differ by so much.
const SKEW: Duration = Duration::from_secs(30);
/// No logout token is good for longer.
const LONGEST: Duration = Duration::from_mins(10);

#[derive(Debug, Deserialize)]
struct LogoutToken {
    iss: String,
    aud: Value,
    iat: i64,
    #[serde(default)]
    exp: Option<i64>,
    events: Map<String, Value>,
    #[serde(default)]
    sid: Option<String>,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    nonce: Option<Value>,
}

impl App {
    /// Ends the sessions of whom the token names; `false` if it is none of the provider's. Twice
    /// is as good as once, so that its `jti` need not be kept.
    pub(super) async fn signed_out(&self, token: &str) -> bool {
        let Some(token) = self.read(token).await else {
            return false;
        };
        let audience = Value::from(self.staff.client_id);
        let ours = token.aud == audience || token.aud == Value::Array(vec![audience]);
        let good = ours
            && token.iss == self.provider.issuer()
            && token.nonce.is_none()
            && token.events.get(EVENT).is_some_and(Value::is_object)
            && (token.sid.is_some() || token.sub.is_some())
            && timely(&token, self.now());
        if good {
            let (sid, sub) = (token.sid.as_deref(), token.sub.as_deref());
            self.sessions().end_of(sid, sub);
        }
        good
    }

    async fn read(&self, token: &str) -> Option<LogoutToken> {
        let header = decode_header(token).ok()?;
        if header.alg != Algorithm::ES256 || header.typ.as_deref() != Some("logout+jwt") {
            return None;
        }
        let metadata = self.provider.metadata().await.ok()?;
        let keys: JwkSet =
            serde_json::from_value(serde_json::to_value(metadata.jwks()).ok()?).ok()?;
        let key = DecodingKey::from_jwk(keys.find(header.kid.as_deref()?)?).ok()?;
        let mut rules = Validation::new(Algorithm::ES256);
        // These are compared by the caller, times by our own clock.
        rules.validate_exp = false;
        rules.validate_aud = false;
        rules.required_spec_claims.clear();
        Some(decode(token, &key, &rules).ok()?.claims)
    }
}

fn timely(token: &LogoutToken, now: Timestamp) -> bool {
    let issued_at = Timestamp::from_unix(token.iat);
    let until = token.exp.map_or(issued_at + LONGEST, Timestamp::from_unix);
    issued_at <= now + SKEW && until > now && issued_at + LONGEST > now
}
