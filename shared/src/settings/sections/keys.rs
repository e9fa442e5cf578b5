//! `[keys]`.

use crate::secret::SealingKey;
use crate::settings::{Check, sealing_key};
use serde::Deserialize;

/// The key in config/*.dev.toml and config/*.test.toml.
const KNOWN_TO_EVERYBODY: &[u8; 32] = b"only for development, not real!!";

/// What seals the database's secrets.
#[derive(Debug, Clone, Deserialize)]
pub struct Keys {
    /// 32 random bytes.
    #[serde(deserialize_with = "sealing_key")]
    pub sealing_key: SealingKey,
}

impl Keys {
    /// Refuses what cannot work or is unsafe.
    pub fn validate(&self, production: bool, check: &mut Check) {
        let key = self.sealing_key.as_bytes();
        check.refuse_if(
            key == &[0; 32],
            "keys.sealing_key",
            "is missing: 32 random bytes in base64, e.g. from openssl rand -base64 32",
        );
        check.refuse_if(
            production && key == KNOWN_TO_EVERYBODY,
            "keys.sealing_key",
            "is the example's, which everybody knows; make one: openssl rand -base64 32",
        );
    }
}
