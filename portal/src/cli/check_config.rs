//! `portal check-config`.

use std::io::Write as _;
use std::path::PathBuf;

use super::{Failure, settings};
use crate::help;

/// Tells what is wrong with the settings and the texts, or what was found.
pub(super) fn check_config(files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    help::load(&settings)?;
    let line = format!("the settings are right: {}", settings.http.public_url);
    writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::failed(&error))
}
