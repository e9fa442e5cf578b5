//! `[levels]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, hours, minutes};

/// How long the portal believes that an identity is proven.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Levels {
    /// After the provider vouched for it; at the API after the sign-in.
    #[serde(rename = "substantial_minutes", deserialize_with = "minutes")]
    pub vouched: Duration,
    /// After the sign-in at which it was proven.
    #[serde(rename = "substantial_hours", deserialize_with = "hours")]
    pub proven: Duration,
}

impl Levels {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        check.refuse_if(
            self.vouched > self.proven,
            "levels.substantial_minutes",
            "must not be longer than levels.substantial_hours",
        );
        check.refuse_if(
            production && self.proven > Duration::from_hours(2),
            "levels.substantial_hours",
            "must be at most 2 in production: nobody vouches for an identity for longer",
        );
    }
}
