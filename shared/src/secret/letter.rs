//! Values for one reader who is not here: sealed to a public key, read by who holds its private half
//! (HPKE, RFC 9180 §5.1.1 and §6.1, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! AES-256-GCM).

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::agreement::{PrivateKey, X25519};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256 as SUITE;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke as _, HpkePrivateKey, HpkePublicKey};
use zeroize::Zeroizing;

/// Of every value that is sealed so, and of nothing else.
const INFO: &[u8] = b"schluesselbund letter 1";

/// An encapsulated X25519 key.
const ENCAPSULATED: usize = 32;

/// The text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a public X25519 key: 32 bytes in base64")]
pub struct NoPublicKey;

/// What is sealed to it, not even the sealer can open again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Encrypts `plain` for `context`; what came out opens for the same context alone. The one-time
    /// key is the library's own chance, as in TLS. `None` only for a key that is none.
    #[must_use]
    pub fn seal(&self, context: &str, plain: &[u8]) -> Option<Vec<u8>> {
        let key = HpkePublicKey(self.0.to_vec());
        let (secret, mut sealed) = SUITE.seal(INFO, context.as_bytes(), plain, &key).ok()?;
        let mut out = secret.0;
        out.append(&mut sealed);
        Some(out)
    }
}

impl FromStr for PublicKey {
    type Err = NoPublicKey;

    fn from_str(text: &str) -> Result<Self, NoPublicKey> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| NoPublicKey)?;
        let key = Self(bytes.try_into().map_err(|_| NoPublicKey)?);
        // Some points give no secret at all: better known now than when somebody waits for a letter.
        key.seal("", b"").map(|_| key).ok_or(NoPublicKey)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// Opens what was sealed to its public half.
#[derive(Clone)]
pub struct OpeningKey(Zeroizing<[u8; 32]>);

impl OpeningKey {
    /// The key of these random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the settings of who holds it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What others seal to.
    ///
    /// # Panics
    /// Never: any 32 bytes are a private X25519 key.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        let key = PrivateKey::from_private_key(&X25519, self.0.as_ref());
        let key = key.expect("any 32 bytes are a private key");
        let public = key.compute_public_key();
        let public = public.expect("a private key has a public half");
        let mut bytes = [0; 32];
        bytes.copy_from_slice(public.as_ref());
        PublicKey(bytes)
    }

    /// Decrypts what [`PublicKey::seal`] made for the same context; `None` when the key, the context
    /// or a byte differs.
    #[must_use]
    pub fn open(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (secret, sealed) = sealed.split_at_checked(ENCAPSULATED)?;
        let secret = EncapsulatedSecret(secret.to_vec());
        let key = HpkePrivateKey::from(self.0.to_vec());
        let plain = SUITE.open(&secret, INFO, context.as_bytes(), sealed, &key);
        plain.ok().map(Zeroizing::new)
    }
}

impl fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpeningKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_private_half_opens_and_only_for_the_context() {
        let key = OpeningKey::from_bytes([7; 32]);
        let sealed = key.public().seal("letter/a", b"K7QM").expect("seals");
        let open = |key: &OpeningKey, context: &str, sealed: &[u8]| {
            key.open(context, sealed).map(|plain| plain.to_vec())
        };
        assert_eq!(open(&key, "letter/a", &sealed), Some(b"K7QM".to_vec()));
        assert_eq!(open(&key, "letter/b", &sealed), None);
        assert_eq!(
            open(&OpeningKey::from_bytes([8; 32]), "letter/a", &sealed),
            None
        );
        for place in [0, ENCAPSULATED, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(open(&key, "letter/a", &changed), None, "{place}");
        }
        assert_eq!(open(&key, "letter/a", &sealed[..ENCAPSULATED - 1]), None);
        let again = key.public().seal("letter/a", b"K7QM");
        assert_ne!(again.expect("seals"), sealed, "equal values look different");
    }

    #[test]
    fn the_public_half_is_that_of_the_standard() {
        // RFC 7748 §6.1.
        let private: [u8; 32] = [
            0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2,
            0x66, 0x45, 0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5,
            0x1d, 0xb9, 0x2c, 0x2a,
        ];
        let public = OpeningKey::from_bytes(private).public();
        assert_eq!(
            public.to_string(),
            "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="
        );
    }

    #[test]
    fn a_text_that_is_no_key_is_refused() {
        let nothing = STANDARD.encode([0; 32]);
        for text in ["", "x", "aGVsbG8=", nothing.as_str()] {
            assert_eq!(text.parse::<PublicKey>(), Err(NoPublicKey), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_public_key_reads_back(private: [u8; 32], text in any::<String>()) {
            let public = OpeningKey::from_bytes(private).public();
            prop_assert_eq!(public.to_string().parse(), Ok(public));
            let _ = text.parse::<PublicKey>();
        }
    }
}
