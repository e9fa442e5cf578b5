use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, KeyAlgorithm, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, Header};
use serde::Serialize;
use shared::claims::{ACCESS_TOKEN_TYPE, LOGOUT_TOKEN_TYPE};
use zeroize::Zeroizing;

/// What a signed token is, as its `typ` header says: one kind never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenType {
    /// OpenID Connect Core §2.
    Id,
    /// RFC 9068 §2.1.
    Access,
    /// Back-Channel Logout §2.4.
    Logout,
}

impl TokenType {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "JWT",
            Self::Access => ACCESS_TOKEN_TYPE,
            Self::Logout => LOGOUT_TOKEN_TYPE,
        }
    }
}

/// The bytes are no P-256 private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a P-256 private key")]
pub(crate) struct NotAKey;

/// A P-256 key pair that signs.
#[derive(Clone)]
pub(crate) struct SigningKey {
    kid: String,
    pair: Arc<EcdsaKeyPair>,
    public: Jwk,
}

impl SigningKey {
    /// A new key with its PKCS#8 form, to be sealed. The library draws it from the system.
    pub(super) fn generate() -> Result<(Self, Zeroizing<Vec<u8>>), NotAKey> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| NotAKey)?;
        let pkcs8 = Zeroizing::new(pair.to_pkcs8v1().map_err(|_| NotAKey)?.as_ref().to_vec());
        Ok((Self::of(pair)?, pkcs8))
    }

    pub(super) fn from_pkcs8(bytes: &[u8]) -> Result<Self, NotAKey> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes)
            .map_err(|_| NotAKey)?;
        Self::of(pair)
    }

    fn of(pair: EcdsaKeyPair) -> Result<Self, NotAKey> {
        let key = DecodingKey::from_ec_der(pair.public_key().as_ref());
        let mut public =
            Jwk::from_decoding_key(&key, Some(Algorithm::ES256)).map_err(|_| NotAKey)?;
        let kid = public
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|_| NotAKey)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_algorithm = Some(KeyAlgorithm::ES256);
        Ok(Self {
            kid,
            pair: Arc::new(pair),
            public,
        })
    }

    /// The key's id.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// The public part, as published.
    pub(crate) const fn public(&self) -> &Jwk {
        &self.public
    }

    /// Signs `claims` as a compact JWS (RFC 7515 §3.1).
    pub(crate) fn sign(&self, kind: TokenType, claims: &impl Serialize) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(kind.as_str().to_owned());
        header.kid = Some(self.kid.clone());
        let encode = |part: Vec<u8>| URL_SAFE_NO_PAD.encode(part);
        let header = serde_json::to_vec(&header).expect("a header is JSON");
        let claims = serde_json::to_vec(claims).expect("claims are JSON");
        let message = format!("{}.{}", encode(header), encode(claims));
        let signature = self
            .pair
            .sign(&SystemRandom::new(), message.as_bytes())
            .expect("a parsed key signs");
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}
