//! `[letters]`.

use serde::Deserialize;
use shared::secret::PublicKey;
use shared::settings::{Check, optional};

/// The key in config/*.dev.toml and config/*.test.toml.
const KNOWN_TO_EVERYBODY: &str = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

/// Recovery codes by letter.
#[derive(Debug, Clone, Deserialize)]
pub struct Letters {
    /// The key of the letter outbox; none: no codes are sent by letter.
    #[serde(deserialize_with = "optional")]
    pub public_key: Option<PublicKey>,
}

impl Letters {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let known = KNOWN_TO_EVERYBODY.parse().ok();
        check.refuse_if(
            production && self.public_key.is_some() && self.public_key == known,
            "letters.public_key",
            "is the example's, which everybody can open; make one: portal letter-key",
        );
    }
}
