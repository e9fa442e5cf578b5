//! A provider that runs: its clients, its keys, what waits, its pages.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jsonwebtoken::jwk::JwkSet;
use serde::Serialize;
use shared::clock::{Outside, Timestamp};
use shared::forms::{Guard, Visitor};
use shared::pages::{Framing, Pages, PagesError, Policy};
use shared::secret::{Token, random_id};
use url::Url;

use super::clients::Client;
use super::desk::{Desk, Ending, Errand, Lost};
use super::keys::{KeyError, Keys};
use super::{Level, authorize};
use crate::look;

/// What one stand-in is and tells.
#[derive(Debug)]
pub(crate) struct House {
    /// `bundid` or `muk`: in cookies and in the names of texts.
    pub(crate) name: &'static str,
    /// Everything that it may tell, in the order in which pages show it.
    pub(crate) claims: &'static [&'static str],
    /// What a scope asks for.
    pub(crate) scopes: &'static [(&'static str, &'static [&'static str])],
    /// The highest level that one can sign in with.
    pub(crate) highest: Level,
    /// The claim that tells the trust of every other.
    pub(crate) trust_claim: Option<&'static str>,
}

/// Where a stand-in is found and who may ask it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its origin: the issuer.
    pub public_url: Url,
    /// The services that sign people in here.
    pub clients: Vec<Client>,
}

/// Why a stand-in cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The pages are broken.
    #[error(transparent)]
    Pages(#[from] PagesError),
    /// No key can be made.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A provider; clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct Provider(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    house: &'static House,
    issuer: String,
    clients: Vec<Arc<Client>>,
    keys: RwLock<Keys>,
    desk: Mutex<Desk>,
    outside: Outside,
    pages: Pages,
    guard: Guard,
}

impl Provider {
    pub(crate) fn open(
        house: &'static House,
        settings: Settings,
        outside: Outside,
    ) -> Result<Self, OpenError> {
        // For this run only: a request that waits does not outlive it either.
        let mut key = [0; 32];
        outside.entropy.fill(&mut key);
        Ok(Self(Arc::new(Inner {
            house,
            issuer: settings.public_url.origin().ascii_serialization(),
            clients: settings.clients.into_iter().map(Arc::new).collect(),
            keys: RwLock::new(Keys::generate()?),
            desk: Mutex::default(),
            pages: look::pages(house.name)?,
            guard: Guard::new(key, &settings.public_url, house.name),
            outside,
        })))
    }

    pub(crate) fn house(&self) -> &'static House {
        self.0.house
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.0.guard
    }

    /// What the layer around the pages needs. A form that releases data ends, by way of the client,
    /// at addresses that nobody here knows, and Chromium looks at the whole way.
    pub(super) fn framing(&self) -> Framing {
        Framing {
            pages: self.0.pages.clone(),
            guard: self.0.guard.clone(),
            entropy: Arc::clone(&self.0.outside.entropy),
            policy: Policy {
                https: false,
                form_action: vec!["http:".into(), "https:".into()],
            },
        }
    }

    pub(super) fn client(&self, id: &str) -> Option<&Arc<Client>> {
        self.0.clients.iter().find(|client| client.client_id == id)
    }

    pub(crate) fn client_names(&self) -> Vec<String> {
        self.0.clients.iter().map(|it| it.name.clone()).collect()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.0.outside.clock.now()
    }

    pub(super) fn new_id(&self) -> String {
        random_id(&*self.0.outside.entropy)
    }

    /// A secret that nobody can guess.
    pub(crate) fn token(&self) -> Token {
        Token::generate(&*self.0.outside.entropy)
    }

    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        let mut desk = self.0.desk.lock().unwrap_or_else(PoisonError::into_inner);
        desk.tidy(self.now());
        desk
    }

    pub(super) fn published(&self) -> JwkSet {
        let keys = self.0.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.published()
    }

    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, KeyError> {
        let keys = self.0.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.sign(claims)
    }

    /// Signs with a new key from now on; the one before stays published, an older one does not.
    pub(crate) fn rotate_keys(&self) -> Result<(), KeyError> {
        let mut keys = self.0.keys.write().unwrap_or_else(PoisonError::into_inner);
        keys.rotate()
    }

    /// The request for which this browser is here.
    pub(crate) fn errand(&self, id: &str, visitor: &Visitor) -> Result<Arc<Errand>, Lost> {
        self.desk().errand(id, visitor.hash(), self.now())
    }

    /// The address that ends the person's part. A second click gets the same one again.
    pub(crate) fn answer(
        &self,
        id: &str,
        visitor: &Visitor,
        ending: impl FnOnce(&Errand) -> Option<Ending>,
    ) -> Result<Option<String>, Lost> {
        let now = self.now();
        let mut desk = self.desk();
        if let Some(url) = desk.given(id, visitor.hash(), now) {
            return Ok(Some(url));
        }
        let errand = desk.errand(id, visitor.hash(), now)?;
        let Some(ending) = ending(&errand) else {
            return Ok(None);
        };
        let url = match ending {
            Ending::Released(outcome) => {
                let code = self.token();
                desk.grant(code.hash(), &errand, outcome, now);
                let answer = [("code", code.reveal()), ("state", &errand.state)];
                authorize::redirect(&errand.redirect_uri, &answer, self.issuer())
            }
            Ending::Failed { error, description } => {
                let answer = [
                    ("error", error),
                    ("error_description", &description),
                    ("state", &errand.state),
                ];
                authorize::redirect(&errand.redirect_uri, &answer, self.issuer())
            }
        };
        desk.close(&errand, &url, now);
        Ok(Some(url))
    }
}
