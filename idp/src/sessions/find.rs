//! Finding the session of a request, and keeping it awake.

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::level::{Assurance, Holds};
use super::{Session, Sid, store};
use crate::accounts::{self, Account};
use crate::upstream::Offered;

/// How long a session lives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifetimes {
    /// Without a request (S74).
    pub(crate) idle: Duration,
    /// In all.
    pub(crate) absolute: Duration,
    /// How long identity levels hold within it.
    pub(crate) levels: Holds,
    /// Whose word counts: what was proven by another service is nothing any more.
    pub(crate) services: Offered,
}

impl Lifetimes {
    /// What is left of `assurance` at `now`, the person having been seen last at `seen_at`.
    pub(crate) fn left(
        &self,
        assurance: Option<Assurance>,
        seen_at: Timestamp,
        now: Timestamp,
    ) -> Option<Assurance> {
        let assurance = assurance.filter(|it| self.services.has(it.service))?;
        self.levels.left(assurance, seen_at, now)
    }

    /// When the session ends if nothing more happens.
    pub(crate) fn deadline(&self, session: &Session) -> Timestamp {
        self.deadline_of(session.last_seen_at, session.created_at)
    }

    /// The same of a session that was seen last and created then.
    pub(crate) fn deadline_of(&self, last_seen_at: Timestamp, created_at: Timestamp) -> Timestamp {
        (last_seen_at + self.idle).min(created_at + self.absolute)
    }
}

/// The living session of this token with its account: not ended, not idle too long, not too
/// old, not opened by a service that is not offered any more, not from before the account's `sessions_valid_from`, the account not deactivated.
pub(crate) async fn find(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
    lifetimes: Lifetimes,
) -> Result<Option<(Session, Account)>, StoreError> {
    let Some(mut session) = store::find(tx, token).await? else {
        return Ok(None);
    };
    let stands = lifetimes.services.stands(&session.strength.amr);
    if !stands || lifetimes.deadline(&session) <= now {
        return Ok(None);
    }
    let assurance = session.strength.assurance;
    session.strength.assurance = lifetimes.left(assurance, session.last_seen_at, now);
    let account = accounts::find(tx, &session.account).await?;
    Ok(account
        .filter(|account| {
            account.deactivated_at.is_none() && account.sessions_valid_from <= session.created_at
        })
        .map(|account| (session, account)))
}

/// The person is still there; what of their identity level has not held so long is gone.
pub(crate) async fn touch(
    tx: &mut Tx,
    sid: &Sid,
    now: Timestamp,
    lifetimes: Lifetimes,
) -> Result<(), StoreError> {
    store::touch(tx, sid, now, lifetimes.levels).await
}
