//! What waits in memory: requests that a person is dealing with, codes, access tokens, spent
//! assertions. Everything counts once and ends by our clock.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use shared::clock::Timestamp;
use shared::secret::TokenHash;

use super::clients::Client;
use super::wanted::Wanted;

/// How long a person may take.
const PATIENCE: Duration = Duration::from_mins(30);
/// How long a code counts; also how long the same answer is given again to a second click.
const CODE: Duration = Duration::from_mins(1);
/// How long an access token counts.
pub(super) const ACCESS: Duration = Duration::from_mins(5);

/// A request for which a person is here.
#[derive(Debug)]
pub(crate) struct Errand {
    pub(crate) id: String,
    pub(crate) client: Arc<Client>,
    pub(crate) redirect_uri: String,
    pub(super) visitor: TokenHash,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) challenge: String,
    pub(super) scope: String,
    pub(crate) wanted: Wanted,
}

/// What is told about a person who signed in.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) sub: String,
    pub(crate) acr: &'static str,
    pub(crate) id_token: Map<String, Value>,
    pub(crate) userinfo: Map<String, Value>,
}

/// How a person's part ends.
#[derive(Debug)]
pub(crate) enum Ending {
    Released(Outcome),
    Failed {
        error: &'static str,
        description: String,
    },
}

/// Why a person's request cannot go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Never seen, of another browser, or of long ago.
    Unknown,
    /// Answered already; this is where it was sent to.
    Over(String),
}

#[derive(Debug)]
struct Waiting {
    errand: Arc<Errand>,
    until: Timestamp,
    answer: Option<(String, Timestamp)>,
}

/// What a code stands for.
#[derive(Debug)]
pub(super) struct Granted {
    pub(super) errand: Arc<Errand>,
    pub(super) outcome: Outcome,
    pub(super) signed_in_at: Timestamp,
    until: Timestamp,
    used: bool,
    token: Option<TokenHash>,
}

#[derive(Debug)]
struct Access {
    claims: Map<String, Value>,
    until: Timestamp,
}

/// Why a code counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Unknown,
    Expired,
    /// A second time: what the first one brought is worthless now.
    Replayed,
}

#[derive(Debug, Default)]
pub(super) struct Desk {
    errands: HashMap<String, Waiting>,
    codes: HashMap<TokenHash, Granted>,
    tokens: HashMap<TokenHash, Access>,
    assertions: HashMap<(String, String), Timestamp>,
}

impl Desk {
    /// Forgets what is over.
    pub(super) fn tidy(&mut self, now: Timestamp) {
        self.errands.retain(|_, waiting| waiting.until > now);
        // A used code is remembered a little longer, so that its replay is seen.
        self.codes.retain(|_, code| code.until + ACCESS > now);
        self.tokens.retain(|_, token| token.until > now);
        self.assertions.retain(|_, until| *until > now);
    }

    pub(super) fn open(&mut self, errand: Errand, now: Timestamp) {
        let waiting = Waiting {
            until: now + PATIENCE,
            answer: None,
            errand: Arc::new(errand),
        };
        self.errands.insert(waiting.errand.id.clone(), waiting);
    }

    fn waiting(&mut self, id: &str, visitor: TokenHash, now: Timestamp) -> Option<&mut Waiting> {
        let known = self.errands.get_mut(id);
        known.filter(|it| it.errand.visitor == visitor && it.until > now)
    }

    /// The request, while it is not answered.
    pub(super) fn errand(
        &mut self,
        id: &str,
        visitor: TokenHash,
        now: Timestamp,
    ) -> Result<Arc<Errand>, Lost> {
        let waiting = self.waiting(id, visitor, now).ok_or(Lost::Unknown)?;
        match waiting.answer {
            Some(_) => Err(Lost::Over(waiting.errand.redirect_uri.clone())),
            None => Ok(Arc::clone(&waiting.errand)),
        }
    }

    /// The answer that was given a moment ago: a second click gets it again.
    pub(super) fn given(&mut self, id: &str, visitor: TokenHash, now: Timestamp) -> Option<String> {
        let waiting = self.waiting(id, visitor, now)?;
        let (url, until) = waiting.answer.as_ref()?;
        (*until > now).then(|| url.clone())
    }

    pub(super) fn close(&mut self, errand: &Errand, url: &str, now: Timestamp) {
        if let Some(waiting) = self.errands.get_mut(&errand.id) {
            waiting.answer = Some((url.to_owned(), now + CODE));
        }
    }

    pub(super) fn grant(
        &mut self,
        code: TokenHash,
        errand: &Arc<Errand>,
        outcome: Outcome,
        now: Timestamp,
    ) {
        let granted = Granted {
            errand: Arc::clone(errand),
            outcome,
            signed_in_at: now,
            until: now + CODE,
            used: false,
            token: None,
        };
        self.codes.insert(code, granted);
    }

    /// What `code` stands for, once. Another client's code is left alone.
    pub(super) fn take(
        &mut self,
        code: TokenHash,
        client_id: &str,
        now: Timestamp,
    ) -> Result<&mut Granted, Refused> {
        let granted = self.codes.get_mut(&code).ok_or(Refused::Unknown)?;
        if granted.errand.client.client_id != client_id {
            return Err(Refused::Unknown);
        }
        if granted.used {
            if let Some(token) = granted.token.take() {
                self.tokens.remove(&token);
            }
            return Err(Refused::Replayed);
        }
        granted.used = true;
        if granted.until <= now {
            return Err(Refused::Expired);
        }
        Ok(granted)
    }

    /// Keeps what an access token opens.
    pub(super) fn hand_out(
        &mut self,
        code: TokenHash,
        token: TokenHash,
        claims: Map<String, Value>,
        now: Timestamp,
    ) {
        if let Some(granted) = self.codes.get_mut(&code) {
            granted.token = Some(token);
        }
        let until = now + ACCESS;
        self.tokens.insert(token, Access { claims, until });
    }

    /// What userinfo answers.
    pub(super) fn claims(&self, token: TokenHash, now: Timestamp) -> Option<Map<String, Value>> {
        let access = self.tokens.get(&token)?;
        (access.until > now).then(|| access.claims.clone())
    }

    /// Whether the assertion was not spent before.
    pub(super) fn spend(&mut self, client_id: &str, jti: String, until: Timestamp) -> bool {
        let key = (client_id.to_owned(), jti);
        self.assertions.insert(key, until).is_none()
    }
}
