//! `idp check-config`.

use std::io::Write as _;
use std::path::PathBuf;

use super::{Failure, settings};
use crate::clients::{self, Outlets};
use crate::help;
use crate::upstream;

/// Tells what is wrong with the settings, the files of clients and of upstream providers and the
/// texts, or what was found.
pub(super) fn check_config(files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let (trust, loopback) = (
        settings.http.outgoing(),
        &settings.registration.loopback_hosts,
    );
    let outlets = Outlets::new(&trust, loopback).map_err(|error| Failure::failed(&error))?;
    clients::load(&settings.clients.directory, &outlets)?;
    let own = (&settings.http.public_url, &trust);
    let _ = upstream::load(&settings.upstream.directory, own, settings.is_production())?;
    help::load(&settings)?;
    let line = format!("the settings are right: {}", settings.http.public_url);
    writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::failed(&error))
}
