//! How a code is written: 20 characters of Crockford Base32 in groups of four. The first group
//! names it, the other sixteen (80 bits) are its secret.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use shared::clock::Entropy;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NAME: usize = 4;
const LENGTH: usize = 20;

/// The text cannot be a code: a slip of the fingers, not a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has 20 characters of Crockford Base32")]
pub(crate) struct Malformed;

/// A code as the person has it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code(Zeroizing<[u8; LENGTH]>);

/// The secret of a code that has no name yet, with its hash.
#[derive(Clone)]
pub(crate) struct Drawn {
    pub(super) code: Code,
    pub(super) phc: String,
}

impl Code {
    /// A fresh one.
    pub(super) fn generate(entropy: &dyn Entropy) -> Self {
        let mut symbols = Zeroizing::new([0; LENGTH]);
        fill(entropy, &mut *symbols);
        Self(symbols)
    }

    /// The same secret under another name.
    pub(super) fn rename(&mut self, entropy: &dyn Entropy) {
        fill(entropy, &mut self.0[..NAME]);
    }

    /// What tells it apart from the account's others; no secret.
    pub(super) fn name(&self) -> String {
        write(&self.0[..NAME])
    }

    /// What proves it.
    pub(crate) fn secret(&self) -> SecretString {
        SecretString::from(write(&self.0[NAME..]))
    }

    /// The whole code in groups of four, for the one who may have it.
    pub(crate) fn reveal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / 4));
        for group in self.0.chunks(4) {
            if !text.is_empty() {
                text.push('-');
            }
            text.extend(group.iter().copied().map(symbol));
        }
        text
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drawn(…)")
    }
}

impl FromStr for Code {
    type Err = Malformed;

    /// Any case, spacing and dashes; O reads as 0, I and L as 1.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut symbols = Zeroizing::new([0; LENGTH]);
        let mut length = 0;
        for written in text.chars().filter(|c| !is_spacing(*c)) {
            *symbols.get_mut(length).ok_or(Malformed)? = read(written).ok_or(Malformed)?;
            length += 1;
        }
        if length == LENGTH {
            Ok(Self(symbols))
        } else {
            Err(Malformed)
        }
    }
}

fn fill(entropy: &dyn Entropy, symbols: &mut [u8]) {
    entropy.fill(symbols);
    for symbol in symbols {
        *symbol &= 31;
    }
}

fn is_spacing(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}' | '\u{feff}'
            // What keeps a code in order within right-to-left text.
            | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
        )
}

fn read(written: char) -> Option<u8> {
    let upper = match written.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let upper = u8::try_from(upper).ok()?;
    let place = ALPHABET.iter().position(|symbol| *symbol == upper)?;
    u8::try_from(place).ok()
}

fn symbol(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

fn write(symbols: &[u8]) -> String {
    symbols.iter().copied().map(symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use secrecy::ExposeSecret as _;
    use shared::clock::SeededEntropy;

    fn code(seed: u64) -> Code {
        Code::generate(&SeededEntropy::new(seed))
    }

    #[test]
    fn four_characters_name_it_and_sixteen_are_secret() {
        let mut code = code(1);
        let written = code.reveal().replace('-', "");
        assert_eq!(written.len(), 20);
        assert_eq!(code.reveal().len(), 24);
        assert_eq!(written[..4], code.name());
        assert_eq!(written[4..], *code.secret().expose_secret());
        assert!(!format!("{code:?}").contains(&written[..4]));
        let secret = code.secret();
        code.rename(&SeededEntropy::new(2));
        assert_ne!(code.name(), written[..4]);
        assert_eq!(code.secret().expose_secret(), secret.expose_secret());
    }

    #[test]
    fn a_slip_is_told_apart_from_a_try() {
        for text in ["", "ABCD", "000000", &"0".repeat(21), &"U".repeat(20)] {
            assert_eq!(text.parse::<Code>(), Err(Malformed), "{text}");
        }
        assert!("0000-0000-0000-0000-0000".parse::<Code>().is_ok());
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_written(seed: u64, lower: bool) {
            let code = code(seed);
            let mut text = code.reveal().replace('0', "O").replace('1', if lower { "l" } else { "I" });
            if lower {
                text = text.to_lowercase().replace('-', " ");
            }
            let read: Code = text.parse().expect("a code");
            prop_assert!(read == code);
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = text.parse::<Code>();
        }
    }
}
