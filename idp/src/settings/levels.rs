//! `[levels]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, minutes};

/// How long an identity level holds within a session.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Hold {
    /// Without a request.
    #[serde(rename = "idle_minutes", deserialize_with = "minutes")]
    pub idle: Duration,
    /// In all.
    #[serde(rename = "minutes", deserialize_with = "minutes")]
    pub absolute: Duration,
}

/// How long each identity level holds within a session (BSI TR-03160-1).
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Levels {
    /// Niedrig.
    pub low: Hold,
    /// Substanziell.
    pub substantial: Hold,
    /// Hoch.
    pub high: Hold,
}

impl Levels {
    pub(super) fn validate(&self, check: &mut Check) {
        let ordered = |lower: Hold, higher: Hold| {
            higher.idle <= lower.idle && higher.absolute <= lower.absolute
        };
        check.refuse_if(
            !ordered(self.low, self.substantial),
            "levels.substantial",
            "must not hold longer than levels.low",
        );
        check.refuse_if(
            !ordered(self.substantial, self.high),
            "levels.high",
            "must not hold longer than levels.substantial",
        );
    }
}
