//! How sure one can be who a person is: levels of assurance (eIDAS, Regulation (EU) 910/2014
//! Art. 8). Another axis than how strongly they signed in; the two are never compared.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownValue;

/// An identity level; a higher one contains the lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityLevel {
    /// Niedrig.
    Low,
    /// Substanziell.
    Substantial,
    /// Hoch.
    High,
}

impl IdentityLevel {
    /// Every level, from below.
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// The value of `acr`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "http://eidas.europa.eu/LoA/low",
            Self::Substantial => "http://eidas.europa.eu/LoA/substantial",
            Self::High => "http://eidas.europa.eu/LoA/high",
        }
    }

    /// The last word of it: `substantial`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    /// The level of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

impl fmt::Display for IdentityLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for IdentityLevel {
    type Err = UnknownValue;

    fn from_str(text: &str) -> Result<Self, UnknownValue> {
        let mut all = Self::ALL.into_iter();
        all.find(|level| level.as_str() == text).ok_or(UnknownValue)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_are_ordered_and_read_back() {
        assert!(IdentityLevel::Low < IdentityLevel::Substantial);
        assert!(IdentityLevel::Substantial < IdentityLevel::High);
        for level in IdentityLevel::ALL {
            assert_eq!(level.as_str().parse(), Ok(level));
            assert_eq!(IdentityLevel::of_word(level.word()), Some(level));
        }
        assert_eq!("substantial".parse::<IdentityLevel>(), Err(UnknownValue));
    }

    proptest! {
        #[test]
        fn no_other_word_is_a_value(text in "(low|substantial|high|phr|urn:[a-z:]{0,30})|\\PC{0,30}") {
            let level: Result<IdentityLevel, _> = text.parse();
            prop_assert!(level.is_err() || level.map(IdentityLevel::as_str) == Ok(text.as_str()));
            let acr: Result<crate::claims::Acr, _> = text.parse();
            prop_assert!(acr.is_err() || acr.map(crate::claims::Acr::as_str) == Ok(text.as_str()));
            let role: Result<crate::claims::Role, _> = text.parse();
            prop_assert!(role.is_err() || role.map(crate::claims::Role::as_str) == Ok(text.as_str()));
        }
    }
}
