//! Values encrypted at rest (AES-256-GCM), bound to what they are for.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::clock::Entropy;

/// A 256-bit key that seals values. What was sealed under one context opens only under the
/// same, so a value moved to another row or table is worthless.
#[derive(Clone)]
pub struct SealingKey(Zeroizing<[u8; 32]>);

impl SealingKey {
    /// The key of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A key for one purpose, derived from this one.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        Self::from_bytes(super::hmac_sha256(self.0.as_ref(), purpose.as_bytes()))
    }

    /// The bytes, for a MAC key derived for one purpose.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Encrypts `plain` for `context`: nonce, ciphertext, tag.
    #[must_use]
    pub fn seal(&self, entropy: &dyn Entropy, context: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        entropy.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        self.key()
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context.as_bytes()),
                &mut sealed,
            )
            .expect("AES-GCM seals values of this size");
        let mut out = nonce.to_vec();
        out.append(&mut sealed);
        out
    }

    /// Decrypts what [`seal`](Self::seal) made for the same context; `None` when the key, the
    /// context or a byte differs.
    #[must_use]
    pub fn open(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut buffer = Zeroizing::new(rest.to_vec());
        let length = self
            .key()
            .open_in_place(nonce, Aad::from(context.as_bytes()), &mut buffer)
            .ok()?
            .len();
        buffer.truncate(length);
        Some(buffer)
    }

    fn key(&self) -> LessSafeKey {
        let key = UnboundKey::new(&AES_256_GCM, self.0.as_ref()).expect("32 bytes fit AES-256");
        LessSafeKey::new(key)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    #[test]
    fn a_sealed_value_opens_only_with_its_key_and_context() {
        let entropy = SeededEntropy::new(3);
        let key = SealingKey::from_bytes([7; 32]);
        let sealed = key.seal(&entropy, "totp/a", b"seed");
        assert_eq!(
            key.open("totp/a", &sealed).as_deref().map(Vec::as_slice),
            Some(b"seed".as_slice())
        );
        assert!(key.open("totp/b", &sealed).is_none());
        assert!(key.derive("other").open("totp/a", &sealed).is_none());
        let mut changed = sealed.clone();
        *changed.last_mut().expect("not empty") ^= 1;
        assert!(key.open("totp/a", &changed).is_none());
        assert!(key.open("totp/a", &sealed[..5]).is_none());
    }
}
