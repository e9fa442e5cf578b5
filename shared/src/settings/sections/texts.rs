//! `[texts]`.

use std::path::PathBuf;

use serde::Deserialize;

use crate::settings::{Check, optional};

/// The operator's own words.
#[derive(Debug, Clone, Deserialize)]
pub struct Texts {
    /// Markdown files in the place of those that are compiled in.
    #[serde(deserialize_with = "optional")]
    pub directory: Option<PathBuf>,
}

impl Texts {
    /// Refuses a directory that is none.
    pub fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.directory.as_ref().is_some_and(|it| !it.is_dir()),
            "texts.directory",
            "is no directory that can be read",
        );
    }
}
