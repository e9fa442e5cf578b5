use std::time::Duration;

use shared::clock::Timestamp;
use shared::secret::TokenHash;

use crate::accounts::EmailAddress;
use crate::interactions::InteractionId;

/// How long the mailed link is good (S36).
pub(super) const LINK_LIFETIME: Duration = Duration::from_hours(24);

/// A text that a person agrees to, in the version that is shown. A change of the text is a
/// new version.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConsentText {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

/// S31 and S32.
pub(super) const CONSENT_TEXTS: [ConsentText; 2] = [
    ConsentText {
        name: "terms",
        version: "2026-11",
    },
    ConsentText {
        name: "privacy",
        version: "2026-11",
    },
];

/// A registration that waits for its confirmation.
#[derive(Debug, Clone)]
pub(super) struct SignUp {
    pub(super) visitor: TokenHash,
    pub(super) email: EmailAddress,
    /// None: who registers with an official identity has no password.
    pub(super) phc: Option<String>,
    /// Sealed; what was proven elsewhere.
    pub(super) identity: Option<Vec<u8>>,
    pub(super) locale: String,
    pub(super) interaction: Option<InteractionId>,
    pub(super) versions: [String; 2],
    pub(super) created_at: Timestamp,
    pub(super) used_at: Option<Timestamp>,
}
