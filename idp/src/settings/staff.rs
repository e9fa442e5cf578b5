//! `[staff]`: what the office's own people are asked for.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, minutes};

/// What the office's own people are asked for.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Staff {
    /// How old the sign-in may be of who invites a colleague, changes roles or deactivates a
    /// colleague.
    #[serde(rename = "fresh_minutes", deserialize_with = "minutes")]
    pub fresh: Duration,
}

impl Staff {
    pub(super) fn validate(self, check: &mut Check) {
        check.refuse_if(
            self.fresh > Duration::from_hours(1),
            "staff.fresh_minutes",
            "must be at most 60",
        );
    }
}
