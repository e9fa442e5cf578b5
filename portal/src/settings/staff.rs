//! `[staff]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::minutes;

/// What the staff's side asks for.
#[derive(Debug, Clone, Deserialize)]
pub struct Staff {
    /// A grave action asks for a sign-in that is not older.
    #[serde(rename = "fresh_minutes", deserialize_with = "minutes")]
    pub fresh: Duration,
}
