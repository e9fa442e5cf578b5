use std::collections::BTreeSet;

use shared::clock::Timestamp;

use crate::clients::Policy;

/// Who holds its token may register so many applications (RFC 7591 §3, initial access token).
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) id: String,
    pub(crate) policy: Policy,
    /// The most that they may ask for.
    pub(crate) scopes: BTreeSet<String>,
    /// How many may be registered by it, and how many are.
    pub(crate) quota: i64,
    pub(crate) used: i64,
    pub(crate) expires_at: Timestamp,
}

/// The policy's name in the database.
pub(super) const fn word(policy: Policy) -> &'static str {
    match policy {
        Policy::Default => "default",
        Policy::Legacy => "legacy",
    }
}

/// What [`word`] wrote.
pub(super) fn policy(word: &str) -> Option<Policy> {
    let all = [Policy::Default, Policy::Legacy];
    all.into_iter().find(|it| self::word(*it) == word)
}
