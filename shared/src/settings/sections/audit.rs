//! `[audit]`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use crate::settings::{Check, days};

/// How the audit log is kept.
#[derive(Debug, Clone, Deserialize)]
pub struct Audit {
    /// Where the heads of its chain are written, outside of the database.
    pub head_file: PathBuf,
    /// After so long an entry forgets whom it was about.
    #[serde(rename = "personal_days", deserialize_with = "days")]
    pub personal: Duration,
}

impl Audit {
    /// What one value alone cannot know.
    pub fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.head_file.as_os_str().is_empty(),
            "audit.head_file",
            "must name a file",
        );
    }
}
