//! `[keys]`.

use std::time::Duration;

use serde::Deserialize;
use shared::secret::SealingKey;
use shared::settings::{Check, days, sealing_key};

/// What seals the database's secrets, and how long a key signs.
#[derive(Debug, Clone, Deserialize)]
pub struct Keys {
    /// 32 random bytes.
    #[serde(deserialize_with = "sealing_key")]
    pub sealing_key: SealingKey,
    /// How long a key signs tokens.
    #[serde(rename = "rotate_days", deserialize_with = "days")]
    pub rotate: Duration,
}

impl Keys {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let sealing_key = self.sealing_key.clone();
        shared::settings::Keys { sealing_key }.validate(production, check);
    }
}
