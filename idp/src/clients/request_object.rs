//! Request objects: an authorization request that the client signed (OpenID Connect Core §6,
//! RFC 9101). Unsigned ones are none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::clock::Timestamp;
use shared::secret::{ct_eq, sha256};
use url::Url;

use super::model::Client;
use super::signed::{self, Audience, SKEW};

/// What request objects may be signed with.
pub(crate) const ALGORITHMS: &[Algorithm] = &[
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::PS256,
    Algorithm::RS256,
    Algorithm::EdDSA,
];
/// Longer texts are not looked at.
const LONGEST: usize = 16 * 1024;
/// What a header may say of its kind: nothing, a JWT, a request object. A client assertion, a
/// logout token or an access token is none.
const TYPES: [&str; 2] = ["JWT", "oauth-authz-req+jwt"];

/// What is judged before its parameters are looked at.
#[derive(Debug, Deserialize)]
struct Frame {
    iss: Option<String>,
    aud: Option<Audience>,
    sub: Option<String>,
    client_id: Option<String>,
    exp: Option<i64>,
    nbf: Option<i64>,
    #[serde(flatten)]
    members: Map<String, Value>,
}

/// The parameters of a request object, if `client` signed it for `issuer` and it is of now. None of
/// them is judged yet.
pub(crate) async fn open(
    text: &str,
    client: &Client,
    issuer: &str,
    now: Timestamp,
) -> Option<Vec<(String, String)>> {
    if text.len() > LONGEST {
        return None;
    }
    let keys = client.keys.as_ref()?;
    let (header, frame) = signed::read::<Frame>(text, keys, ALGORITHMS, now).await?;
    if client
        .request_object_alg
        .is_some_and(|alg| alg != header.alg)
    {
        return None;
    }
    let own = client.id.as_str();
    let is_own = |name: &Option<String>| name.as_deref().is_none_or(|name| name == own);
    let typed = header.typ.as_deref().is_none_or(|it| TYPES.contains(&it));
    let meant = frame.aud.is_none_or(|aud| aud.is_only(&[issuer]));
    let timely = frame.exp.is_none_or(|exp| exp > now.unix())
        && frame.nbf.is_none_or(|nbf| nbf <= now.unix() + SKEW);
    // A client assertion has the client as its `sub` (RFC 9101 §10.8).
    let is_assertion = frame.sub.as_deref() == Some(own);
    let nested = ["request", "request_uri"].iter();
    let nests = nested.into_iter().any(|it| frame.members.contains_key(*it));
    let fits = typed && meant && timely && !is_assertion && !nests;
    if !fits || !is_own(&frame.iss) || !is_own(&frame.client_id) {
        return None;
    }
    let mut all = Vec::new();
    for (name, value) in frame.members {
        match (name.as_str(), value) {
            ("jti" | "iat", _) => {}
            ("resource", Value::Array(values)) => {
                for value in values {
                    all.push((name.clone(), text_of(value)?));
                }
            }
            (_, value) => all.push((name, text_of(value)?)),
        }
    }
    Some(all)
}

/// A parameter as a query would carry it; `claims` is an object here.
fn text_of(value: Value) -> Option<String> {
    match value {
        // As in a query: no NUL, which the database does not keep.
        Value::String(text) => (!text.contains('\0')).then_some(text),
        Value::Number(_) | Value::Object(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) => None,
    }
}

/// The text at a registered `request_uri`; where its fragment is the SHA-256 of the text, only that
/// very text (OpenID Connect Core §6.2).
///
/// # Errors
/// Why there is none, for the log.
pub(crate) async fn fetch(client: &Client, address: &Url) -> Result<String, &'static str> {
    let mut place = address.clone();
    place.set_fragment(None);
    let body = client.door.get(&place, LONGEST).await?;
    let is_meant = address.fragment().is_none_or(|hash| {
        let own = URL_SAFE_NO_PAD.encode(sha256(&body));
        ct_eq(own.as_bytes(), hash.trim_end_matches('=').as_bytes())
    });
    if !is_meant {
        return Err("another text than its hash names");
    }
    let text = String::from_utf8(body).map_err(|_| "no text")?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_parameter_is_what_a_query_could_carry(value in json()) {
            if let Some(text) = text_of(value.clone()) {
                prop_assert!(!text.contains('\0'));
                match value {
                    Value::String(sent) => prop_assert_eq!(text, sent),
                    other => prop_assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(other)),
                }
            }
        }
    }
}
