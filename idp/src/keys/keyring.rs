//! The keys of a running server.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::clock::Timestamp;
use shared::db::StoreError;
use shared::secret::SealingKey;

use super::pair::SigningKey;
use super::terms::{Stage, Term, Terms};
use super::{Algorithm, TokenType};

/// Longer texts are no tokens of ours (CVE-2024-28122 and its like).
const LONGEST_TOKEN: usize = 16 * 1024;

/// The database's keys as this process knows them; clones know the same.
#[derive(Debug, Clone)]
pub(crate) struct Keyring(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sealing: SealingKey,
    /// How long a key that no longer signs stays published.
    keeps: Duration,
    known: RwLock<Arc<Known>>,
}

#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) terms: Terms,
    /// By `kid`; none that is withdrawn.
    pub(super) keys: BTreeMap<String, Arc<SigningKey>>,
}

/// A token and the key that signed it.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) token: String,
    pub(crate) kid: String,
}

impl Keyring {
    /// A ring without keys; [`ensure`](Self::ensure) brings them.
    pub(crate) fn new(sealing: SealingKey, keeps: Duration) -> Self {
        Self(Arc::new(Inner {
            sealing,
            keeps,
            known: RwLock::default(),
        }))
    }

    pub(super) fn known(&self) -> Arc<Known> {
        let known = self.0.known.read();
        Arc::clone(&known.unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn learn(&self, known: Known) {
        let mut place = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        *place = Arc::new(known);
    }

    pub(super) fn sealing(&self) -> &SealingKey {
        &self.0.sealing
    }

    /// Asks when which key signs.
    pub(crate) fn terms<T>(&self, ask: impl FnOnce(&Terms) -> T) -> T {
        ask(&self.known().terms)
    }

    /// Every key with where it stands.
    pub(crate) fn stages(&self, now: Timestamp) -> Vec<(Term, Stage)> {
        let terms = &self.known().terms;
        let stage = |term: &Term| (term.clone(), terms.stage(term, now, self.0.keeps));
        terms.all().map(stage).collect()
    }

    /// The public keys that relying parties may meet.
    pub(crate) fn published(&self, now: Timestamp) -> JwkSet {
        let known = self.known();
        let shown = known.terms.all().filter(|term| {
            let stage = known.terms.stage(term, now, self.0.keeps);
            !matches!(stage, Stage::Retired | Stage::Withdrawn(_))
        });
        let keys = shown.filter_map(|term| known.keys.get(&term.kid));
        JwkSet {
            keys: keys.map(|key| key.public().clone()).collect(),
        }
    }

    /// Signs `claims` with the key whose turn it is.
    ///
    /// # Errors
    /// When there is none for `algorithm`, which [`ensure`](Self::ensure) had been asked for.
    pub(crate) fn sign(
        &self,
        now: Timestamp,
        algorithm: Algorithm,
        kind: TokenType,
        claims: &impl Serialize,
    ) -> Result<Signed, StoreError> {
        let known = self.known();
        let term = known.terms.signing(algorithm, now);
        let key = term.and_then(|term| known.keys.get(&term.kid));
        let key = key.ok_or(StoreError::Corrupt {
            table: "signing_keys",
            column: "algorithm",
        })?;
        Ok(Signed {
            token: key.sign(kind, claims),
            kid: key.kid().to_owned(),
        })
    }

    /// The claims of a token that this server signed as `kind`, with whichever key, unless that
    /// was withdrawn; whether it has expired is the caller's question. Only `kid` picks the key,
    /// and the key the algorithm: `jku`, `jwk`, `x5u`, `x5c` are not looked at.
    pub(crate) fn read<T: DeserializeOwned>(&self, kind: TokenType, token: &str) -> Option<T> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let header = jsonwebtoken::decode_header(token).ok()?;
        let known = self.known();
        let key = known.keys.get(header.kid.as_deref()?)?;
        let algorithm = key.algorithm().jws();
        if header.alg != algorithm || header.typ.as_deref() != kind.header() {
            return None;
        }
        let mut rules = Validation::new(algorithm);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        rules.validate_aud = false;
        let key = DecodingKey::from_jwk(key.public()).ok()?;
        Some(jsonwebtoken::decode(token, &key, &rules).ok()?.claims)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1_000_000);

    fn with(algorithms: &[Algorithm]) -> Keyring {
        let ring = Keyring::new(SealingKey::from_bytes([1; 32]), Duration::from_hours(2));
        let (mut terms, mut keys) = (Vec::new(), BTreeMap::new());
        for algorithm in algorithms {
            let (key, _) = SigningKey::generate(*algorithm).expect("a key");
            terms.push(Term {
                kid: key.kid().to_owned(),
                algorithm: *algorithm,
                generation: 1,
                created_at: NOW,
                signs_from: NOW,
                withdrawn_at: None,
            });
            keys.insert(key.kid().to_owned(), Arc::new(key));
        }
        let terms = Terms::new(terms);
        ring.learn(Known { terms, keys });
        ring
    }

    fn keyring() -> Keyring {
        with(&[Algorithm::Es256])
    }

    fn sign(ring: &Keyring, algorithm: Algorithm) -> String {
        let signed = ring.sign(NOW, algorithm, TokenType::Id, &json!({"sub": "a"}));
        signed.expect("signs").token
    }

    #[test]
    fn each_algorithm_is_read_by_its_own_name_only() {
        let ring = with(&Algorithm::ALL);
        let set = ring.published(NOW);
        for (algorithm, jwk) in Algorithm::ALL.into_iter().zip(&set.keys) {
            let token = sign(&ring, algorithm);
            let claims = ring.read::<Value>(TokenType::Id, &token);
            assert_eq!(claims, Some(json!({"sub": "a"})), "{algorithm}");
            let header = jsonwebtoken::decode_header(&token).expect("a header");
            assert_eq!(header.alg, algorithm.jws());
            assert_eq!(header.kid, jwk.common.key_id);
            let shown = serde_json::to_value(jwk).expect("JSON");
            assert_eq!(shown["alg"], algorithm.as_str());
            assert_eq!(shown["use"], "sig");
            if shown["kty"] == "RSA" {
                // 3072 bits, and no leading zero (RFC 7518 §6.3.1.1).
                assert_eq!(shown["n"].as_str().map(str::len), Some(512));
                assert_eq!(shown["e"], "AQAB");
            }
            for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
                assert!(shown.get(private).is_none(), "{private}");
            }
            assert!(!format!("{ring:?}").contains("PRIVATE"));
        }
    }

    #[test]
    fn what_it_signs_it_reads_as_the_same_kind_only() {
        let ring = keyring();
        let token = sign(&ring, Algorithm::Es256);
        assert_eq!(
            ring.read::<Value>(TokenType::Id, &token),
            Some(json!({"sub": "a"}))
        );
        assert_eq!(ring.read::<Value>(TokenType::Access, &token), None);
        assert_eq!(keyring().read::<Value>(TokenType::Id, &token), None);
        assert_eq!(ring.published(NOW).keys.len(), 1);
    }

    #[test]
    fn unsigned_and_symmetric_tokens_are_refused() {
        let ring = keyring();
        let kid = ring.published(NOW).keys[0].common.key_id.clone();
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
            let token = sign(&ring, Algorithm::Es256);
            let mut bytes = token.clone().into_bytes();
            let at = place.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            prop_assert_eq!(ring.read::<Value>(TokenType::Id, &changed), None);
        }
    }
}
