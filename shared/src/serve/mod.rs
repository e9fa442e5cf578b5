//! Serving: a router on sockets, until it is told to stop.
//!
//! Promises: plain http or TLS (rustls on aws-lc; a renewed certificate is taken up while running)
//! on several sockets that are bound already; a client that sends slowly, too much or nothing is
//! let go; a panic ends one request, not the process; on shutdown, requests under way have ten
//! seconds; who asks for a host that is not ours is shown the way; every request knows its [`ClientAddress`], which believes `X-Forwarded-For` only from
//! the proxies that the settings trust.
//! HTTP/1.1 only: a proxy speaks no other to us, and it spares the attacks on HTTP/2.
//! Order of layers, innermost first: routes, [`guard`], `telemetry::log_requests`, [`serve`].
//! What this is not: routes, pages, headers (see `pages`), telemetry.

mod address;
mod bind;
mod guard;
mod hosts;
mod rest;
mod tls;

pub use address::{ClientAddress, Network};
pub use bind::{BindError, bind};
pub use guard::{Limits, guard};
pub use hosts::{HostName, Hosts};
pub use tls::{TlsError, TlsFiles};

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum_server::Handle;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// How long a request may take to send its head; also how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(15);
/// How long requests under way have when the server stops.
const DRAIN: Duration = Duration::from_secs(10);
/// The longest head of a request: URL, cookies and all.
const HEAD_BYTES: usize = 32 * 1024;

/// The way in: sockets, certificate, trusted proxies.
#[derive(Debug, Default)]
pub struct Door {
    /// Bound already, see [`bind`].
    pub listeners: Vec<TcpListener>,
    /// None: plain http.
    pub tls: Option<TlsFiles>,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
}

/// Why serving ended, or did not begin.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The certificate or its key will not do.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// A socket broke.
    #[error("the server's socket failed")]
    Socket(#[source] std::io::Error),
}

/// Serves `router` until `shutdown`, then lets requests under way end.
///
/// # Errors
/// [`ServeError`]; without TLS only if a socket breaks.
pub async fn serve(
    router: Router,
    door: Door,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), ServeError> {
    let router = router.layer(from_fn_with_state(
        address::Trusted::new(door.trusted_proxies),
        address::note,
    ));
    let tls = match door.tls {
        Some(files) => Some(tls::Certificate::load(files)?),
        None => None,
    };
    let mut servers = JoinSet::new();
    let mut handles = Vec::new();
    for listener in door.listeners {
        let handle = Handle::new();
        handles.push(handle.clone());
        let mut server = axum_server::Server::<SocketAddr>::from_listener(listener).handle(handle);
        tune(server.http_builder());
        let service = router
            .clone()
            .into_make_service_with_connect_info::<SocketAddr>();
        match &tls {
            Some(certificate) => {
                let server = server.acceptor(certificate.acceptor());
                servers.spawn(server.http1_only().serve(service));
            }
            None => {
                servers.spawn(server.http1_only().serve(service));
            }
        }
    }
    let renewal = async {
        match &tls {
            Some(certificate) => certificate.renew().await,
            None => std::future::pending().await,
        }
    };
    let result = tokio::select! {
        () = shutdown => Ok(()),
        () = renewal => Ok(()),
        Some(ended) = servers.join_next() => flatten(ended),
    };
    for handle in handles {
        handle.graceful_shutdown(Some(DRAIN));
    }
    while let Some(ended) = servers.join_next().await {
        flatten(ended)?;
    }
    result
}

fn flatten(ended: Result<std::io::Result<()>, tokio::task::JoinError>) -> Result<(), ServeError> {
    ended
        .unwrap_or_else(|error| Err(std::io::Error::other(error)))
        .map_err(ServeError::Socket)
}

fn tune(http: &mut Builder<TokioExecutor>) {
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES);
}

/// Ready when the process is asked to stop: Ctrl-C, or SIGTERM as systemd and containers send it.
pub async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

#[cfg(test)]
mod tests;
