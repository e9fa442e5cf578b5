use serde::{Deserialize, Serialize};
use shared::claims::IdentityLevel;
use shared::clock::Timestamp;

use crate::upstream::Proven;

/// What for a person is sent to an upstream provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum Purpose {
    /// To sign in.
    SignIn,
    /// To add the identity to the account of this session.
    Link { sid: String },
    /// To prove the identity of this session's account anew, at least so well.
    StepUp { sid: String, minimum: IdentityLevel },
}

/// What the browser came back with (RFC 6749 §4.1.2, RFC 9207).
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) state: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) iss: Option<String>,
    pub(crate) error: Option<String>,
}

impl Answer {
    /// Reads the query; a parameter that came twice makes the whole unreadable (T04).
    pub(crate) fn read(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut answer.state,
                "code" => &mut answer.code,
                "iss" => &mut answer.iss,
                "error" => &mut answer.error,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(answer)
    }
}

/// An identity that was proven in this browser and has no account yet.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) proven: Proven,
    pub(crate) proven_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_twice_is_refused() {
        assert!(Answer::read("code=a&state=b&iss=c&x=1&x=2").is_some());
        for query in ["code=a&code=b", "state=a&state=a", "iss=a&iss=b&code=c"] {
            assert!(Answer::read(query).is_none(), "{query}");
        }
    }

    #[test]
    fn purposes_read_back() {
        let purpose = Purpose::StepUp {
            sid: "abc".to_owned(),
            minimum: IdentityLevel::Substantial,
        };
        let text = serde_json::to_string(&purpose).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Purpose>(&text).expect("reads"),
            purpose
        );
    }
}
