//! Stand-ins for the outside identity providers, for demo and tests: BundID and Mein
//! Unternehmenskonto as OpenID providers whose persons are made up.
//!
//! Promises: every page says that it is a test stand-in; authorization code with PKCE S256, state
//! and nonce (all required), exact redirect URIs, `iss` in every answer (RFC 9207), client
//! authentication by `client_secret_basic` or `private_key_jwt`, ID tokens signed with ES256, codes
//! that count once and for 60 seconds, errors as in RFC 6749. `docs/stand-ins.md` has all claims.
//!
//! Everything is kept in memory; nothing here is part of real operation. This module is what both
//! share; what differs is in `bundid` and `muk`.

mod assertion;
mod authorize;
mod clients;
mod desk;
mod fault;
mod keys;
mod level;
mod metadata;
mod pages;
mod provider;
mod release;
mod token;
mod wanted;
mod web;

pub use crate::bundid::BundId;
pub use crate::muk::Muk;
pub use clients::{Client, Proof};
pub use provider::{OpenError, Settings};

pub(crate) use desk::{Ending, Errand, Lost};
pub(crate) use level::Level;
pub(crate) use pages::{Release, Start, show, strange};
pub(crate) use provider::{House, Provider};
pub(crate) use release::{Fact, Facts, Verdict};
pub(crate) use web::{form, routes};

use std::collections::BTreeMap;

/// A keyed digest. The key is no secret: the pseudonyms of made-up persons are to be the same after
/// a restart and on every machine.
pub(crate) fn pseudonym(kind: &str, parts: &[&str]) -> [u8; 32] {
    let message = parts.join("\0");
    shared::secret::hmac_sha256(format!("stand-in {kind}").as_bytes(), message.as_bytes())
}

/// Two hexadecimal digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(digit).collect()
}

/// Year, month and day of `1987-03-14`: each language has its own order.
pub(crate) fn day(date: &str) -> Vec<String> {
    date.split('-').map(str::to_owned).collect()
}

/// The name of a service as pseudonyms are made of it: the host of where the answer goes,
/// whatever the port.
pub(crate) fn service(redirect_uri: &str) -> String {
    let url = url::Url::parse(redirect_uri).ok();
    let host = url.as_ref().and_then(|url| url.host_str());
    host.unwrap_or_default().to_owned()
}

/// Names and values of a query or a form; nothing if a name comes twice. What is empty is absent
/// (RFC 6749 §3.1).
pub(crate) fn parameters(text: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(text) {
        if all.insert(name.into_owned(), value.into_owned()).is_some() {
            return None;
        }
    }
    all.retain(|_, value| !value.is_empty());
    Some(all)
}
