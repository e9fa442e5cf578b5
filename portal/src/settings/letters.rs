//! `[letters]`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, optional};

/// Where letters go.
#[derive(Debug, Clone, Deserialize)]
pub struct Letters {
    /// The folder for whoever prints them.
    pub outbox: PathBuf,
    /// More fonts.
    #[serde(deserialize_with = "optional")]
    pub fonts: Option<PathBuf>,
    keep_printed_days: u16,
}

impl Letters {
    /// How long a printed letter stays in the folder; zero: not at all.
    #[must_use]
    pub fn keep_printed(&self) -> Duration {
        Duration::from_hours(24 * u64::from(self.keep_printed_days))
    }

    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.outbox.as_os_str().is_empty(),
            "letters.outbox",
            "must name a directory",
        );
        let fonts_missing = self.fonts.as_ref().is_some_and(|fonts| !fonts.is_dir());
        check.refuse_if(
            fonts_missing,
            "letters.fonts",
            "is no directory that can be read",
        );
    }
}
