use std::str::FromStr;

use shared::clock::Timestamp;

use crate::accounts::AccountId;

/// Names a letter that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LetterId(String);

impl LetterId {
    pub(super) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter that waits to be taken.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) id: LetterId,
    pub(super) account: AccountId,
    pub(super) asked_at: Timestamp,
}

/// Why the program that posts letters does not post this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It knows no case of this account.
    NoCase,
    /// The address has not stood for long enough.
    AddressNew,
    /// There is a case, but nothing is posted there: it is closed, or no letter would arrive.
    Blocked,
}

impl Refusal {
    /// As programs, the database and the texts write it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::NoCase => "no_case",
            Self::AddressNew => "address_new",
            Self::Blocked => "blocked",
        }
    }
}

/// What became of a letter at the program that posts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Taken,
    Refused(Refusal),
}

/// The word is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no outcome of the list")]
pub(super) struct NoOutcome;

impl FromStr for Outcome {
    type Err = NoOutcome;

    fn from_str(word: &str) -> Result<Self, NoOutcome> {
        if word == "taken" {
            return Ok(Self::Taken);
        }
        [Refusal::NoCase, Refusal::AddressNew, Refusal::Blocked]
            .into_iter()
            .find(|refusal| refusal.word() == word)
            .map(Self::Refused)
            .ok_or(NoOutcome)
    }
}
