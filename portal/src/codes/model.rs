use std::fmt;

use shared::clock::Timestamp;

use crate::cases::CaseId;

/// Names a code: the first five characters of it. No secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CodeId(String);

impl CodeId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Unlocks the profile of a case; the office vouches.
    Profile,
    /// Lets a colleague act for an organisation; its admin vouches.
    Colleague,
}

impl Purpose {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Colleague => "colleague",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        [Self::Profile, Self::Colleague]
            .into_iter()
            .find(|purpose| purpose.word() == word)
    }
}

/// A code as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) id: CodeId,
    pub(crate) case: CaseId,
    pub(crate) purpose: Purpose,
    pub(crate) tries: i64,
    pub(crate) issued_at: Timestamp,
    /// Who of the staff issued it (a resident's id).
    pub(crate) issued_by: Option<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
    /// Who used it (a resident's id).
    pub(crate) used_by: Option<String>,
    pub(crate) revoked_at: Option<Timestamp>,
}

/// What a code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    Used,
    Revoked,
    Expired,
    /// Killed by wrong tries.
    Blocked,
}

impl Stored {
    /// What it is worth now, if so many wrong tries kill it.
    pub(crate) fn state(&self, now: Timestamp, most_tries: u32) -> State {
        if self.used_at.is_some() {
            State::Used
        } else if self.revoked_at.is_some() {
            State::Revoked
        } else if self.tries >= i64::from(most_tries) {
            State::Blocked
        } else if self.expires_at <= now {
            State::Expired
        } else {
            State::Open
        }
    }
}

impl State {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Blocked => "blocked",
        }
    }
}
