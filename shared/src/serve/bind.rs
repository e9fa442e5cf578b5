//! Taking the sockets, with an error that says which one and why.

use std::io::ErrorKind;
use std::net::SocketAddr;

use tokio::net::TcpListener;

/// Why a socket could not be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program listens there.
    #[error("port {} on {} is taken", .0.port(), .0.ip())]
    Taken(SocketAddr),
    /// Ports below 1024 need a right of their own.
    #[error("port {} on {} needs a right that this user does not have", .0.port(), .0.ip())]
    Forbidden(SocketAddr),
    /// The machine has no such address.
    #[error("this machine has no address {}", .0.ip())]
    NoSuchAddress(SocketAddr),
    /// No address was named.
    #[error("there is no address to listen on")]
    Nothing,
    /// Anything else.
    #[error("cannot listen on {address}: {source}")]
    Other {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// Binds every address. `[::1]` beside another address may be absent: not every machine has IPv6.
///
/// # Errors
/// [`BindError`] for the first address that cannot be had.
pub async fn bind(addresses: &[SocketAddr]) -> Result<Vec<TcpListener>, BindError> {
    let mut listeners = Vec::new();
    for address in addresses {
        match TcpListener::bind(address)
            .await
            .map_err(|error| explain(*address, error))
        {
            Ok(listener) => listeners.push(listener),
            Err(BindError::NoSuchAddress(address))
                if address.is_ipv6() && address.ip().is_loopback() && addresses.len() > 1 => {}
            Err(error) => return Err(error),
        }
    }
    if listeners.is_empty() {
        return Err(BindError::Nothing);
    }
    Ok(listeners)
}

fn explain(address: SocketAddr, source: std::io::Error) -> BindError {
    /// Linux: the kernel knows no IPv6 at all. `ErrorKind` has no name for it.
    const EAFNOSUPPORT: i32 = 97;
    match source.kind() {
        ErrorKind::AddrInUse => BindError::Taken(address),
        ErrorKind::PermissionDenied => BindError::Forbidden(address),
        ErrorKind::AddrNotAvailable => BindError::NoSuchAddress(address),
        _ if source.raw_os_error() == Some(EAFNOSUPPORT) => BindError::NoSuchAddress(address),
        _ => BindError::Other { address, source },
    }
}
