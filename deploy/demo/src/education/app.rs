//! What every request stands on.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use openidconnect::{IssuerUrl, RedirectUrl};
use shared::clock::{Outside, Timestamp};
use shared::forms::Guard;
use shared::pages::{Framing, Pages, Policy};
use shared::secret::{Token, random_id};

use super::book::Book;
use super::clients;
use super::connections::Turns;
use super::portal::Portal;
use super::provider::{Provider, Registration};
use super::sessions::Sessions;
use super::{OpenError, Settings};
use crate::look;

/// The application; clones are the same one.
#[derive(Debug, Clone)]
pub(super) struct App(Arc<Inner>);

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) origin: String,
    pub(super) provider: Provider,
    pub(super) portal: Portal,
    pub(super) staff: Registration,
    pub(super) customers: Registration,
    pub(super) book: Book,
    pub(super) turns: Turns,
    pub(super) pages: Pages,
    pub(super) guard: Guard,
    sessions: Mutex<Sessions>,
    outside: Outside,
}

impl App {
    pub(super) fn open(settings: &Settings, outside: Outside) -> Result<Self, OpenError> {
        let setup = |error: &dyn std::fmt::Display| OpenError::Setup(error.to_string());
        let origin = settings.public_url.origin().ascii_serialization();
        let issuer = settings.issuer.origin().ascii_serialization();
        let issuer = IssuerUrl::new(issuer).map_err(|error| setup(&error))?;
        let http = http().map_err(|error| setup(&error))?;
        let registration = |client_id, secret: &str, path| {
            let back = RedirectUrl::new(format!("{origin}{path}"));
            Ok::<_, OpenError>(Registration {
                client_id,
                client_secret: secret.to_owned(),
                redirect_uri: back.map_err(|error| setup(&error))?,
            })
        };
        let book = Book::open(&settings.book).map_err(|source| OpenError::Book {
            path: settings.book.clone(),
            source,
        })?;
        let portal = settings.portal.origin().ascii_serialization();
        // For this run only: a form that is open does not outlive it.
        let mut key = [0; 32];
        outside.entropy.fill(&mut key);
        Ok(Self(Arc::new(Inner {
            provider: Provider::new(issuer, http.clone(), Arc::clone(&outside.clock)),
            portal: Portal::new(portal, http),
            staff: registration(clients::STAFF, &settings.staff_secret, clients::STAFF_BACK)?,
            customers: registration(
                clients::CUSTOMERS,
                &settings.customer_secret,
                clients::CUSTOMERS_BACK,
            )?,
            book,
            turns: Turns::new(HashMap::new()),
            pages: look::pages("education")?,
            guard: Guard::new(key, &settings.public_url, "education"),
            sessions: Mutex::default(),
            origin,
            outside,
        })))
    }
}

impl Inner {
    pub(super) fn now(&self) -> Timestamp {
        self.outside.clock.now()
    }

    pub(super) fn new_id(&self) -> String {
        random_id(&*self.outside.entropy)
    }

    /// A secret that nobody can guess.
    pub(super) fn token(&self) -> Token {
        Token::generate(&*self.outside.entropy)
    }

    /// Twelve letters and digits that can be read out: 60 bits.
    pub(super) fn new_code(&self) -> String {
        let mut bytes = [0; 12];
        self.outside.entropy.fill(&mut bytes);
        let digits = bytes.map(|byte| char::from(CODE[usize::from(byte & 31)]));
        let groups: Vec<String> = digits.chunks(4).map(|it| it.iter().collect()).collect();
        groups.join("-")
    }

    pub(super) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        let sessions = self.sessions.lock();
        let mut sessions = sessions.unwrap_or_else(PoisonError::into_inner);
        sessions.tidy(self.now());
        sessions
    }

    /// What the layer around the pages needs: our forms lead to the provider, and from there back.
    pub(super) fn framing(&self) -> Framing {
        Framing {
            pages: self.pages.clone(),
            guard: self.guard.clone(),
            entropy: Arc::clone(&self.outside.entropy),
            policy: Policy {
                https: false,
                form_action: vec![self.provider.issuer().to_owned()],
            },
        }
    }
}

/// Crockford's digits: none looks like another.
const CODE: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// No redirects: a token is sent where we meant to, or nowhere.
fn http() -> Result<reqwest::Client, reqwest::Error> {
    // reqwest brings no cryptography of its own; that someone installed it before is as well.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(3))
        .timeout(Duration::from_secs(8))
        // Before the servers close it: a request sent at that moment would be lost.
        .pool_idle_timeout(Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
}
