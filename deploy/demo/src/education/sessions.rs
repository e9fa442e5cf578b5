//! Who is signed in here, and who is away at the provider. In memory: after a restart everybody
//! signs in again.

use std::collections::HashMap;
use std::time::Duration;

use shared::clock::Timestamp;
use shared::secret::{Token, TokenHash};

use super::claims::Acting;
use super::provider::Asked;

/// A session ends so long after the last click …
const IDLE: Duration = Duration::from_mins(30);
/// … and so long after the sign-in.
const LONGEST: Duration = Duration::from_hours(8);
/// So long somebody may be away at the provider.
const AWAY: Duration = Duration::from_mins(30);

/// Somebody of the staff.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub(super) acting: Acting,
    /// To sign out of the provider too.
    pub(super) id_token: String,
    pub(super) sub: String,
    /// Their session at the provider.
    pub(super) sid: Option<String>,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub(super) enum Who {
    Staff(Box<Staff>),
    /// By the provider's name for them.
    Customer(String),
}

/// Why a browser was sent to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    Staff,
    /// To connect, by this invitation.
    Connect(String),
    /// To see one's own connections.
    Look,
}

#[derive(Debug)]
struct Session {
    who: Who,
    began_at: Timestamp,
    seen_at: Timestamp,
}

#[derive(Debug)]
struct Away {
    visitor: TokenHash,
    asked: Asked,
    purpose: Purpose,
    since: Timestamp,
}

#[derive(Debug, Default)]
pub(super) struct Sessions {
    open: HashMap<TokenHash, Session>,
    away: HashMap<String, Away>,
}

impl Sessions {
    /// Forgets what is over.
    pub(super) fn tidy(&mut self, now: Timestamp) {
        self.open
            .retain(|_, it| it.seen_at + IDLE > now && it.began_at + LONGEST > now);
        self.away.retain(|_, it| it.since + AWAY > now);
    }

    pub(super) fn begin(&mut self, token: &Token, who: Who, now: Timestamp) {
        let session = Session {
            who,
            began_at: now,
            seen_at: now,
        };
        self.open.insert(token.hash(), session);
    }

    /// Who shows this cookie.
    pub(super) fn who(&mut self, cookie: &str, now: Timestamp) -> Option<Who> {
        let session = self.open.get_mut(&TokenHash::of(cookie))?;
        session.seen_at = now;
        Some(session.who.clone())
    }

    pub(super) fn end(&mut self, cookie: &str) {
        self.open.remove(&TokenHash::of(cookie));
    }

    /// The staff's sessions of a sign-out at the provider: of one session there, or of all.
    pub(super) fn end_of(&mut self, sid: Option<&str>, sub: Option<&str>) {
        self.open.retain(|_, session| match &session.who {
            Who::Staff(staff) => match (sid, sub) {
                (Some(sid), _) => staff.sid.as_deref() != Some(sid),
                (None, Some(sub)) => staff.sub != sub,
                (None, None) => true,
            },
            Who::Customer(_) => true,
        });
    }

    pub(super) fn send_away(
        &mut self,
        state: String,
        visitor: TokenHash,
        (asked, purpose): (Asked, Purpose),
        since: Timestamp,
    ) {
        let away = Away {
            visitor,
            asked,
            purpose,
            since,
        };
        self.away.insert(state, away);
    }

    /// The question to which `state` belongs, if this browser was sent away with it; once.
    pub(super) fn back(&mut self, state: &str, visitor: TokenHash) -> Option<(Asked, Purpose)> {
        if self.away.get(state)?.visitor != visitor {
            return None;
        }
        let away = self.away.remove(state)?;
        Some((away.asked, away.purpose))
    }
}
