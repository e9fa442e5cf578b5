//! Bearer tokens and identifiers.

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::clock::Entropy;

const ID_ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// A 256-bit secret as it is handed out once: 43 characters of base64url. Databases see its
/// [`TokenHash`] only.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// A fresh token.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(bytes.as_mut());
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_ref())))
    }

    /// The token that belongs to `text` under a key that is used for nothing else: always the
    /// same, and worth nothing to who has only one of the two.
    #[must_use]
    pub fn derive(key: &super::SealingKey, text: &str) -> Self {
        let mac = Zeroizing::new(super::hmac_sha256(key.as_bytes(), text.as_bytes()));
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(mac.as_ref())))
    }

    /// Reads what someone presents; `None` when it cannot be a token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 43
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The secret itself, for the one who may have it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What a database keeps. The token has 256 bits, so one round of SHA-256 suffices.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(super::sha256(self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of a [`Token`], as stored in BYTEA columns.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Reads a BYTEA column; `None` when it does not have 32 bytes.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The 32 bytes, owned, as SQL binds want them.
    #[must_use]
    pub fn to_vec(self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// The 64 hexadecimal digits, for a key made of text.
    #[must_use]
    pub fn to_hex(self) -> String {
        let mut digits = String::with_capacity(64);
        for byte in self.0 {
            // Writing to a String cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
            let digit = |c: u8| {
                char::from(c)
                    .to_digit(16)
                    .and_then(|d| u8::try_from(d).ok())
            };
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Some(Self(bytes))
    }

    /// The hash of any presented secret, whatever its form.
    #[must_use]
    pub fn of(presented: &str) -> Self {
        Self(super::sha256(presented.as_bytes()))
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// A random 128-bit identifier: 26 characters of lower-case base32. Not a secret.
#[must_use]
pub fn random_id(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    let mut bits = u128::from_be_bytes(bytes);
    let mut id = [0u8; 26];
    for place in id.iter_mut().rev() {
        *place = ID_ALPHABET[(bits & 31) as usize];
        bits >>= 5;
    }
    id.iter().map(|&b| char::from(b)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::SeededEntropy;

    #[test]
    fn a_token_survives_its_own_text_form_and_hides_in_debug() {
        let token = Token::generate(&SeededEntropy::new(1));
        let read = Token::parse(token.reveal()).expect("own form");
        assert_eq!(read.hash(), token.hash());
        assert!(!format!("{token:?}").contains(token.reveal()));
    }

    #[test]
    fn what_cannot_be_a_token_is_refused() {
        for text in ["", "short", &"ä".repeat(43), &"a".repeat(44)] {
            assert!(Token::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_hash_reads_from_hexadecimal_digits() {
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(TokenHash::from_hex(hex), Some(TokenHash::of("abc")));
        for text in [
            "",
            &hex[1..],
            &hex.replace('b', "g"),
            &format!("{hex}00"),
            &"ä".repeat(32),
        ] {
            assert_eq!(TokenHash::from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn ids_have_26_characters_and_differ() {
        let entropy = SeededEntropy::new(2);
        let (one, two) = (random_id(&entropy), random_id(&entropy));
        assert_eq!(one.len(), 26);
        assert_ne!(one, two);
    }

    proptest! {
        #[test]
        fn a_presented_text_is_a_token_or_not(text in "[A-Za-z0-9_-]{42,44}|\\PC{0,60}", hex in "[0-9a-fA-F]{63,65}|\\PC{0,70}") {
            let fits = text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            let token = Token::parse(&text);
            prop_assert_eq!(token.is_some(), fits);
            prop_assert!(token.is_none_or(|token| token.reveal() == text && token.hash() == TokenHash::of(&text)));
            let fits = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
            prop_assert_eq!(TokenHash::from_hex(&hex).is_some(), fits);
        }
    }
}
