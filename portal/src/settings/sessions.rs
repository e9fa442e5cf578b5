//! `[sessions]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, hours, minutes};

/// How long a session lasts.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Sessions {
    /// Without a click.
    #[serde(rename = "idle_minutes", deserialize_with = "minutes")]
    pub idle: Duration,
    /// In any case.
    #[serde(rename = "absolute_hours", deserialize_with = "hours")]
    pub absolute: Duration,
}

impl Sessions {
    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.idle > self.absolute,
            "sessions.idle_minutes",
            "must not be longer than sessions.absolute_hours",
        );
    }
}
