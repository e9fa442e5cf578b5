//! `[letters]`.

use std::path::PathBuf;

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
}

impl Letters {
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
