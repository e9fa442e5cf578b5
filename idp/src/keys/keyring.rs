//! The keys of a running server.

use std::sync::Arc;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{SigningKey, TokenType};

/// Longer texts are no tokens of ours (CVE-2024-28122 and its like).
const LONGEST_TOKEN: usize = 16 * 1024;

/// One key that signs, and all that are published.
#[derive(Debug, Clone)]
pub(crate) struct Keyring {
    active: SigningKey,
    published: Arc<JwkSet>,
}

impl Keyring {
    pub(super) fn new(active: SigningKey, others: &[SigningKey]) -> Self {
        let keys = std::iter::once(&active)
            .chain(others)
            .map(|key| key.public().clone())
            .collect();
        Self {
            active,
            published: Arc::new(JwkSet { keys }),
        }
    }

    /// The public keys.
    pub(crate) fn published(&self) -> &JwkSet {
        &self.published
    }

    /// Signs `claims` with the active key.
    pub(crate) fn sign(&self, kind: TokenType, claims: &impl Serialize) -> String {
        self.active.sign(kind, claims)
    }

    /// The claims of a token that this server signed as `kind`; whether it has expired is the
    /// caller's question. Only `kid` picks the key: `jku`, `jwk`, `x5u`, `x5c` are not looked at.
    pub(crate) fn read<T: DeserializeOwned>(&self, kind: TokenType, token: &str) -> Option<T> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let header = jsonwebtoken::decode_header(token).ok()?;
        if header.alg != Algorithm::ES256 || header.typ.as_deref() != Some(kind.as_str()) {
            return None;
        }
        let key = self.published.find(header.kid.as_deref()?)?;
        let mut rules = Validation::new(Algorithm::ES256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        rules.validate_aud = false;
        let key = DecodingKey::from_jwk(key).ok()?;
        Some(jsonwebtoken::decode(token, &key, &rules).ok()?.claims)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn keyring() -> Keyring {
        Keyring::new(SigningKey::generate().expect("a key").0, &[])
    }

    #[test]
    fn what_it_signs_it_reads_as_the_same_kind_only() {
        let ring = keyring();
        let token = ring.sign(TokenType::Id, &json!({"sub": "a"}));
        assert_eq!(
            ring.read::<Value>(TokenType::Id, &token),
            Some(json!({"sub": "a"}))
        );
        assert_eq!(ring.read::<Value>(TokenType::Access, &token), None);
        assert_eq!(keyring().read::<Value>(TokenType::Id, &token), None);
        assert_eq!(ring.published().keys.len(), 1);
    }

    #[test]
    fn unsigned_and_symmetric_tokens_are_refused() {
        let ring = keyring();
        let kid = ring.published().keys[0].common.key_id.clone();
        let part = |value: Value| {
            use base64::Engine as _;
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string())
        };
        for alg in ["none", "None", "nONE", "HS256", "RS256"] {
            let header = part(json!({"alg": alg, "typ": "JWT", "kid": kid}));
            let claims = part(json!({"sub": "a"}));
            for signature in ["", "AAAA", &"A".repeat(86)] {
                let token = format!("{header}.{claims}.{signature}");
                assert_eq!(ring.read::<Value>(TokenType::Id, &token), None, "{alg}");
            }
        }
        let header = part(json!({"alg": "ES256", "typ": "JWT", "kid": kid}));
        let zero = format!("{header}.{}.{}", part(json!({"sub": "a"})), "A".repeat(86));
        assert_eq!(ring.read::<Value>(TokenType::Id, &zero), None);
    }

    proptest! {
        #[test]
        fn no_text_is_read_unless_signed(text in "\\PC{0,200}") {
            prop_assert_eq!(keyring().read::<Value>(TokenType::Id, &text), None);
        }

        #[test]
        fn no_changed_byte_goes_unseen(place in any::<prop::sample::Index>(), bit in 0u8..7) {
            let ring = keyring();
            let token = ring.sign(TokenType::Id, &json!({"sub": "a"}));
            let mut bytes = token.clone().into_bytes();
            let at = place.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            prop_assert_eq!(ring.read::<Value>(TokenType::Id, &changed), None);
        }
    }
}
