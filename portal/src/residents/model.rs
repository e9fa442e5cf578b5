use std::fmt;

use shared::clock::Timestamp;

/// Names a person within the portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ResidentId(String);

impl ResidentId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person with an account at the provider.
#[derive(Debug, Clone)]
pub(crate) struct Resident {
    pub(crate) id: ResidentId,
    /// Where mail reaches them, if the provider has verified and told it.
    pub(crate) email: Option<String>,
    /// The language of their account.
    pub(crate) locale: Option<String>,
    /// They want everything about them gone, and may change their mind until then.
    pub(crate) leaving_at: Option<Timestamp>,
}
