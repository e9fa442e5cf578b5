//! The ports of the contract, counted from the base port. All of them are bound before anything
//! starts, so that a taken one stops the demo while nothing has happened yet.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use shared::serve::{BindError, bind};
use tokio::net::TcpListener;
use url::Url;

/// What listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Port {
    IdentityProvider = 0,
    Portal = 1,
    BundId = 2,
    Muk = 3,
    Post = 4,
    Education = 5,
    Smtp = 6,
}

/// The highest distance from the base port.
pub(crate) const SPAN: u16 = 6;

/// The first of the demo's ports.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BasePort(pub(crate) u16);

impl BasePort {
    pub(crate) const fn of(self, port: Port) -> u16 {
        self.0 + port as u16
    }

    /// Where a browser finds it.
    pub(crate) fn origin(self, port: Port) -> String {
        format!("http://localhost:{}", self.of(port))
    }

    pub(crate) fn url(self, port: Port) -> Url {
        Url::parse(&self.origin(port)).expect("a number is a port")
    }
}

/// The open doors of every part.
#[derive(Debug)]
pub(crate) struct Doors {
    pub(crate) identity_provider: Vec<TcpListener>,
    pub(crate) portal: Vec<TcpListener>,
    pub(crate) bundid: Vec<TcpListener>,
    pub(crate) muk: Vec<TcpListener>,
    pub(crate) post: Vec<TcpListener>,
    pub(crate) education: Vec<TcpListener>,
    pub(crate) smtp: Vec<TcpListener>,
}

impl Doors {
    /// Opens all, lowest port first, on 127.0.0.1 and, where the machine has IPv6, on `[::1]`.
    pub(crate) async fn open(base: BasePort) -> Result<Self, BindError> {
        let open = |port| listeners(base.of(port));
        Ok(Self {
            identity_provider: open(Port::IdentityProvider).await?,
            portal: open(Port::Portal).await?,
            bundid: open(Port::BundId).await?,
            muk: open(Port::Muk).await?,
            post: open(Port::Post).await?,
            education: open(Port::Education).await?,
            smtp: open(Port::Smtp).await?,
        })
    }
}

async fn listeners(port: u16) -> Result<Vec<TcpListener>, BindError> {
    let local: [SocketAddr; 2] = [
        (Ipv4Addr::LOCALHOST, port).into(),
        (Ipv6Addr::LOCALHOST, port).into(),
    ];
    bind(&local).await
}
