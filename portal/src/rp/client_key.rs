//! The key with which the portal proves to the provider who it is: P-256, made at first start.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::{SealingKey, random_id};

use super::store;

/// RFC 7523 §2.2.
pub(super) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

const CONTEXT: &str = "client_keys/client";
const ASSERTION_LIFETIME: Duration = Duration::from_mins(1);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyFault {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stored key was sealed with another sealing key, or is damaged.
    #[error("the client key does not open: is keys.sealing_key the one it was made with?")]
    Sealed,
    #[error("the client key cannot be made or read")]
    Crypto,
}

/// A private key and its public half.
#[derive(Clone)]
pub(crate) struct ClientKey {
    pair: Arc<EcdsaKeyPair>,
    public: Arc<Jwk>,
    kid: Arc<str>,
}

impl std::fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

impl ClientKey {
    /// The stored key; made and stored when there is none.
    pub(crate) async fn open(
        db: &Db,
        sealing: &SealingKey,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Self, KeyFault> {
        let mut tx = db.write().await?;
        if store::find(&mut tx).await?.is_none() {
            // The library makes keys by its own generator only.
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(
                &ECDSA_P256_SHA256_FIXED_SIGNING,
                &SystemRandom::new(),
            )
            .map_err(|_| KeyFault::Crypto)?;
            let made = Self::read(pkcs8.as_ref())?;
            let sealed = sealing.seal(entropy, CONTEXT, pkcs8.as_ref());
            store::insert(&mut tx, &made.kid, sealed, now).await?;
        }
        // Another process may have been first: its key is the one.
        let sealed = store::find(&mut tx).await?.ok_or(KeyFault::Crypto)?;
        tx.commit().await?;
        let pkcs8 = sealing.open(CONTEXT, &sealed).ok_or(KeyFault::Sealed)?;
        Self::read(&pkcs8)
    }

    fn read(pkcs8: &[u8]) -> Result<Self, KeyFault> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8)
            .map_err(|_| KeyFault::Crypto)?;
        let mut public = Jwk::from_encoding_key(&EncodingKey::from_ec_der(pkcs8), Algorithm::ES256)
            .map_err(|_| KeyFault::Crypto)?;
        let kid = public
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|_| KeyFault::Crypto)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self {
            pair: Arc::new(pair),
            public: Arc::new(public),
            kid: kid.into(),
        })
    }

    /// The key set to publish (RFC 7517 §5).
    pub(crate) fn published(&self) -> serde_json::Value {
        json!({ "keys": [*self.public] })
    }

    /// A fresh client assertion for `audience` (RFC 7523 §3).
    pub(super) fn assertion(
        &self,
        client_id: &str,
        audience: &str,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> String {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": *self.kid });
        let claims = json!({
            "iss": client_id,
            "sub": client_id,
            "aud": audience,
            "jti": random_id(entropy),
            "iat": now.unix(),
            "exp": (now + ASSERTION_LIFETIME).unix(),
        });
        let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .expect("a P-256 key signs any message");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{DecodingKey, Validation};
    use shared::clock::SeededEntropy;

    async fn db() -> Db {
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        db
    }

    #[tokio::test]
    async fn the_key_is_made_once_and_needs_its_sealing_key() {
        let (db, entropy) = (db().await, SeededEntropy::new(1));
        let now = Timestamp::from_unix(1000);
        let sealing = SealingKey::from_bytes([1; 32]);
        let first = ClientKey::open(&db, &sealing, &entropy, now)
            .await
            .expect("made");
        let again = ClientKey::open(&db, &sealing, &entropy, now)
            .await
            .expect("read");
        assert_eq!(first.published(), again.published());
        assert!(first.published()["keys"][0].get("d").is_none());
        let other = SealingKey::from_bytes([2; 32]);
        let refused = ClientKey::open(&db, &other, &entropy, now).await;
        assert!(matches!(refused, Err(KeyFault::Sealed)));
    }

    #[tokio::test]
    async fn an_assertion_verifies_with_the_published_key() {
        let (db, entropy) = (db().await, SeededEntropy::new(1));
        let sealing = SealingKey::from_bytes([1; 32]);
        let now = Timestamp::from_unix(1000);
        let key = ClientKey::open(&db, &sealing, &entropy, now)
            .await
            .expect("made");
        let assertion = key.assertion("portal", "https://idp.example", &entropy, now);
        let mut rules = Validation::new(Algorithm::ES256);
        rules.validate_exp = false;
        rules.set_audience(&["https://idp.example"]);
        let verifier = DecodingKey::from_jwk(&key.public).expect("a key");
        let read = jsonwebtoken::decode::<serde_json::Value>(&assertion, &verifier, &rules);
        let read = read.expect("verifies");
        assert_eq!(read.claims["sub"], "portal");
        assert_eq!(read.claims["exp"], 1060);
        assert_eq!(read.header.kid.as_deref(), Some(&*key.kid));
    }
}
