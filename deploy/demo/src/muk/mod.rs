//! The stand-in for Mein Unternehmenskonto: made-up organisations, each with two people who act for
//! it, signed in by an ELSTER certificate (`docs/stand-ins.md`).
//!
//! What it tells follows the attributes of the NEZO interface; the protocol is OpenID Connect,
//! which the original does not speak.

mod claims;
mod organisations;
mod pages;
mod web;

use std::future::Future;

use shared::clock::Outside;
use shared::serve::{Door, ServeError, serve};
use tokio::net::TcpListener;

use crate::stand_in::{OpenError, Provider, Settings, routes};

/// The stand-in; clones are the same one.
#[derive(Debug, Clone)]
pub struct Muk {
    provider: Provider,
}

impl Muk {
    /// Makes keys and pages.
    ///
    /// # Errors
    /// [`OpenError`] when the pages are broken or no key can be made.
    pub fn prepare(settings: Settings, outside: Outside) -> Result<Self, OpenError> {
        let provider = Provider::open(&claims::HOUSE, settings, outside)?;
        Ok(Self { provider })
    }

    /// Signs with a new key from now on; the one before stays published.
    ///
    /// # Errors
    /// [`OpenError`] when no key can be made.
    pub fn rotate_keys(&self) -> Result<(), OpenError> {
        Ok(self.provider.rotate_keys()?)
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
        serve(routes(self.provider, web::routes()), door, shutdown).await
    }
}
