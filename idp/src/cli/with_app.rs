//! Subcommands that need everything the server stands on: opened, used, closed.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use shared::clock::Outside;

use super::{Failure, chain, settings};
use crate::StartError;
use crate::app::{App, Parts};
use crate::settings::Settings;

/// What went wrong, for the shell.
pub(super) type Failed = Box<dyn Error + Send + Sync>;
/// Where a subcommand tells.
pub(super) type Out<'a> = &'a mut (dyn Write + Send);

/// Does it with the settings of these files, and tells on standard output.
pub(super) async fn from_shell(
    files: &[PathBuf],
    work: impl AsyncFnOnce(&App, Out<'_>) -> Result<(), Failed>,
) -> Result<(), Failure> {
    let settings = settings(files)?;
    let app = Parts::assemble(settings, Outside::system())
        .await
        .map_err(|error| match error {
            StartError::Store(error) => Failure::failed(&error),
            StartError::Clients(faults) => faults.into(),
            error => Failure::Wrong(chain(&error)),
        })?;
    let done = work(&app, &mut std::io::stdout()).await;
    app.db.close().await;
    done.map_err(|error| Failure::failed(&*error))
}

/// The same in this process, for tests; what it tells.
///
/// # Errors
/// What it tells on standard error.
pub(super) async fn for_tests(
    settings: Settings,
    outside: Outside,
    work: impl AsyncFnOnce(&App, Out<'_>) -> Result<(), Failed>,
) -> Result<String, String> {
    let app = Parts::assemble(settings, outside).await;
    let app = app.map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    let done = work(&app, &mut out).await;
    app.db.close().await;
    done.map_err(|error| error.to_string())?;
    String::from_utf8(out).map_err(|error| error.to_string())
}
