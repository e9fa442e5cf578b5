//! For which hosts a server answers: a name that somebody else gave to its address opens nothing
//! (DNS rebinding), and nobody is kept at an address that is not ours.

use std::str::FromStr;
use std::sync::Arc;

use axum::response::{Html, IntoResponse, Response};
use http::uri::Authority;
use http::{StatusCode, header};
use serde::Deserialize;
use url::{Host, Url};

/// What asks for these asks by address.
const PROBES: [&str; 2] = ["/health/live", "/health/ready"];

/// A host as people write it: a name or an address, without a port.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct HostName(Host);

impl FromStr for HostName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "must be names or addresses of hosts, without a port";
        if let Ok(address) = text.parse() {
            return Ok(Self(Host::Ipv6(address)));
        }
        match Host::parse(text) {
            // A browser would take it for a name, but nobody is reached by it.
            Ok(Host::Domain(name)) if name.contains('*') => Err(SHAPE),
            Ok(host) => Ok(Self(host)),
            Err(_) => Err(SHAPE),
        }
    }
}

impl TryFrom<String> for HostName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl HostName {
    /// Whether it is this machine itself (RFC 1122 §3.2.1.3, RFC 6761 §6.3).
    fn is_loopback(&self) -> bool {
        match &self.0 {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        }
    }
}

/// The hosts of one server: that of its public address, and those that its settings name beside.
/// If the public address is this machine's, all names of this machine.
#[derive(Debug, Clone)]
pub struct Hosts {
    home: Arc<str>,
    ours: Arc<[HostName]>,
    this_machine: bool,
}

impl Hosts {
    /// Those of the server whose public address is `home`.
    #[must_use]
    pub fn new(home: &Url, further: &[HostName]) -> Self {
        let mut ours = further.to_vec();
        ours.extend(home.host().map(|host| HostName(host.to_owned())));
        Self {
            home: home.origin().ascii_serialization().into(),
            this_machine: home
                .host()
                .is_some_and(|host| HostName(host.to_owned()).is_loopback()),
            ours: ours.into(),
        }
    }

    /// Whether a request at this path and for this authority is for us. The port is the proxy's.
    pub(super) fn answer_for(&self, path: &str, authority: &Authority) -> bool {
        PROBES.contains(&path)
            || Host::parse(authority.host()).is_ok_and(|host| {
                let host = HostName(host);
                self.ours.contains(&host) || self.this_machine && host.is_loopback()
            })
    }

    /// For a person at an address that is not ours: the way to the right one. In both languages,
    /// because nothing else can be loaded there.
    #[must_use]
    pub fn way_home(&self) -> Response {
        let home = &self.home;
        let page = format!(
            "<!doctype html>\n<html lang=\"de\">\n<head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>Diese Adresse stimmt nicht</title></head>\n<body><main>\n\
             <h1>Diese Adresse stimmt nicht</h1>\n\
             <p>Sie haben eine Adresse geöffnet, die nicht zu uns gehört. \
             Die richtige Adresse ist: <a href=\"{home}\">{home}</a></p>\n\
             <div lang=\"en\"><h2>This address is not right</h2>\n\
             <p>You have opened an address that does not belong to us. \
             The right address is: <a href=\"{home}\">{home}</a></p></div>\n\
             </main></body>\n</html>\n"
        );
        let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
        ];
        (StatusCode::MISDIRECTED_REQUEST, headers, Html(page)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(home: &str, further: &[&str], asked: &[&str]) -> Vec<bool> {
        let further: Vec<HostName> = further
            .iter()
            .map(|text| text.parse().expect("a host"))
            .collect();
        let hosts = Hosts::new(&Url::parse(home).expect("an address"), &further);
        let one = |text: &&str| hosts.answer_for("/", &text.parse().expect("an authority"));
        asked.iter().map(one).collect()
    }

    #[test]
    fn ours_are_the_public_one_and_those_named_beside() {
        let home = "https://konto.example.org:8443";
        let ours = [
            "konto.example.org",
            "Konto.EXAMPLE.org:8443",
            "konto.example.org:1",
        ];
        assert_eq!(answered(home, &[], &ours), [true; 3]);
        let others = [
            "konto.example.org.evil.example",
            "evil.konto.example.org",
            "example.org",
            "konto.example.org.",
            "10.0.0.7",
            "[2001:db8::7]:80",
            "localhost",
            "127.0.0.1:8080",
            "[::1]:8080",
        ];
        assert_eq!(answered(home, &[], &others), [false; 9]);
        let further = ["alt.example.org", "10.0.0.7", "2001:db8::7"];
        let beside = ["ALT.example.org:80", "10.0.0.7:81", "[2001:DB8::7]:80"];
        assert_eq!(answered(home, &further, &beside), [true; 3]);
        let umlauts = ["xn--mnchen-3ya.example.org"];
        assert_eq!(
            answered("https://münchen.example.org", &[], &umlauts),
            [true]
        );
    }

    #[test]
    fn this_machine_has_many_names() {
        let here = [
            "localhost:8080",
            "127.0.0.1:8080",
            "127.9.8.7",
            "[::1]:8080",
            "konto.localhost",
        ];
        let elsewhere = [
            "localhost.evil.example",
            "10.0.0.1",
            "[::2]",
            "notlocalhost",
        ];
        for home in [
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]:1",
            "https://konto.localhost",
        ] {
            assert_eq!(answered(home, &[], &here), [true; 5], "{home}");
            assert_eq!(answered(home, &[], &elsewhere), [false; 4], "{home}");
        }
    }

    #[test]
    fn a_host_has_no_port() {
        for bad in [
            "",
            "a:80",
            "10.0.0.1:80",
            "[::1]:80",
            "https://a.example",
            "a.example/",
            "*.example.org",
            "a b",
            "u@a.example",
        ] {
            assert!(bad.parse::<HostName>().is_err(), "{bad}");
        }
        for good in ["a", "konto.example.org", "10.0.0.1", "::1", "[::1]"] {
            assert!(good.parse::<HostName>().is_ok(), "{good}");
        }
    }
}
