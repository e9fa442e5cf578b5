use std::fmt;

use serde::Serialize;
use shared::clock::Timestamp;

use crate::cases::{CustomerNumber, Name, Proof};
use crate::residents::ResidentId;

/// Names a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestId(String);

impl RequestId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What people tell of themselves or of their organisation.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) name: Name,
    /// Birth date of a person, register number of an organisation.
    pub(crate) proof: Proof,
    /// If they know it.
    pub(crate) customer_number: Option<CustomerNumber>,
}

/// Why a request was declined: a closed list, none of which tells whether there is a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    /// What was told is not enough to go by.
    Unclear,
    /// The office has to see them or their papers.
    Identity,
    /// Another office is in charge.
    Elsewhere,
}

impl Reason {
    pub(crate) const ALL: [Self; 3] = [Self::Unclear, Self::Identity, Self::Elsewhere];

    /// Its word in the database and in forms.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Identity => "identity",
            Self::Elsewhere => "elsewhere",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    /// A letter is on its way.
    Answered {
        at: Timestamp,
    },
    Declined {
        at: Timestamp,
        reason: Reason,
    },
    /// Taken back by who asked.
    Withdrawn {
        at: Timestamp,
    },
}

/// How the office closes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    Answered,
    Declined(Reason),
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct CodeRequest {
    pub(crate) id: RequestId,
    /// Who asks.
    pub(crate) resident: ResidentId,
    /// Gone when the request is closed.
    pub(crate) told: Option<Told>,
    pub(crate) state: State,
    pub(crate) created_at: Timestamp,
}
