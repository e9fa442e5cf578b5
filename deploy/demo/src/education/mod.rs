//! An example education provider: an application of somebody else, written as its makers would
//! write it, with the crate `openidconnect` (`docs/education-provider.md`).
//!
//! Its staff signs in by Mein Unternehmenskonto through our provider; a customer connects their
//! Jobcenter profile by consent; then the staff reports courses to the portal, until the customer
//! ends it. Says on every page that it is an example; part of demo and tests alone.

mod app;
mod book;
mod claims;
mod clients;
mod connections;
mod logout;
mod pages;
mod portal;
mod preview;
mod problem;
mod provider;
mod sessions;
mod web;

use std::future::Future;
use std::path::PathBuf;

use shared::clock::Outside;
use shared::pages::PagesError;
use shared::serve::{Door, ServeError, serve};
use tokio::net::TcpListener;
use url::Url;

pub use preview::{Preview, preview};

/// Where it is found, whom it relies on, what it proves itself with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its origin.
    pub public_url: Url,
    /// The identity provider.
    pub issuer: Url,
    /// The portal's origin.
    pub portal: Url,
    /// The secret with which its staff is signed in.
    pub staff_secret: String,
    /// The secret with which customers are connected.
    pub customer_secret: String,
    /// Where it keeps courses and customers.
    pub book: PathBuf,
}

impl Settings {
    /// The files with which the identity provider knows it: name and text.
    #[must_use]
    pub fn client_files(&self) -> [(&'static str, String); 2] {
        clients::files(self)
    }
}

/// Why it does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The pages are broken.
    #[error(transparent)]
    Pages(#[from] PagesError),
    /// What it kept cannot be read.
    #[error("{} cannot be used: {source}", path.display())]
    Book {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An address of the settings is none, or there is no HTTP client.
    #[error("the education provider cannot be set up: {0}")]
    Setup(String),
}

/// The application; clones are the same one.
#[derive(Debug, Clone)]
pub struct Education(app::App);

impl Education {
    /// Reads what was kept; asks nobody yet.
    ///
    /// # Errors
    /// [`OpenError`] when pages, file or addresses are broken.
    pub fn prepare(settings: &Settings, outside: Outside) -> Result<Self, OpenError> {
        app::App::open(settings, outside).map(Self)
    }

    /// Serves on `listeners` until `shutdown`.
    ///
    /// # Errors
    /// [`ServeError`] when a socket breaks.
    pub async fn serve(
        self,
        listeners: Vec<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let door = Door {
            listeners,
            ..Door::default()
        };
        serve(web::routes(self.0), door, shutdown).await
    }
}
