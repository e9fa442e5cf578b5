use std::fmt;

use shared::clock::Timestamp;

use crate::cases::{Case, CaseId, Kind};
use crate::residents::ResidentId;

/// Names a profile within the portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ProfileId(String);

impl ProfileId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProfileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As whom an account acts.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) id: ProfileId,
    pub(crate) kind: Kind,
    /// None: the Standardprofil.
    pub(crate) case: Option<CaseId>,
    /// In an organisation.
    pub(crate) member_role: Option<MemberRole>,
    pub(crate) created_at: Timestamp,
}

impl Profile {
    /// Whether it may manage its organisation's members (S6).
    pub(crate) fn is_admin(&self) -> bool {
        self.member_role == Some(MemberRole::Admin)
    }
}

/// What a member of an organisation may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MemberRole {
    /// Brings colleagues in and withdraws them.
    Admin,
    /// Acts for the organisation.
    Member,
}

impl MemberRole {
    /// Its word in the database, in forms and in the API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Member => "member",
        }
    }

    /// The role of that word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Admin, Self::Member]
            .into_iter()
            .find(|role| role.word() == word)
    }
}

/// Someone who acts for an organisation.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) profile: ProfileId,
    pub(crate) resident: ResidentId,
    pub(crate) role: MemberRole,
    pub(crate) since: Timestamp,
}

/// A profile with the case that it unlocks.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) profile: Profile,
    pub(crate) case: Option<Case>,
}

/// Someone who has a profile of a case.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) profile: ProfileId,
    pub(crate) resident: ResidentId,
    /// In an organisation.
    pub(crate) role: Option<MemberRole>,
    pub(crate) since: Timestamp,
}
