//! How a code is written: 16 characters of Crockford Base32. 5 name it, 10 are its secret, the last
//! is the Luhn mod 32 check of the other 15.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use shared::clock::Entropy;
use zeroize::Zeroizing;

use super::CodeId;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NAME: usize = 5;
const BODY: usize = 15;
const LENGTH: usize = 16;

/// The text is no code: a slip of the fingers, not a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CodeFault {
    #[error("a code has 16 characters")]
    Length,
    #[error("a code has no such character")]
    Symbol,
    #[error("the last character does not fit the others")]
    Check,
}

/// A code as it stands in a letter.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct UnlockCode(Zeroizing<[u8; LENGTH]>);

impl UnlockCode {
    /// A fresh code.
    pub(crate) fn generate(entropy: &dyn Entropy) -> Self {
        let mut symbols = Zeroizing::new([0; LENGTH]);
        entropy.fill(&mut symbols[..BODY]);
        for symbol in &mut symbols[..BODY] {
            *symbol &= 31;
        }
        symbols[BODY] = luhn(&symbols[..BODY]);
        Self(symbols)
    }

    /// What names it.
    pub(crate) fn id(&self) -> CodeId {
        CodeId::new(write(&self.0[..NAME]))
    }

    /// What proves it.
    pub(crate) fn secret(&self) -> SecretString {
        SecretString::from(write(&self.0[NAME..BODY]))
    }

    /// The whole code in groups of four, for the one who may have it.
    pub(crate) fn reveal(&self) -> Zeroizing<String> {
        let groups: Vec<_> = self
            .0
            .chunks(4)
            .map(|group| Zeroizing::new(write(group)))
            .collect();
        let groups: Vec<&str> = groups.iter().map(|group| group.as_str()).collect();
        Zeroizing::new(groups.join("-"))
    }
}

impl fmt::Debug for UnlockCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnlockCode(…)")
    }
}

impl FromStr for UnlockCode {
    type Err = CodeFault;

    /// Any case, spacing and dashes; O reads as 0, I and L as 1.
    fn from_str(text: &str) -> Result<Self, CodeFault> {
        let mut symbols = Zeroizing::new([0; LENGTH]);
        let mut length = 0;
        for written in text.chars().filter(|c| !is_spacing(*c)) {
            let symbol = read(written).ok_or(CodeFault::Symbol)?;
            *symbols.get_mut(length).ok_or(CodeFault::Length)? = symbol;
            length += 1;
        }
        if length != LENGTH {
            return Err(CodeFault::Length);
        }
        if luhn(&symbols[..BODY]) != symbols[BODY] {
            return Err(CodeFault::Check);
        }
        Ok(Self(symbols))
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

fn write(symbols: &[u8]) -> String {
    let written = |symbol: &u8| char::from(ALPHABET[usize::from(*symbol & 31)]);
    symbols.iter().map(written).collect()
}

/// Luhn mod 32: finds every single mistake and nearly every swap of neighbours.
fn luhn(body: &[u8]) -> u8 {
    let weigh = |(place, symbol): (usize, &u8)| {
        let addend = u32::from(*symbol) * if place % 2 == 0 { 2 } else { 1 };
        addend / 32 + addend % 32
    };
    let sum: u32 = body.iter().rev().enumerate().map(weigh).sum();
    u8::try_from((32 - sum % 32) % 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use secrecy::ExposeSecret as _;
    use shared::clock::SeededEntropy;

    fn code(seed: u64) -> UnlockCode {
        UnlockCode::generate(&SeededEntropy::new(seed))
    }

    #[test]
    fn name_secret_and_check_make_the_code() {
        let code = code(1);
        let written = code.reveal().replace('-', "");
        assert_eq!(written.len(), 16);
        assert_eq!(written[..5], *code.id().as_str());
        assert_eq!(written[5..15], *code.secret().expose_secret());
        assert!(!format!("{code:?}").contains(&written[..4]));
    }

    #[test]
    fn the_check_is_luhn_mod_32() {
        // Reckoned by hand: every second from the right doubled, its digits to base 32 added.
        assert_eq!(luhn(&[0; 15]), 0);
        let mut one = [0; 15];
        one[14] = 1;
        assert_eq!(luhn(&one), 30);
        one[14] = 17;
        assert_eq!(luhn(&one), 29);
        one[14] = 0;
        one[13] = 5;
        assert_eq!(luhn(&one), 27);
    }

    #[test]
    fn a_slip_is_told_apart_from_a_try() {
        assert_eq!("".parse::<UnlockCode>(), Err(CodeFault::Length));
        assert_eq!("ABC".parse::<UnlockCode>(), Err(CodeFault::Length));
        assert_eq!("0".repeat(17).parse::<UnlockCode>(), Err(CodeFault::Length));
        assert_eq!("U".repeat(16).parse::<UnlockCode>(), Err(CodeFault::Symbol));
        assert_eq!(
            "000000000000000ä".parse::<UnlockCode>(),
            Err(CodeFault::Symbol)
        );
        assert_eq!(
            "0000000000000001".parse::<UnlockCode>(),
            Err(CodeFault::Check)
        );
        assert!("0000-0000-0000-0000".parse::<UnlockCode>().is_ok());
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_written(seed: u64, spaces in prop::collection::vec((0usize..40, "[ \\-\u{2011}\u{a0}\t\u{2066}\u{2069}]"), 0..8), lower: bool) {
            let code = code(seed);
            let mut text = code.reveal().to_string();
            text = text.replace('0', "O").replace('1', if lower { "l" } else { "I" });
            if lower {
                text = text.to_lowercase();
            }
            let mut letters: Vec<char> = text.chars().collect();
            for (at, space) in spaces {
                letters.splice(at.min(letters.len())..at.min(letters.len()), space.chars());
            }
            let read: UnlockCode = letters.into_iter().collect::<String>().parse().expect("a code");
            prop_assert!(read == code);
        }

        #[test]
        fn one_wrong_character_is_found(seed: u64, at in 0usize..16, other in 0u8..32) {
            let mut symbols = *code(seed).0;
            prop_assume!(symbols[at] != other);
            symbols[at] = other;
            prop_assert_eq!(write(&symbols).parse::<UnlockCode>(), Err(CodeFault::Check));
        }

        #[test]
        fn swapped_neighbours_are_found(seed: u64, at in 0usize..15) {
            let mut symbols = *code(seed).0;
            let pair = (symbols[at], symbols[at + 1]);
            prop_assume!(pair.0 != pair.1 && pair != (0, 31) && pair != (31, 0));
            symbols.swap(at, at + 1);
            prop_assert_eq!(write(&symbols).parse::<UnlockCode>(), Err(CodeFault::Check));
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = text.parse::<UnlockCode>();
        }
    }
}
