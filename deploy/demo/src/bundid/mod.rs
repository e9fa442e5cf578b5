//! The stand-in for BundID: made-up persons, the means and levels of the original, and only the
//! attributes that a service asks for, each with its trust level (`docs/stand-ins.md`).
//!
//! What it imitates follows the interface description of BundID 10.2 in meaning; the protocol is
//! OpenID Connect, which the original does not speak.

mod claims;
mod means;
mod pages;
mod persons;
mod web;

use std::future::Future;

use shared::clock::Outside;
use shared::serve::{Door, ServeError, serve};
use tokio::net::TcpListener;

use crate::stand_in::{OpenError, Provider, Settings, routes};

/// The stand-in; clones are the same one.
#[derive(Debug, Clone)]
pub struct BundId {
    provider: Provider,
}

impl BundId {
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
