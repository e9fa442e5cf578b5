//! The keys that sign ID tokens (ES256). The one before stays published after a rotation, so that
//! what it signed can still be checked.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::Serialize;

/// The library made no key or signed nothing.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the signing key cannot be used")]
pub struct KeyError;

/// A P-256 key pair.
struct Key {
    private: EncodingKey,
    public: Jwk,
}

impl Key {
    fn generate() -> Result<Self, KeyError> {
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| KeyError)?;
        let pkcs8 = pair.to_pkcs8v1().map_err(|_| KeyError)?;
        let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
        let mut public =
            Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).map_err(|_| KeyError)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256);
        public.common.key_id = Some(kid.map_err(|_| KeyError)?);
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_algorithm = Some(KeyAlgorithm::ES256);
        Ok(Self {
            private: EncodingKey::from_ec_der(pkcs8.as_ref()),
            public,
        })
    }
}

/// The key that signs and the one before it.
pub(super) struct Keys {
    active: Key,
    before: Option<Key>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

impl Keys {
    pub(super) fn generate() -> Result<Self, KeyError> {
        Ok(Self {
            active: Key::generate()?,
            before: None,
        })
    }

    /// Signs with a new key from now on.
    pub(super) fn rotate(&mut self) -> Result<(), KeyError> {
        let new = Key::generate()?;
        self.before = Some(std::mem::replace(&mut self.active, new));
        Ok(())
    }

    pub(super) fn published(&self) -> JwkSet {
        let keys = std::iter::once(&self.active).chain(&self.before);
        JwkSet {
            keys: keys.map(|key| key.public.clone()).collect(),
        }
    }

    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, KeyError> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid.clone_from(&self.active.public.common.key_id);
        jsonwebtoken::encode(&header, claims, &self.active.private).map_err(|_| KeyError)
    }
}
