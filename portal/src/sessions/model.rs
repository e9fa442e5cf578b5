use std::fmt;
use std::time::Duration;

use shared::claims::Role;
use shared::clock::Timestamp;

use crate::residents::ResidentId;
use crate::rp::ProvenOrganisation;

/// Names a session within the portal; opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SessionId(String);

impl SessionId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A living session.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) id: SessionId,
    pub(crate) resident: ResidentId,
    pub(crate) sub: String,
    /// Of the staff; none: a citizen.
    pub(crate) roles: Vec<Role>,
    /// For which organisation they act, if Mein Unternehmenskonto proved it at this sign-in.
    pub(crate) organisation: Option<ProvenOrganisation>,
    /// When the person proved who they are, by the provider's clock.
    pub(crate) auth_time: Timestamp,
    pub(crate) access_expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
}

/// How long a session lives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifetimes {
    /// Without a request (S74).
    pub(crate) idle: Duration,
    /// In all.
    pub(crate) absolute: Duration,
}

impl Lifetimes {
    /// When the session ends if nothing more happens.
    pub(crate) fn deadline(&self, session: &Session) -> Timestamp {
        (session.last_seen_at + self.idle).min(session.created_at + self.absolute)
    }
}
