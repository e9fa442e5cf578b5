//! The server as its programs and tests see it: prepared, then served.

use shared::clock::Outside;
use shared::db::StoreError;
use shared::pages::PagesError;
use shared::serve::{self, Door, ServeError};
use tokio::net::TcpListener;

use crate::app::{App, Parts};
use crate::settings::Settings;
use crate::{jobs, routes};

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
    /// The key with which the portal authenticates at the provider.
    #[error("{0}")]
    ClientKey(String),
    /// No connection to any provider could be made (a broken certificate store).
    #[error("the HTTP client: {0}")]
    Http(reqwest::Error),
    /// A text of the operator cannot be shown.
    #[error(transparent)]
    Texts(#[from] shared::settings::Faults),
    /// Another setting cannot be used; the text names it.
    #[error("{0}")]
    Setting(String),
}

/// The portal, ready to serve.
#[derive(Debug)]
pub struct Server {
    app: App,
}

impl Server {
    /// Opens the database, brings its schema up to date, makes what is missing. The identity
    /// provider need not be there yet.
    ///
    /// # Errors
    /// [`StartError`], one line that says what to mend.
    pub async fn prepare(settings: Settings, outside: Outside) -> Result<Self, StartError> {
        // Fails only when a provider is installed already, which is then the same one.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        Ok(Self {
            app: Parts::assemble(settings, outside).await?,
        })
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
