//! Registered redirect URIs and what equals them: the same bytes (RFC 9700 §2.1), or a loopback
//! address that differs in its port alone (RFC 8252 §7.3).

use std::str::FromStr;

use serde::Deserialize;
use url::{Host, Url};

/// A registered redirect URI.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct RedirectUri(String);

impl RedirectUri {
    /// As it is registered.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `requested` is this URI, byte for byte.
    pub(crate) fn is(&self, requested: &str) -> bool {
        self.0 == requested
    }

    /// Whether `requested` differs from this URI at most in the port of a loopback address.
    pub(crate) fn is_up_to_loopback_port(&self, requested: &str) -> bool {
        match (split_loopback(&self.0), split_loopback(requested)) {
            (Some(own), Some(other)) => own == other,
            _ => false,
        }
    }

    /// Scheme, host and port of a web address: what a browser's `Origin` says.
    pub(crate) fn web_origin(&self) -> Option<String> {
        let url = Url::parse(&self.0).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
    }
}

/// A loopback URI without its port: what stands before and after it.
fn split_loopback(uri: &str) -> Option<(&'static str, &str)> {
    for base in ["http://127.0.0.1", "http://[::1]"] {
        let Some(rest) = uri.strip_prefix(base) else {
            continue;
        };
        let (port, tail) = match rest.strip_prefix(':') {
            Some(rest) => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                (Some(&rest[..digits]), &rest[digits..])
            }
            None => (None, rest),
        };
        let port_fits = port.is_none_or(|p| !p.starts_with('0') && p.parse::<u16>().is_ok());
        let tail_fits = tail.is_empty() || tail.starts_with('/') || tail.starts_with('?');
        return (port_fits && tail_fits).then_some((base, tail));
    }
    None
}

impl FromStr for RedirectUri {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let visible = text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b));
        if !visible || text.len() > 2000 {
            return Err("must be an absolute URI of visible ASCII characters");
        }
        let url = Url::parse(text).map_err(|_| "must be an absolute URI")?;
        if url.fragment().is_some() || text.contains('#') {
            return Err("must not have a fragment (RFC 6749 §3.1.2)");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not hold credentials");
        }
        let local = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        match url.scheme() {
            "https" => {}
            "http" if local => {}
            "http" => return Err("must be https, but on the machine itself"),
            // RFC 8252 §7.1: a private-use scheme is a domain name in reverse.
            scheme if scheme.contains('.') => {}
            _ => return Err("must be https, loopback http or a scheme like org.example.app"),
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for RedirectUri {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn uri(text: &str) -> RedirectUri {
        text.parse().expect(text)
    }

    #[test]
    fn addresses_that_lead_home_can_be_registered() {
        for text in [
            "https://rp.test/cb",
            "https://rp.test/cb?x=1",
            "http://localhost:8081/anmelden/zurueck",
            "http://127.0.0.1/cb",
            "http://[::1]:4000/cb",
            "org.example.app:/cb",
        ] {
            assert!(text.parse::<RedirectUri>().is_ok(), "{text}");
        }
    }

    #[test]
    fn addresses_that_lead_astray_cannot() {
        for text in [
            "",
            "/cb",
            "https://rp.test/cb#f",
            "https://rp.test/cb#",
            "http://rp.test/cb",
            "https://user@rp.test/cb",
            "https://u:p@rp.test/",
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://rp.test/x",
            "https://rp.test/a b",
            "https://rp.test/\u{e4}",
            "https://rp.test/\r\nX: y",
            "https://rp.test\\@evil.test/",
        ] {
            assert!(text.parse::<RedirectUri>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_the_same_bytes_match() {
        let registered = uri("https://rp.test/cb");
        assert!(registered.is("https://rp.test/cb"));
        for other in [
            "https://rp.test.evil.test/cb",
            "https://rpXtest/cb",
            "https://rp.test/cb/../x",
            "https://rp.test/cb?x=1",
            "https://rp.test/cb#f",
            "https://rp.test/cb/",
            "HTTPS://RP.TEST/CB",
            "https://rp.test:443/cb",
            "https://rp.test%2eevil.test/cb",
            "https://rp.test/c%62",
            "https://rp.test/cb ",
            "",
        ] {
            assert!(!registered.is(other), "{other}");
            assert!(!registered.is_up_to_loopback_port(other), "{other}");
        }
    }

    #[test]
    fn a_loopback_address_may_differ_in_its_port_alone() {
        let registered = uri("http://127.0.0.1/cb?a=1");
        for same in [
            "http://127.0.0.1/cb?a=1",
            "http://127.0.0.1:1/cb?a=1",
            "http://127.0.0.1:65535/cb?a=1",
        ] {
            assert!(registered.is_up_to_loopback_port(same), "{same}");
        }
        for other in [
            "http://127.0.0.1:0/cb?a=1",
            "http://127.0.0.1:65536/cb?a=1",
            "http://127.0.0.1:/cb?a=1",
            "http://127.0.0.1:080/cb?a=1",
            "http://127.0.0.1:80@evil.test/cb?a=1",
            "http://127.0.0.1.evil.test/cb?a=1",
            "http://127.0.0.2/cb?a=1",
            "http://[::1]/cb?a=1",
            "http://localhost/cb?a=1",
            "https://127.0.0.1/cb?a=1",
            "http://127.0.0.1/CB?a=1",
            "http://127.0.0.1/cb?a=2",
            "http://127.0.0.1/cb",
            "http://127.0.0.1/cb?a=1#f",
            "http://127.1/cb?a=1",
            "HTTP://127.0.0.1/cb?a=1",
        ] {
            assert!(!registered.is_up_to_loopback_port(other), "{other}");
        }
        assert!(uri("http://[::1]:9/").is_up_to_loopback_port("http://[::1]:10/"));
        assert!(!uri("http://localhost:9/").is_up_to_loopback_port("http://localhost:10/"));
    }

    proptest! {
        #[test]
        fn nothing_but_itself_matches(path in "[a-z/.?=&%]{0,20}", other in "\\PC{0,60}") {
            let text = format!("https://rp.test/{path}");
            if let Ok(registered) = text.parse::<RedirectUri>() {
                prop_assert!(registered.is(&text));
                prop_assert_eq!(registered.is(&other), text == other);
                prop_assert!(!registered.is_up_to_loopback_port(&other));
            }
        }

        #[test]
        fn one_byte_more_less_or_other_is_another(uri in "https://rp\\.test/[a-z0-9/.?=&%]{0,20}|http://127\\.0\\.0\\.1(:[1-9][0-9]{0,3})?/cb|org\\.example\\.app:/[a-z]{0,9}", at in any::<prop::sample::Index>(), byte in any::<u8>(), how in 0..3) {
            let Ok(registered) = uri.parse::<RedirectUri>() else { return Ok(()) };
            prop_assert_eq!(registered.as_str(), uri.as_str());
            let mut bytes = uri.clone().into_bytes();
            let place = at.index(bytes.len());
            match how {
                0 => bytes.insert(place, byte),
                1 => drop(bytes.remove(place)),
                _ => bytes[place] = byte,
            }
            let Ok(other) = String::from_utf8(bytes) else { return Ok(()) };
            prop_assert_eq!(registered.is(&other), uri == other);
            let without_port = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "").replace(":/cb", "/cb");
            if registered.is_up_to_loopback_port(&other) {
                prop_assert_eq!(without_port(&uri), without_port(&other));
                prop_assert!(other.starts_with("http://127.0.0.1") && other.ends_with("/cb"));
            }
        }

        #[test]
        fn what_can_be_registered_leads_home(text in "\\PC{0,40}|[a-z.+-]{1,12}:(//)?[ -~]{0,30}") {
            if let Ok(uri) = text.parse::<RedirectUri>() {
                prop_assert_eq!(uri.as_str().parse::<RedirectUri>(), Ok(uri.clone()));
                prop_assert!(text.len() <= 2000 && text.bytes().all(|b| b.is_ascii_graphic()) && !text.contains('#'));
                let url = Url::parse(&text).expect("parses");
                prop_assert!(["https", "http"].contains(&url.scheme()) || url.scheme().contains('.'));
                prop_assert!(url.username().is_empty() && url.password().is_none());
            }
        }

        #[test]
        fn what_matches_up_to_the_port_leads_to_the_same_machine(other in "http://(127\\.0\\.0\\.1|\\[::1\\])[:0-9@.a-z/?#]{0,20}") {
            let registered = uri("http://127.0.0.1/cb");
            if registered.is_up_to_loopback_port(&other) {
                let url = Url::parse(&other).expect("parses");
                prop_assert_eq!(url.host_str(), Some("127.0.0.1"));
                prop_assert_eq!(url.path(), "/cb");
                prop_assert_eq!(url.username(), "");
            }
        }
    }
}
