//! Requests to addresses that a stranger names (a client that registered itself): never to this
//! machine, the house's own network or anything else that only we can reach (SSRF; ASVS 1.3.6).
//!
//! What counts is the address that the connection goes to, not the name: names are resolved here,
//! and one forbidden address among several refuses them all (DNS rebinding). https only, no
//! redirects, no proxy, three seconds, little to read; why there is no answer is not told.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use shared::provider::Outgoing;
use shared::serve::Network;
use url::{Host, Url};

/// Whatever goes wrong is told alike: it must not tell who listens where.
pub(crate) const REFUSED: &str = "the address is not to be had";
const PATIENCE: Duration = Duration::from_secs(3);
/// Where https is served; elsewhere databases and mail servers listen.
const PORTS: [u16; 2] = [443, 8443];

/// IPv4 that is not the public internet (IANA special-purpose registry), and all that is
/// addressed to many.
const NOT_PUBLIC_4: &[&str] = &[
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
];
/// The only IPv6 that is the public internet: neither mapped IPv4 nor NAT64, neither unique local
/// nor link local nor multicast.
const PUBLIC_6: &str = "2000::/3";
/// What within it is not: Teredo and protocol assignments, documentation, 6to4.
const NOT_PUBLIC_6: &[&str] = &[
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
];

/// Whether an address lies in the public internet.
fn is_public(address: IpAddr) -> bool {
    let within = |nets: &[&str]| {
        let mut nets = nets.iter().filter_map(|net| net.parse::<Network>().ok());
        nets.any(|net| net.contains(address))
    };
    match address {
        IpAddr::V4(_) => !within(NOT_PUBLIC_4),
        IpAddr::V6(_) => within(&[PUBLIC_6]) && !within(NOT_PUBLIC_6),
    }
}

/// The way out to strangers' addresses.
#[derive(Debug, Clone)]
pub(crate) struct Guarded {
    http: reqwest::Client,
    loopback: Arc<BTreeSet<String>>,
}

impl Guarded {
    /// `loopback_hosts` are names that mean this machine and may be asked, also by http (tests).
    ///
    /// # Errors
    /// When the system's root certificates cannot be read.
    pub(crate) fn new(
        trust: &Outgoing,
        loopback_hosts: &BTreeSet<String>,
    ) -> Result<Self, reqwest::Error> {
        let loopback = Arc::new(loopback_hosts.clone());
        let resolver = Checked(Arc::clone(&loopback));
        let http = trust
            .client("schluesselbund")
            // A proxy would resolve names behind our back.
            .no_proxy()
            .dns_resolver(Arc::new(resolver))
            .pool_max_idle_per_host(0)
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .build()?;
        Ok(Self { http, loopback })
    }

    /// Whether an address may be asked, as far as its text tells.
    pub(crate) fn admits(&self, address: &Url) -> bool {
        let Some(host) = address.host_str() else {
            return false;
        };
        let is_ours = self.loopback.contains(host);
        let has_way = match address.scheme() {
            "https" => true,
            "http" => is_ours,
            _ => false,
        };
        let is_plain = address.username().is_empty() && address.password().is_none();
        let port = address.port_or_known_default();
        let has_port = is_ours || port.is_some_and(|port| PORTS.contains(&port));
        let leads_out = match address.host() {
            _ if is_ours => true,
            Some(Host::Ipv4(ip)) => is_public(ip.into()),
            Some(Host::Ipv6(ip)) => is_public(ip.into()),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name != "localhost" && !name.ends_with(".localhost")
            }
            None => false,
        };
        has_way && is_plain && has_port && leads_out
    }

    /// What asks, if the address may be asked.
    pub(super) fn ask(&self, address: &Url) -> Result<&reqwest::Client, &'static str> {
        if self.admits(address) {
            Ok(&self.http)
        } else {
            Err(REFUSED)
        }
    }
}

/// Resolves names to public addresses alone; those of this machine that are named to this machine.
#[derive(Debug)]
struct Checked(Arc<BTreeSet<String>>);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let is_ours = self.0.contains(name.as_str());
        Box::pin(async move {
            let found: Vec<SocketAddr> = if is_ours && name.as_str().ends_with("localhost") {
                let both: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                both.map(|address| SocketAddr::new(address, 0)).into()
            } else {
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect()
            };
            let fits = |at: &SocketAddr| {
                if is_ours {
                    at.ip().is_loopback()
                } else {
                    is_public(at.ip())
                }
            };
            if found.is_empty() || !found.iter().all(fits) {
                return Err(REFUSED.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(loopback: &[&str]) -> Guarded {
        let loopback = loopback.iter().map(|&it| it.to_owned()).collect();
        Guarded::new(&Outgoing::default(), &loopback).expect("a client")
    }

    #[test]
    fn every_network_is_one() {
        let all = NOT_PUBLIC_4.iter().chain(NOT_PUBLIC_6).chain([&PUBLIC_6]);
        for net in all {
            assert!(net.parse::<Network>().is_ok(), "{net}");
        }
    }

    #[test]
    fn only_the_public_internet_is_public() {
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(text.parse().expect("an address")), "{text}");
        }
        for text in ["8.8.8.8", "172.32.0.1", "2a00:1450::1", "2606:4700::1111"] {
            assert!(is_public(text.parse().expect("an address")), "{text}");
        }
    }

    #[test]
    fn the_text_of_an_address_tells_much() {
        let strict = guarded(&[]);
        let admits = |text: &str| Url::parse(text).is_ok_and(|url| strict.admits(&url));
        for text in ["https://rp.example/jwks", "https://rp.example:8443/"] {
            assert!(admits(text), "{text}");
        }
        for text in [
            "http://rp.example/",
            "https://rp.example:5432/",
            "https://user@rp.example/",
            "https://u:p@rp.example/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://a.localhost/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://127.1/",
            "https://0/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest",
            "file:///etc/passwd",
            "gopher://rp.example/",
            "data:text/plain,x",
        ] {
            assert!(!admits(text), "{text}");
        }
        let lax = guarded(&["localhost", "127.0.0.1"]);
        for text in ["http://localhost:9000/k", "https://127.0.0.1:9000/k"] {
            assert!(lax.admits(&Url::parse(text).expect("an address")), "{text}");
        }
        assert!(!lax.admits(&Url::parse("http://rp.example/").expect("an address")));
    }

    #[tokio::test]
    async fn a_name_is_worth_what_it_resolves_to() {
        for (named, fits) in [(&["localhost"][..], true), (&[], false)] {
            let loopback = named.iter().map(|&it| it.to_owned()).collect();
            let resolver = Checked(Arc::new(loopback));
            let found = resolver.resolve("localhost".parse().expect("a name")).await;
            assert_eq!(found.is_ok(), fits);
        }
    }
}
