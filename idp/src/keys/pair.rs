//! A private key, parsed once: `jsonwebtoken::encode` would parse it again for every token, so
//! signing goes to aws-lc directly and `jsonwebtoken` reads what others signed.

use std::fmt;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, KeyAlgorithm, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{DecodingKey, Header};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{Algorithm, TokenType};

/// The bytes are no private key of the algorithm, or the system made none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a private key of its algorithm")]
pub(crate) struct NotAKey;

enum Pair {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair, &'static dyn RsaEncoding),
    Ed(Ed25519KeyPair),
}

/// A key pair that signs by one algorithm and no other (RFC 8017 §6): RS256 and PS256 have a key
/// each, which also lets `alg` stand in what is published.
pub(crate) struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    pair: Pair,
    public: Jwk,
}

impl SigningKey {
    /// A new key with its PKCS#8 form, to be sealed. The library draws it from the system. RSA
    /// takes its time: not for the threads that answer requests.
    pub(super) fn generate(algorithm: Algorithm) -> Result<(Self, Zeroizing<Vec<u8>>), NotAKey> {
        let pkcs8 = match algorithm {
            Algorithm::Es256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
                .and_then(|pair| pair.to_pkcs8v1())
                .map(|it| Zeroizing::new(it.as_ref().to_vec())),
            Algorithm::Rs256 | Algorithm::Ps256 => RsaKeyPair::generate(KeySize::Rsa3072)
                .and_then(|pair| pair.as_der())
                .map(|it| Zeroizing::new(it.as_ref().to_vec())),
            Algorithm::EdDsa => Ed25519KeyPair::generate()
                .and_then(|pair| pair.to_pkcs8v1())
                .map(|it| Zeroizing::new(it.as_ref().to_vec())),
        }
        .map_err(|_| NotAKey)?;
        Ok((Self::from_pkcs8(algorithm, &pkcs8)?, pkcs8))
    }

    pub(super) fn from_pkcs8(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, NotAKey> {
        let rsa = || RsaKeyPair::from_pkcs8(bytes);
        let pair = match algorithm {
            Algorithm::Es256 => {
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes).map(Pair::Ec)
            }
            Algorithm::Rs256 => rsa().map(|pair| Pair::Rsa(pair, &RSA_PKCS1_SHA256)),
            Algorithm::Ps256 => rsa().map(|pair| Pair::Rsa(pair, &RSA_PSS_SHA256)),
            Algorithm::EdDsa => Ed25519KeyPair::from_pkcs8(bytes).map(Pair::Ed),
        }
        .map_err(|_| NotAKey)?;
        let key = match &pair {
            Pair::Ec(pair) => DecodingKey::from_ec_der(pair.public_key().as_ref()),
            Pair::Rsa(pair, _) => {
                let public = pair.public_key();
                DecodingKey::from_rsa_raw_components(
                    public.modulus().big_endian_without_leading_zero(),
                    public.exponent().big_endian_without_leading_zero(),
                )
            }
            Pair::Ed(pair) => DecodingKey::from_ed_der(pair.public_key().as_ref()),
        };
        let alg = algorithm.jws();
        let mut public = Jwk::from_decoding_key(&key, Some(alg)).map_err(|_| NotAKey)?;
        let kid = public
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|_| NotAKey)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_algorithm = Some(KeyAlgorithm::from(alg));
        Ok(Self {
            kid,
            algorithm,
            pair,
            public,
        })
    }

    /// The key's id (RFC 7638).
    pub(super) fn kid(&self) -> &str {
        &self.kid
    }

    pub(super) const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public part, as published.
    pub(super) const fn public(&self) -> &Jwk {
        &self.public
    }

    /// Signs `claims` as a compact JWS (RFC 7515 §3.1).
    pub(super) fn sign(&self, kind: TokenType, claims: &impl Serialize) -> String {
        let mut header = Header::new(self.algorithm.jws());
        header.typ = kind.header().map(str::to_owned);
        header.kid = Some(self.kid.clone());
        let encode = |part: Vec<u8>| URL_SAFE_NO_PAD.encode(part);
        let header = serde_json::to_vec(&header).expect("a header is JSON");
        let claims = serde_json::to_vec(claims).expect("claims are JSON");
        let message = format!("{}.{}", encode(header), encode(claims));
        let signature = encode(self.signature(message.as_bytes()));
        format!("{message}.{signature}")
    }

    fn signature(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ec(pair) => {
                let signature = pair.sign(&random, message);
                signature.expect("a parsed key signs").as_ref().to_vec()
            }
            Pair::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &random, message, &mut signature)
                    .expect("a parsed key signs");
                signature
            }
            Pair::Ed(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}
