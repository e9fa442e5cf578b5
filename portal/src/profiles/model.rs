use std::fmt;

use shared::clock::Timestamp;

use crate::cases::{Case, CaseId, Kind};

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
    pub(crate) created_at: Timestamp,
}

/// A profile with the case that it unlocks.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) profile: Profile,
    pub(crate) case: Option<Case>,
}
