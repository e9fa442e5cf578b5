//! `[upstream]`.

use std::path::PathBuf;

use serde::Deserialize;

/// Providers by which people may sign in besides the account's own ways.
#[derive(Debug, Clone, Deserialize)]
pub struct Upstream {
    /// One file for each.
    pub directory: PathBuf,
}
