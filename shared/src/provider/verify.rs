//! JWTs that the provider signed. One algorithm, a known key, the type that is expected
//! (RFC 8725 §3.1, §3.11); keys that a header brings along are not looked at.

use crate::clock::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Away, Known, Provider};

/// No token of a provider is longer.
const LONGEST: usize = 16 * 1024;

/// The claims of a JWT whose signature is right; nothing else of them is checked yet.
pub type Claims = Map<String, Value>;

/// Why a JWT is not one of the provider's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwtFault {
    #[error("the provider's keys cannot be fetched")]
    Away,
    #[error("not a JWT")]
    Malformed,
    #[error("not of the expected type")]
    WrongType,
    #[error("not signed as agreed")]
    WrongAlgorithm,
    #[error("signed with an unknown key")]
    UnknownKey,
    #[error("the signature is wrong")]
    WrongSignature,
    #[error("a claim is missing or of another shape")]
    WrongClaims,
}

impl From<Away> for JwtFault {
    fn from(_: Away) -> Self {
        Self::Away
    }
}

impl Provider {
    /// The claims of `token` if it is of type `typ` and carries the provider's signature.
    pub async fn signed(&self, token: &str, typ: &str, now: Timestamp) -> Result<Claims, JwtFault> {
        if token.len() > LONGEST {
            return Err(JwtFault::Malformed);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| JwtFault::Malformed)?;
        if !header.typ.as_deref().is_some_and(|is| same_type(is, typ)) {
            return Err(JwtFault::WrongType);
        }
        if header.alg != Algorithm::ES256 {
            return Err(JwtFault::WrongAlgorithm);
        }
        let kid = header.kid.ok_or(JwtFault::UnknownKey)?;
        let known = self.known(now).await?;
        let key = match find(&known, &kid) {
            Some(key) => key,
            None => find(&*self.look_again(now).await?, &kid).ok_or(JwtFault::UnknownKey)?,
        };
        verify(token, &key)
    }
}

fn find(known: &Known, kid: &str) -> Option<DecodingKey> {
    let key = known.keys.find(kid)?;
    DecodingKey::from_jwk(key).ok()
}

fn verify(token: &str, key: &DecodingKey) -> Result<Claims, JwtFault> {
    let mut rules = Validation::new(Algorithm::ES256);
    // Times are checked by our own clock, issuer and audience by who knows what they must be.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    jsonwebtoken::decode::<Claims>(token, key, &rules)
        .map(|read| read.claims)
        .map_err(|_| JwtFault::WrongSignature)
}

/// RFC 7515 §4.1.9: case does not count, `application/` may be left out.
fn same_type(is: &str, wanted: &str) -> bool {
    let is = is.to_ascii_lowercase();
    is.strip_prefix("application/").unwrap_or(&is) == wanted
}

/// `claims` read into a type; numbers are whole numbers, never text (T23).
pub fn read<T: DeserializeOwned>(claims: Claims) -> Result<T, JwtFault> {
    serde_json::from_value(Value::Object(claims)).map_err(|_| JwtFault::WrongClaims)
}

/// `aud`: one name, as text or as the only member of a list (R9).
#[must_use]
pub fn is_only_audience(aud: &Value, name: &str) -> bool {
    match aud {
        Value::String(one) => one == name,
        Value::Array(list) => matches!(list.as_slice(), [Value::String(one)] if one == name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_are_compared_as_media_types() {
        for is in ["at+jwt", "AT+JWT", "application/at+jwt"] {
            assert!(same_type(is, "at+jwt"), "{is}");
        }
        for is in ["JWT", "", "at+jwt ", "logout+jwt", "text/at+jwt"] {
            assert!(!same_type(is, "at+jwt"), "{is}");
        }
    }

    #[test]
    fn one_audience_is_accepted_and_only_one() {
        assert!(is_only_audience(&json!("a"), "a"));
        assert!(is_only_audience(&json!(["a"]), "a"));
        for aud in [
            json!("b"),
            json!(["a", "b"]),
            json!([]),
            json!(null),
            json!({"a": 1}),
        ] {
            assert!(!is_only_audience(&aud, "a"), "{aud}");
        }
    }
}
