//! A client's key for RS256, as the suite makes it: 2048 bits.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::request::random;

/// A key pair with a name.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) kid: String,
    pair: Arc<RsaKeyPair>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A JWT of alg `none` (RFC 7519 §6).
pub(crate) fn unsigned(claims: &Value) -> String {
    let header = encoded(br#"{"alg":"none"}"#);
    format!("{header}.{}.", encoded(claims.to_string().as_bytes()))
}

impl Signer {
    pub(crate) fn new() -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
        Self {
            kid: random(),
            pair: Arc::new(pair),
        }
    }

    /// The JWK set that a client publishes.
    pub(crate) fn public_set(&self) -> Value {
        let public = self.pair.public_key();
        let part = |bytes: &[u8]| encoded(bytes);
        json!({ "keys": [{
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
            "n": part(public.modulus().big_endian_without_leading_zero()),
            "e": part(public.exponent().big_endian_without_leading_zero()),
        }] })
    }

    /// A JWT of these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let header = json!({ "alg": "RS256", "kid": self.kid }).to_string();
        let claims = claims.to_string();
        let text = format!(
            "{}.{}",
            encoded(header.as_bytes()),
            encoded(claims.as_bytes())
        );
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = SystemRandom::new();
        let signed = self
            .pair
            .sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature);
        signed.expect("the key signs");
        format!("{text}.{}", encoded(&signature))
    }

    /// A client assertion (OpenID Connect Core §9).
    pub(crate) fn assertion(&self, client: &str, audience: &str, now: i64) -> String {
        self.sign(&json!({
            "iss": client, "sub": client, "aud": audience, "jti": random(),
            "iat": now, "exp": now + 60,
        }))
    }
}
