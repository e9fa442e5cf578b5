//! `idp check-config`.

use std::io::Write as _;
use std::path::PathBuf;

use super::{Failure, settings};
use crate::clients;

/// Tells what is wrong with the settings and the clients' files, or what was found.
pub(super) fn check_config(files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let http =
        clients::outgoing(&settings.http.outgoing()).map_err(|error| Failure::failed(&error))?;
    clients::load(&settings.clients.directory, &http)?;
    let line = format!("the settings are right: {}", settings.http.public_url);
    writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::failed(&error))
}
