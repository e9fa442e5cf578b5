use std::time::Duration;

use shared::clock::Timestamp;

/// How a code reached the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Ten at once, printed or written down by the person.
    Saved,
    /// By post to the address on record.
    Letter,
    /// Handed over at the counter, identity checked.
    Counter,
}

impl Kind {
    /// How long a code is good (NIST SP 800-63B-4 §4.2.1.2: 21 days by post).
    pub(crate) const fn lifetime(self) -> Option<Duration> {
        match self {
            Self::Saved => None,
            Self::Letter => Some(Duration::from_hours(21 * 24)),
            Self::Counter => Some(Duration::from_hours(24)),
        }
    }

    /// As the database and the audit log write it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Letter => "letter",
            Self::Counter => "counter",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        [Self::Saved, Self::Letter, Self::Counter]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// What is left of the codes that a person has saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) left: i64,
    pub(crate) issued_at: Timestamp,
}
