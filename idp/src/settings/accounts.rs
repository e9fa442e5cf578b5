//! `[accounts]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::days;

/// How accounts end.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Accounts {
    /// How long who deletes the account may change their mind.
    #[serde(rename = "deletion_days", deserialize_with = "days")]
    pub deletion: Duration,
}
