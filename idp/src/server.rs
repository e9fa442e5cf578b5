//! The server as its programs and tests see it: prepared, then served.

use shared::clock::Outside;
use shared::db::StoreError;
use shared::pages::PagesError;
use shared::secret::HashCount;
use shared::serve::{self, Door, ServeError};
use tokio::net::TcpListener;

use crate::app::{App, Parts};
use crate::audit::By;
use crate::clients;
use crate::invitations::FirstError;
use crate::keys::KeysError;
use crate::passkeys::PartyError;
use crate::settings::Settings;
use crate::{invitations, jobs, registration, routes};

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database does not open or does not fit.
    #[error("the database: {0}")]
    Store(#[from] StoreError),
    /// A template or a translation is broken.
    #[error("the pages: {0}")]
    Pages(#[from] PagesError),
    /// The mail settings cannot be used.
    #[error("mail: {0}")]
    Mail(#[from] shared::mail::MailError),
    /// The password settings cannot be used.
    #[error("passwords: {0}")]
    Passwords(#[from] argon2::Error),
    /// The files of registered applications cannot be used.
    #[error("{0}")]
    Clients(#[from] shared::settings::Faults),
    /// Requests to other servers cannot be made.
    #[error("outgoing requests: {0}")]
    Outgoing(#[from] reqwest::Error),
    /// Another setting cannot be used; the text names it.
    #[error("{0}")]
    Setting(String),
}

impl From<PartyError> for StartError {
    fn from(error: PartyError) -> Self {
        Self::Setting(format!("http.public_url: {error}"))
    }
}

impl From<FirstError> for StartError {
    fn from(error: FirstError) -> Self {
        Self::Setting(format!("first_staff.email: {error}"))
    }
}

impl From<KeysError> for StartError {
    fn from(error: KeysError) -> Self {
        match error {
            KeysError::Store(error) => Self::Store(error),
            other => Self::Setting(other.to_string()),
        }
    }
}

/// Invites who is the first of the staff by the settings, once.
async fn invite_first(app: &App) -> Result<(), StartError> {
    let Some(address) = &app.settings.first_staff.email else {
        return Ok(());
    };
    let email = address.as_str().parse().map_err(|_| {
        StartError::Setting("first_staff.email: mail cannot be sent there".to_owned())
    })?;
    let mut tx = app.db.write().await?;
    let writer = app.writer(app.clock.now());
    let page = app.url("/einladung");
    let link = (page.as_str(), app.settings.languages.default.as_str());
    invitations::invite_first(&mut tx, writer, &email, link).await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(())
}

/// Makes the applications' files the truth, with keys to sign by for all of them.
async fn apply_files(app: &App) -> Result<(), StartError> {
    let directory = &app.settings.clients.directory;
    let files = clients::load(directory, app.clients.outlets())?;
    let (entropy, now) = (&*app.entropy, app.clock.now());
    registration::apply(&app.db, entropy, now, (&files, By::System)).await?;
    app.clients.follow(&app.db).await?;
    let algorithms = app.clients.algorithms();
    app.keys.ensure(&app.db, entropy, now, &algorithms).await?;
    Ok(())
}

/// The identity provider, ready to serve.
#[derive(Debug)]
pub struct Server {
    app: App,
}

impl Server {
    /// Opens the database, brings its schema up to date, makes what is missing.
    ///
    /// # Errors
    /// [`StartError`], one line that says what to mend.
    pub async fn prepare(settings: Settings, outside: Outside) -> Result<Self, StartError> {
        let app = Parts::assemble(settings, outside).await?;
        if app.settings.clients.apply_at_start {
            apply_files(&app).await?;
        }
        invite_first(&app).await?;
        Ok(Self { app })
    }

    /// How many passwords it hashes, for tests of what time might tell.
    #[must_use]
    pub fn password_hashes(&self) -> HashCount {
        self.app.hasher.count()
    }

    /// Serves on bound sockets and does the jobs until `shutdown`; requests under way end first.
    ///
    /// # Errors
    /// [`ServeError`] when the certificate will not do or a socket breaks.
    pub async fn serve(
        self,
        listeners: Vec<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        if self.app.settings.http.proxy_is_unknown() {
            tracing::warn!(
                "http.trusted_proxies is empty: all visitors count as one, the proxy, in limits \
                 and in the audit log"
            );
        }
        let jobs = jobs::start(&self.app);
        let door = Door {
            listeners,
            tls: self.app.settings.http.tls(),
            trusted_proxies: self.app.settings.http.trusted_proxies.clone(),
        };
        let served = serve::serve(routes::router(&self.app), door, shutdown).await;
        drop(jobs);
        self.app.db.close().await;
        served
    }
}
