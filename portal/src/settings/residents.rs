//! `[residents]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::days;

/// How what is kept about people ends.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Residents {
    /// How long who has their data deleted may change their mind.
    #[serde(rename = "deletion_days", deserialize_with = "days")]
    pub deletion: Duration,
}
