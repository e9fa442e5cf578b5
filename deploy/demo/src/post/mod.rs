//! The demo's post: every e-mail that the servers send by SMTP and every letter that they lay
//! into the letter outbox, to be read in a browser or as JSON. All of it stays on this machine.
//!
//! Promises (contract: port N+4, SMTP on N+6): `GET /messages?to=…` and `GET /letters?to=…`
//! answer JSON, newest first; mails and letters survive a restart; nothing is ever sent on.

mod letters;
mod mails;
mod smtp;
mod web;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use shared::clock::Outside;
use shared::pages::PagesError;
use shared::serve::{Door, ServeError, serve};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use url::Url;

pub use letters::{Letter, Letters};
pub use mails::{Envelope, Mail, Mails};

/// Where the post keeps and finds things.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its own folder: one `.eml` per mail.
    pub mails: PathBuf,
    /// The folder that the portal's letter outbox writes.
    pub letters: PathBuf,
    /// Its own folder of letters: as print centre it takes copies and confirms them.
    pub kept_letters: PathBuf,
    /// Where a browser finds the post.
    pub public_url: Url,
}

/// Why the post did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A folder cannot be made or read.
    #[error("the folder {} cannot be used: {source}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The pages are broken.
    #[error(transparent)]
    Pages(#[from] PagesError),
}

/// The post office: what it holds is shared by the SMTP side and the pages.
#[derive(Debug, Clone)]
pub struct Post {
    pub(crate) mails: Mails,
    pub(crate) letters: Letters,
    desk: web::Desk,
}

impl Post {
    /// Opens the folders (making them where missing) and reads what lies there.
    ///
    /// # Errors
    /// [`OpenError`] when a folder cannot be made or read.
    pub fn open(settings: Settings, outside: &Outside) -> Result<Self, OpenError> {
        Ok(Self {
            mails: Mails::open(settings.mails, Arc::clone(&outside.clock))?,
            letters: Letters::open(settings.letters, settings.kept_letters)?,
            desk: web::Desk::load(&settings.public_url, outside)?,
        })
    }

    /// The mails, for tests in the same process.
    #[must_use]
    pub fn mails(&self) -> &Mails {
        &self.mails
    }

    /// The letters, for tests in the same process.
    #[must_use]
    pub fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Both folders can be read; else which cannot and why.
    fn check(&self) -> Result<(), String> {
        let of = |what: &str, error: &std::io::Error| format!("no {what}: {error}");
        self.mails.check().map_err(|error| of("mails", &error))?;
        self.letters.check().map_err(|error| of("letters", &error))
    }

    /// Serves pages and JSON on `http` and receives mail on `smtp` until `shutdown`; then
    /// lets running requests end.
    ///
    /// # Errors
    /// [`ServeError`] when a socket breaks.
    pub async fn serve(
        self,
        http: Vec<TcpListener>,
        smtp: Vec<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let (stop, stopped) = watch::channel(false);
        let mut counters = JoinSet::new();
        for listener in smtp {
            counters.spawn(smtp::receive(listener, self.mails.clone(), stopped.clone()));
        }
        let door = Door {
            listeners: http,
            ..Door::default()
        };
        let served = serve(web::routes(self), door, shutdown).await;
        let _ = stop.send(true);
        while counters.join_next().await.is_some() {}
        served
    }
}

/// Ends when the post is to stop (or whoever could say so is gone).
async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
