use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use shared::clock::Timestamp;

/// Names a waiting request; worthless in another browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct InteractionId(String);

impl InteractionId {
    pub(super) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InteractionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no id of a waiting request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a waiting request")]
pub(crate) struct NotAnId;

impl FromStr for InteractionId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fits = text.len() == 26 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned())).ok_or(NotAnId)
    }
}

impl<'de> Deserialize<'de> for InteractionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A request that waits.
#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    /// The request, as its owner wrote it.
    pub(crate) request: String,
    pub(crate) created_at: Timestamp,
}

/// A request that is to wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting<'a> {
    /// As its owner writes it.
    pub(crate) request: &'a str,
    /// The user name that the application expects.
    pub(crate) login_hint: Option<&'a str>,
    /// Which application asks.
    pub(crate) client: &'a str,
    /// The origin (or the scheme) of where the browser goes with the answer.
    pub(crate) goal: Option<&'a str>,
}

/// Which application a request is of.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    pub(crate) client: Option<String>,
    pub(crate) goal: Option<String>,
}

/// Where a person who has signed in goes on.
pub(crate) fn onward(id: &InteractionId) -> String {
    format!("/oauth/authorize/weiter?vorgang={id}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_is_short_plain_and_reads_back(text in "[a-z2-7]{26}|[a-z]{24,28}|\\PC{0,40}") {
            match text.parse::<InteractionId>() {
                Ok(id) => {
                    prop_assert_eq!(id.to_string(), text.as_str());
                    prop_assert!(onward(&id).is_ascii() && text.len() == 26);
                }
                Err(NotAnId) => prop_assert!(text.len() != 26 || !text.is_ascii() || text.contains(|c: char| !c.is_ascii_alphanumeric())),
            }
        }
    }
}
