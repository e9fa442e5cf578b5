use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::claims::{Amr, IdentityLevel, Role};
use shared::clock::Timestamp;

use super::Desk;
use crate::clients::Client;
use crate::consents::ConsentId;
use crate::oauth::scope::ScopeSet;
use crate::oauth::verified::Wishes;
use crate::sessions::{Assurance, Lifetimes};

/// What oxide-auth has no word for: it travels through the machines as one text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::oauth) struct Origin {
    /// The grant's id, once it is kept.
    pub(in crate::oauth) grant: Option<String>,
    /// The session in which it was allowed.
    pub(in crate::oauth) sid: Option<String>,
    pub(in crate::oauth) auth_time: Option<i64>,
    pub(in crate::oauth) acr: Option<String>,
    pub(in crate::oauth) amr: Vec<Amr>,
    pub(in crate::oauth) resources: BTreeSet<String>,
    /// Verified claims that were asked for.
    #[serde(default)]
    pub(in crate::oauth) verified: Wishes,
    /// What is left of the identity that was proven in the session: of an exchange, never kept.
    #[serde(default)]
    pub(in crate::oauth) assurance: Option<Assurance>,
    /// The account's roles now: of an exchange, never kept.
    #[serde(default)]
    pub(in crate::oauth) roles: Vec<Role>,
    /// The consent that it stands on; none: the operator's own application, or no person.
    #[serde(default)]
    pub(in crate::oauth) consent: Option<ConsentId>,
    /// When it was allowed.
    pub(in crate::oauth) created_at: Option<i64>,
    /// Of the code alone.
    pub(in crate::oauth) nonce: Option<String>,
    /// None: the client does without PKCE (policy `legacy`).
    pub(in crate::oauth) challenge: Option<String>,
    pub(in crate::oauth) redirect_uri: String,
}

impl Origin {
    pub(in crate::oauth) fn to_text(&self) -> String {
        serde_json::to_string(self).expect("an origin is JSON")
    }

    /// What [`to_text`](Self::to_text) wrote.
    pub(in crate::oauth) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A grant as it stands, with what it depends on.
#[derive(Debug, Clone)]
pub(in crate::oauth) struct GrantState {
    pub(in crate::oauth) id: String,
    /// Who allowed it; none: the client itself.
    pub(in crate::oauth) account: Option<String>,
    pub(in crate::oauth) client: String,
    pub(in crate::oauth) sid: Option<String>,
    pub(in crate::oauth) scope: ScopeSet,
    pub(in crate::oauth) resources: BTreeSet<String>,
    /// As it was when it was allowed.
    pub(super) acr: Option<String>,
    pub(in crate::oauth) amr: Vec<Amr>,
    pub(in crate::oauth) auth_time: Option<i64>,
    pub(in crate::oauth) verified: Wishes,
    pub(in crate::oauth) created_at: Timestamp,
    pub(in crate::oauth) consent: Option<ConsentId>,
    /// Whether that consent has not been withdrawn.
    pub(super) consent_stands: bool,
    pub(super) is_offline: bool,
    pub(super) is_revoked: bool,
    pub(super) account_state: Option<AccountState>,
    pub(super) session_state: Option<SessionState>,
}

/// What of an account a grant depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccountState {
    pub(super) sessions_valid_from: Timestamp,
    pub(super) is_deactivated: bool,
}

/// What of a session a grant depends on.
#[derive(Debug, Clone)]
pub(super) struct SessionState {
    pub(super) created_at: Timestamp,
    pub(super) last_seen_at: Timestamp,
    pub(super) is_ended: bool,
    /// Its strength, whatever was proven of the identity.
    pub(super) acr: String,
    pub(super) assurance: Option<Assurance>,
}

impl SessionState {
    fn is_alive(&self, now: Timestamp, lifetimes: Lifetimes) -> bool {
        !self.is_ended
            && self.last_seen_at + lifetimes.idle > now
            && self.created_at + lifetimes.absolute > now
    }
}

impl GrantState {
    /// Whether a person's consent stands behind it where `client` needs one.
    pub(in crate::oauth) fn is_consented_to(&self, client: &Client) -> bool {
        client.first_party || self.account.is_none() || self.consent.is_some()
    }

    /// Not revoked; not allowed in a sign-in by a service that is not offered any more; its consent not withdrawn; its account neither deactivated nor its sessions ended; its session alive,
    /// unless the grant may outlive it.
    pub(in crate::oauth) fn is_alive(&self, now: Timestamp, lifetimes: Lifetimes) -> bool {
        let account = match (&self.account, self.account_state) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(_), Some(state)) => {
                !state.is_deactivated && state.sessions_valid_from <= self.created_at
            }
        };
        let session =
            self.sid.is_none() || self.is_offline || self.session(now, lifetimes).is_some();
        let sign_in = lifetimes.services.stands(&self.amr);
        !self.is_revoked && self.consent_stands && account && session && sign_in
    }

    fn session(&self, now: Timestamp, lifetimes: Lifetimes) -> Option<&SessionState> {
        let session = self.session_state.as_ref();
        session.filter(|session| session.is_alive(now, lifetimes))
    }

    /// What is left of the identity that was proven in the session.
    pub(in crate::oauth) fn assurance(
        &self,
        now: Timestamp,
        lifetimes: Lifetimes,
    ) -> Option<Assurance> {
        let session = self.session(now, lifetimes)?;
        lifetimes.left(session.assurance, session.last_seen_at, now)
    }

    /// The `acr` that a token tells now: an identity level no higher than what is left of it, and
    /// after that the strength of the session.
    pub(in crate::oauth) fn acr(&self, now: Timestamp, lifetimes: Lifetimes) -> Option<String> {
        let told = self.acr.as_deref()?;
        let Ok(reached) = told.parse::<IdentityLevel>() else {
            return Some(told.to_owned());
        };
        match self.assurance(now, lifetimes) {
            Some(left) => Some(left.level.min(reached).as_str().to_owned()),
            None => self.session(now, lifetimes).map(|it| it.acr.clone()),
        }
    }

    /// The same as a text for the machines, with what the account may do now.
    pub(super) fn origin(&self, roles: Vec<Role>, desk: Desk<'_>) -> Origin {
        let (now, lifetimes) = (desk.now, desk.rules.session);
        Origin {
            grant: Some(self.id.clone()),
            sid: self.sid.clone(),
            auth_time: self.auth_time,
            acr: self.acr(now, lifetimes),
            verified: self.verified.clone(),
            assurance: self.assurance(now, lifetimes),
            amr: self.amr.clone(),
            resources: self.resources.clone(),
            roles,
            consent: self.consent.clone(),
            created_at: Some(self.created_at.unix()),
            ..Origin::default()
        }
    }
}

/// A stored access token.
#[derive(Debug, Clone)]
pub(in crate::oauth) struct AccessToken {
    pub(in crate::oauth) audience: String,
    pub(in crate::oauth) scope: ScopeSet,
    pub(in crate::oauth) issued_at: Timestamp,
    pub(in crate::oauth) expires_at: Timestamp,
}
