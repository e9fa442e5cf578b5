//! Whose request it is: the peer's address, or what a trusted proxy says it was.

use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::request::Parts;
use serde::Deserialize;

/// The address that limits are counted for. Never logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // Without a door (a router called directly) all requests count as one client's.
        let unknown = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(parts.extensions.get().copied().unwrap_or(unknown))
    }
}

/// One address, or a network such as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether `address` lies in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(net), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                let difference = net.to_bits() ^ address.to_bits();
                difference.checked_shr(shift).unwrap_or_default() == 0
            }
            (IpAddr::V6(net), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                let difference = net.to_bits() ^ address.to_bits();
                difference.checked_shr(shift).unwrap_or_default() == 0
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "must be an address or a network like 10.0.0.0/8";
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| SHAPE)?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.parse().map_err(|_| SHAPE)?,
            None => longest,
        };
        if prefix > longest {
            return Err(SHAPE);
        }
        Ok(Self { address, prefix })
    }
}

impl TryFrom<String> for Network {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

/// The proxies of one server.
#[derive(Debug, Clone)]
pub(super) struct Trusted(Arc<[Network]>);

impl Trusted {
    pub(super) fn new(networks: Vec<Network>) -> Self {
        Self(networks.into())
    }

    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// From the right: each proxy wrote whom *it* saw; the first that is no proxy of ours is the
    /// client. What stands left of it, anyone may have written.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let said: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for hop in said.into_iter().rev() {
            if !self.has(client) {
                break;
            }
            let Some(before) = hop_address(hop.trim()) else {
                break;
            };
            client = before;
        }
        client
    }
}

fn hop_address(text: &str) -> Option<IpAddr> {
    let address = text
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()))
        .or_else(|_| text.trim_matches(['[', ']']).parse::<IpAddr>())
        .ok()?;
    Some(address.to_canonical())
}

/// Notes the client's address and drops what proxies say: nothing deeper may believe it.
pub(super) async fn note(
    State(trusted): State<Trusted>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let client = trusted.client(peer.ip(), request.headers());
    request.extensions_mut().insert(ClientAddress(client));
    for header in [
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-real-ip",
    ] {
        request.headers_mut().remove(header);
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn client(trusted: &[&str], peer: &str, said: &[&str]) -> String {
        let trusted = trusted
            .iter()
            .map(|text| text.parse().expect("a network"))
            .collect();
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append("x-forwarded-for", line.parse().expect("a header"));
        }
        let peer = peer.parse().expect("an address");
        Trusted::new(trusted).client(peer, &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(client(&[], "192.0.2.1", &["198.51.100.1"]), "192.0.2.1");
        assert_eq!(
            client(&["10.0.0.0/8"], "192.0.2.1", &["198.51.100.1"]),
            "192.0.2.1"
        );
        assert_eq!(
            client(&["10.0.0.0/8"], "10.1.2.3", &["198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(
            client(&["10.0.0.0/8"], "::ffff:10.1.2.3", &["[2001:db8::1]:99"]),
            "2001:db8::1"
        );
        assert_eq!(client(&["10.0.0.0/8"], "10.1.2.3", &[]), "10.1.2.3");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        let trusted = ["10.0.0.0/8", "127.0.0.1"];
        assert_eq!(
            client(&trusted, "127.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.9"]),
            "198.51.100.1"
        );
        assert_eq!(
            client(&trusted, "127.0.0.1", &["1.1.1.1", "198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(
            client(&trusted, "127.0.0.1", &["1.1.1.1, rubbish"]),
            "127.0.0.1"
        );
    }

    #[test]
    fn networks_have_borders() {
        let net: Network = "192.168.4.0/22".parse().expect("a network");
        assert!(net.contains("192.168.7.255".parse().expect("an address")));
        assert!(!net.contains("192.168.8.0".parse().expect("an address")));
        let all: Network = "0.0.0.0/0".parse().expect("a network");
        assert!(all.contains("8.8.8.8".parse().expect("an address")));
        for bad in ["", "10.0.0.0/33", "10.0.0/8", "localhost", "::1/x"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_network_reads_back_and_has_its_own_address(text in "[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,3})?|[0-9a-f:]{2,20}(/[0-9]{1,3})?|\\PC{0,24}") {
            if let Ok(network) = text.parse::<Network>() {
                prop_assert_eq!(network.to_string().parse(), Ok(network));
                prop_assert!(network.contains(network.address) || network.address.to_canonical() != network.address);
            }
        }

        #[test]
        fn nobody_is_believed_but_a_proxy(peer in any::<std::net::IpAddr>(), said in proptest::collection::vec("[0-9a-f:., \\[\\]]{0,60}|[ -~]{0,40}", 0..4)) {
            let mut headers = HeaderMap::new();
            for line in &said {
                headers.append("x-forwarded-for", line.parse().expect("a header"));
            }
            let nobody = Trusted::new(Vec::new());
            prop_assert_eq!(nobody.client(peer, &headers), peer.to_canonical());
            // Behind a proxy: whom it saw, or itself.
            let proxy = Network { address: peer.to_canonical(), prefix: if peer.to_canonical().is_ipv4() { 32 } else { 128 } };
            let client = Trusted::new(vec![proxy]).client(peer, &headers);
            let hops: Vec<_> = said.iter().flat_map(|line| line.split(',')).filter_map(|hop| hop_address(hop.trim())).collect();
            prop_assert!(client == peer.to_canonical() || hops.contains(&client));
        }
    }
}
