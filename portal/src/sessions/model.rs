use std::fmt;
use std::time::Duration;

use shared::claims::{IdentityLevel, Role};
use shared::clock::Timestamp;

use crate::residents::ResidentId;
use crate::rp::{ProvenOrganisation, ProvenPerson};

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

/// An identity that the provider vouched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proven {
    pub(crate) level: IdentityLevel,
    /// When the provider said so, by its clock.
    pub(crate) at: Timestamp,
    /// By which means, as the provider names them.
    pub(crate) means: Vec<String>,
}

/// How long a proven identity is believed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Belief {
    /// After the provider said so.
    pub(crate) vouched: Duration,
    /// After the sign-in.
    pub(crate) proven: Duration,
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
    /// Who they are, if somebody proved it.
    pub(crate) person: Option<ProvenPerson>,
    /// When the person proved who they are, by the provider's clock.
    pub(crate) auth_time: Timestamp,
    /// Whether it still holds says [`Session::proven`].
    pub(super) proven: Option<Proven>,
    pub(crate) access_expires_at: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
}

impl Session {
    /// What it says of roles is too old to go by.
    pub(crate) fn is_stale(&self, now: Timestamp) -> bool {
        self.access_expires_at <= now
    }

    /// The identity that was proven at least at `level`, as long as it is believed.
    pub(crate) fn proven(
        &self,
        level: IdentityLevel,
        belief: Belief,
        now: Timestamp,
    ) -> Option<&Proven> {
        let holds = |proven: &&Proven| {
            proven.level >= level
                && now <= proven.at + belief.vouched
                && now <= self.auth_time + belief.proven
        };
        self.proven.as_ref().filter(holds)
    }

    /// The same of a person by themselves: who acts for an organisation may be known as well, but
    /// that says nothing of their own affairs.
    pub(crate) fn identified(
        &self,
        level: IdentityLevel,
        belief: Belief,
        now: Timestamp,
    ) -> Option<(&Proven, &ProvenPerson)> {
        let holds = |person: &&ProvenPerson| {
            person.is_personal() && person.level >= level && now <= person.at() + belief.proven
        };
        let person = self.person.as_ref().filter(holds)?;
        Some((self.proven(level, belief, now)?, person))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_believed_for_a_while() {
        const BELIEF: Belief = Belief {
            vouched: Duration::from_mins(30),
            proven: Duration::from_hours(2),
        };
        let start = Timestamp::from_unix(1_000_000);
        let at = |minutes: u64| start + Duration::from_mins(minutes);
        let session = |vouched: u64| Session {
            id: SessionId::new("s".to_owned()),
            resident: ResidentId::new("r".to_owned()),
            sub: "kim".to_owned(),
            roles: Vec::new(),
            organisation: None,
            person: None,
            auth_time: start,
            proven: Some(Proven {
                level: IdentityLevel::Substantial,
                at: at(vouched),
                means: Vec::new(),
            }),
            access_expires_at: start,
            created_at: start,
            last_seen_at: start,
        };
        let holds = |session: &Session, level, now| session.proven(level, BELIEF, now).is_some();
        let (low, substantial) = (IdentityLevel::Low, IdentityLevel::Substantial);
        assert!(holds(&session(0), substantial, at(30)));
        assert!(holds(&session(0), low, at(30)));
        assert!(!holds(&session(0), IdentityLevel::High, at(0)));
        assert!(!holds(&session(0), substantial, at(31)));
        assert!(holds(&session(100), substantial, at(120)));
        assert!(!holds(&session(100), substantial, at(121)));
    }
}
