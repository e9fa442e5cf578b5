//! The stand-ins for BundID and Mein Unternehmenskonto, each on a port of its own.

use std::future::Future;
use std::sync::Arc;

use demo::stand_in::{BundId, Client, Muk, Settings};
use shared::clock::{Clock, FakeClock, Outside, SystemEntropy};
use shared::serve::ServeError;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

use crate::http::Visitor;
use crate::world::{BEGINNING, Listening};

/// A stand-in that runs. Dropped, it stops.
#[derive(Debug)]
pub struct StandIn<T> {
    /// The stand-in, to turn its keys.
    pub server: T,
    base: String,
    _stop: oneshot::Sender<()>,
}

/// A clock at the beginning of all tests, for stand-ins without a [`crate::world::World`].
#[must_use]
pub fn clock() -> FakeClock {
    FakeClock::at(BEGINNING)
}

impl StandIn<BundId> {
    /// BundID for these services.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn bundid(clients: Vec<Client>, clock: &FakeClock) -> Self {
        let prepare = |settings, outside| BundId::prepare(settings, outside);
        let serve = |server: BundId, listeners, stopped| server.serve(listeners, stopped);
        Self::run(clients, clock, prepare, serve).await
    }
}

impl StandIn<Muk> {
    /// Mein Unternehmenskonto for these services.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn muk(clients: Vec<Client>, clock: &FakeClock) -> Self {
        let prepare = |settings, outside| Muk::prepare(settings, outside);
        let serve = |server: Muk, listeners, stopped| server.serve(listeners, stopped);
        Self::run(clients, clock, prepare, serve).await
    }
}

type Stopped = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

impl<T: Clone> StandIn<T> {
    async fn run<F>(
        clients: Vec<Client>,
        clock: &FakeClock,
        prepare: impl FnOnce(Settings, Outside) -> Result<T, demo::stand_in::OpenError>,
        serve: impl FnOnce(T, Vec<TcpListener>, Stopped) -> F,
    ) -> Self
    where
        F: Future<Output = Result<(), ServeError>> + Send + 'static,
    {
        let listening = Listening::new().await;
        let base = listening.base();
        let settings = Settings {
            public_url: Url::parse(&base).expect("an address"),
            clients,
        };
        let clock: Arc<dyn Clock> = Arc::new(clock.clone());
        let outside = Outside {
            clock,
            entropy: Arc::new(SystemEntropy),
        };
        let server = prepare(settings, outside).expect("the stand-in starts");
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped: Stopped = Box::pin(async move {
            // A dropped sender means the same.
            let _ = stopped.await;
        });
        tokio::spawn(serve(server.clone(), listening.sockets, stopped));
        Self {
            server,
            base,
            _stop: stop,
        }
    }

    /// Its origin: the issuer.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A browser at it.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.base)
    }
}
