use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use shared::clock::Timestamp;

/// Names a passkey of an account on its pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct PasskeyId(String);

impl PasskeyId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no id of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a passkey")]
pub(crate) struct NotAnId;

impl FromStr for PasskeyId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fits = text.len() == 26 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned())).ok_or(NotAnId)
    }
}

impl fmt::Display for PasskeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person calls a passkey: 3 to 30 letters, digits, spaces and `, . : ; - _ ( ) /` (S60).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct PasskeyName(String);

/// Why a text is no name of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidName {
    #[error("no name")]
    Empty,
    #[error("not 3 to 30 characters")]
    Length,
    #[error("a character that is not allowed")]
    Character,
}

impl PasskeyName {
    /// The least number of characters.
    pub(crate) const SHORTEST: usize = 3;
    /// The greatest number of characters.
    pub(crate) const LONGEST: usize = 30;

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn allows(c: char) -> bool {
        c.is_alphabetic() || c.is_ascii_digit() || " ,.:;-_()/".contains(c)
    }

    /// A stored name; it was checked when it came in.
    pub(super) const fn stored(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for PasskeyName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidName::Empty);
        }
        if !text.chars().all(Self::allows) {
            return Err(InvalidName::Character);
        }
        let length = text.chars().count();
        if (Self::SHORTEST..=Self::LONGEST).contains(&length) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidName::Length)
        }
    }
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Passkey {
    pub(crate) id: PasskeyId,
    pub(crate) name: PasskeyName,
    /// It can leave its device.
    pub(crate) synced: bool,
    /// Where it lives, as far as it has told.
    pub(crate) place: Option<&'static str>,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_names_of_the_seeds_are_names() {
        for text in [
            "Beispielpasskey",
            "Kim Handy",
            "  Büro-PC (2. Stock)/links  ",
            "abc",
            "Ä1_",
        ] {
            let name: PasskeyName = text.parse().expect(text);
            assert_eq!(name.as_str(), text.trim());
        }
    }

    #[test]
    fn what_breaks_the_rule_is_told_apart() {
        let long = "a".repeat(31);
        let cases = [
            ("", InvalidName::Empty),
            ("   ", InvalidName::Empty),
            ("ab", InvalidName::Length),
            (long.as_str(), InvalidName::Length),
            ("<b>Kim</b>", InvalidName::Character),
            ("Kim\u{202e}ydnaH", InvalidName::Character),
            ("Kim\nHandy", InvalidName::Character),
            ("Handy 📱", InvalidName::Character),
            ("Kim & Robin", InvalidName::Character),
        ];
        for (text, fault) in cases {
            assert_eq!(text.parse::<PasskeyName>(), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_keeps_the_rule(text in any::<String>()) {
            if let Ok(name) = text.parse::<PasskeyName>() {
                prop_assert!((3..=30).contains(&name.as_str().chars().count()));
                prop_assert!(!name.as_str().chars().any(char::is_control));
                prop_assert!(!name.as_str().contains(['<', '>', '&', '"', '\'']));
            }
        }

        #[test]
        fn what_the_rule_allows_is_a_name(text in "[A-Za-z0-9äöüÄÖÜß_][A-Za-z0-9äöüÄÖÜß ,.:;_()/-]{1,28}[A-Za-z0-9]") {
            prop_assert!(text.parse::<PasskeyName>().is_ok());
        }
    }
}
