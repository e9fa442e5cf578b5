//! What a client signed: read by its own keys and no others.

use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::clock::Timestamp;

use super::model::KeySource;

/// How far the client's clock may be off, in seconds.
pub(super) const SKEW: i64 = 30;

/// `aud` (RFC 7519 §4.1.3).
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    /// Every audience named is us: what was made for another server as well is none of ours.
    pub(super) fn is_only(&self, accepted: &[&str]) -> bool {
        match self {
            Self::One(aud) => accepted.contains(&aud.as_str()),
            Self::Many(all) => {
                !all.is_empty() && all.iter().all(|aud| accepted.contains(&aud.as_str()))
            }
        }
    }
}

/// Header and claims of a JWT that one of `keys` signed by one of `algorithms`. Time and audience
/// are the caller's to judge.
pub(super) async fn read<T: DeserializeOwned>(
    text: &str,
    keys: &KeySource,
    algorithms: &[Algorithm],
    now: Timestamp,
) -> Option<(Header, T)> {
    let header = jsonwebtoken::decode_header(text).ok()?;
    if !algorithms.contains(&header.alg) {
        return None;
    }
    let claims = match keys {
        KeySource::Inline(set) => verify(text, &header, set)?,
        KeySource::Remote(remote) => {
            let set = remote.set(header.kid.as_deref(), now).await?;
            verify(text, &header, &set)?
        }
    };
    Some((header, claims))
}

fn verify<T: DeserializeOwned>(text: &str, header: &Header, set: &JwkSet) -> Option<T> {
    let mut rules = Validation::new(header.alg);
    // Time and audience are ours to judge: the library knows only the system's clock.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    candidates(set, header)
        .filter_map(|jwk| DecodingKey::from_jwk(jwk).ok())
        .filter(|key| key.family() == header.alg.family())
        .find_map(|key| jsonwebtoken::decode(text, &key, &rules).ok())
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
