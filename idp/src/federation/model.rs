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
