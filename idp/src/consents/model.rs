use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use shared::claims::scope::{self, OFFLINE_ACCESS};
use shared::claims::{VERIFIABLE, VERIFIED_CLAIMS};
use shared::clock::Timestamp;

use crate::profiles::{STANDARD, scope_of};

/// Names a consent; another one after a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ConsentId(String);

impl ConsentId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConsentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person allows a client.
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    pub(crate) id: ConsentId,
    pub(crate) client: String,
    /// As the person read it.
    pub(crate) client_name: String,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) resources: BTreeSet<String>,
    pub(crate) given_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

impl Consent {
    /// Whether nothing of this is more than what was allowed.
    pub(crate) fn covers(&self, scopes: &BTreeSet<String>, resources: &BTreeSet<String>) -> bool {
        let has = |name: &String| {
            self.scopes.contains(name) || covering(name).is_some_and(|it| self.scopes.contains(it))
        };
        scopes.iter().all(has) && resources.is_subset(&self.resources)
    }
}

/// What people allow with a standard claim by itself, beside scopes.
pub(crate) fn single(claim: &str) -> String {
    format!("{SINGLE}{claim}")
}

const SINGLE: &str = "claims.";

/// The scope that allows a single claim as well.
fn covering(name: &str) -> Option<&'static str> {
    scope_of(name.strip_prefix(SINGLE)?)
}

/// What people allow with a verified claim, beside scopes.
pub(crate) fn verified(claim: &str) -> String {
    format!("{VERIFIED_CLAIMS}.{claim}")
}

/// Whether there are words for what this scope allows; without them nobody could consent to it.
fn is_known(name: &str) -> bool {
    scope::ALL.contains(&name) && !scope::is_for_operator(name)
}

/// The scopes that are things of their own to a person, as parts of the keys of their texts.
/// `offline_access` is none: it says how long.
pub(crate) fn words(scopes: &BTreeSet<String>) -> Vec<String> {
    let shown = scope::ALL.iter().filter(|name| **name != OFFLINE_ACCESS);
    let asked = shown.filter(|name| is_known(name) && scopes.contains(**name));
    let asked = asked.map(|name| (*name).to_owned());
    let singles = STANDARD
        .iter()
        .filter(|(_, scope)| !scopes.contains(*scope));
    let singles = singles.map(|(claim, _)| single(claim));
    let proven = VERIFIABLE.iter().map(|claim| verified(claim));
    let all = asked.chain(singles.chain(proven).filter(|name| scopes.contains(name)));
    all.map(|name| name.replace(['.', '_'], "-")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn only_more_is_asked_again() {
        let consent = Consent {
            id: ConsentId::new("c".to_owned()),
            client: "app".to_owned(),
            client_name: "App".to_owned(),
            scopes: set(&["openid", "email"]),
            resources: set(&["https://api.test"]),
            given_at: Timestamp::from_unix(0),
            last_used_at: None,
        };
        let (none, api) = (set(&[]), set(&["https://api.test"]));
        assert!(consent.covers(&set(&["openid"]), &none));
        assert!(consent.covers(&set(&["openid", "email"]), &api));
        assert!(!consent.covers(&set(&["openid", "profile"]), &none));
        assert!(!consent.covers(&set(&["openid"]), &set(&["https://other.test"])));
        assert!(
            consent.covers(&set(&["claims.email"]), &none),
            "by its scope"
        );
        assert!(!consent.covers(&set(&["claims.name"]), &none));
    }

    #[test]
    fn words_stand_in_the_order_of_the_scopes() {
        let scopes = set(&["portal.profile", "offline_access", "openid", "idp.accounts"]);
        assert_eq!(words(&scopes), ["openid", "portal-profile"]);
        let scopes = set(&["verified_claims.given_name", "verified_claims.x", "openid"]);
        assert_eq!(words(&scopes), ["openid", "verified-claims-given-name"]);
        let scopes = set(&["claims.name", "claims.email", "email", "claims.x"]);
        assert_eq!(words(&scopes), ["email", "claims-name"], "once");
    }
}
