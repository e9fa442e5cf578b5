//! Passwords that are guessed first. The whole password is compared (NIST SP 800-63B §3.1.1.2), in one
//! Unicode form and without capitals, so that a long one is not refused for a word in it.

use std::collections::HashSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::common::{DIGITS, WALKS, WORDS};

/// So many signs may stand before or behind the digits of a usual ending.
const SIGNS: usize = 3;
/// A password made of so short a piece again and again is one that long.
const PIECE: usize = 4;

/// What no password may be, whoever chooses it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blocklist {
    listed: HashSet<String>,
}

impl Blocklist {
    /// The own list, and the operator's file: one password a line.
    ///
    /// # Errors
    /// When the file cannot be read as text.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self, std::io::Error> {
        let text = file.map(std::fs::read_to_string).transpose()?;
        let lines = text.as_deref().unwrap_or_default().lines();
        let listed = lines.map(str::trim).filter(|line| !line.is_empty());
        Ok(Self {
            listed: listed.map(fold).collect(),
        })
    }

    /// Whether the folded password is one of them.
    pub(super) fn has(&self, folded: &str) -> bool {
        if folded.is_empty() {
            return false;
        }
        self.listed.contains(folded) || is_word(folded) || is_walk(folded) || is_piece(folded)
    }
}

/// What passwords are compared by.
pub(super) fn fold(text: &str) -> String {
    text.nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect()
}

/// Common words with a usual ending: `passwort123!`, `sommersonne2026!!`.
fn is_word(folded: &str) -> bool {
    WORDS
        .iter()
        .filter_map(|word| folded.strip_prefix(word))
        .any(|rest| is_ending(rest) || is_word(rest))
}

fn is_ending(rest: &str) -> bool {
    let sign = |c: char| !c.is_alphanumeric();
    let signs = |text: &str| text.chars().count() <= SIGNS && text.chars().all(sign);
    let digits = rest.trim_matches(sign);
    let Some((before, after)) = rest.split_once(digits) else {
        return false;
    };
    if digits.is_empty() {
        return rest.chars().count() <= 2 * SIGNS;
    }
    (DIGITS.contains(&digits) || is_year(digits)) && signs(before) && signs(after)
}

fn is_year(digits: &str) -> bool {
    let year = digits.parse::<u16>().ok().filter(|_| digits.len() == 4);
    year.is_some_and(|year| (1930..2050).contains(&year))
}

/// Keys or letters in their order, forwards or backwards, with a usual ending.
fn is_walk(folded: &str) -> bool {
    let backwards: String = folded.chars().rev().collect();
    WALKS.iter().any(|walk| {
        let walks = |text: &str| walk.contains(text);
        walks(folded) || walks(&backwards) || folded.strip_prefix(walk).is_some_and(is_ending)
    })
}

/// `aaaaaaaaaaaa`, `Ab1!Ab1!Ab1!`.
fn is_piece(folded: &str) -> bool {
    let all: Vec<char> = folded.chars().collect();
    (1..=PIECE).any(|length| {
        all.len() > 2 * length && all.iter().zip(all.iter().skip(length)).all(|(a, b)| a == b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(password: &str) -> bool {
        Blocklist::default().has(&fold(password))
    }

    #[test]
    fn what_is_tried_first_is_found() {
        for password in [
            "Passwort123!",
            "Password1234!",
            "P@ssw0rd2026!",
            "Sommer2026!!",
            "Willkommen1!",
            "Jobcenter-2026",
            "Qwertz123456!",
            "123456789012",
            "qwertzuiopü+",
            "zyxwvutsrqponm",
            "abcdefghijklmno",
            "Aa1!Aa1!Aa1!",
            "aaaaaaaaaaaaaaa",
            "PasswortPasswort1!",
            "Fru\u{308}hling2026!",
        ] {
            assert!(listed(password), "{password}");
        }
    }

    #[test]
    fn a_word_in_a_long_password_is_no_fault() {
        for password in [
            "Sommer-2026-Garten",
            "Sonnen-Blume7!zwei",
            "Herbst-Laub8?neun",
            "mein passwort ist geheim",
            "Passwort-und-Papier7",
            "Qwertz-Klavier-7!",
            "",
        ] {
            assert!(!listed(password), "{password}");
        }
    }

    #[test]
    fn the_operators_file_counts_as_a_whole() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "Turmfalke-Kirche7!\r\n\n").expect("writes");
        let list = Blocklist::load(Some(file.path())).expect("reads");
        assert!(list.has(&fold("TURMFALKE-kirche7!")));
        assert!(!list.has(&fold("Turmfalke-Kirche7!!")));
        assert!(Blocklist::load(Some(Path::new("/nowhere/at/all"))).is_err());
    }
}
