//! `portal serve`.

use std::path::PathBuf;

use shared::clock::Outside;
use shared::serve::ServeError;
use shared::{serve, telemetry};

use super::{Failure, chain, settings};
use crate::{Server, StartError};

/// Serves until the process is told to stop. Whatever can be wrong is found before the first log
/// line and before anything is half started: settings, sockets, database.
pub(super) async fn serve(files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let listeners = serve::bind(&settings.http.listen)
        .await
        .map_err(|error| Failure::Wrong(format!("http.listen: {error}")))?;
    let log = settings.log.clone();
    let server =
        Server::prepare(settings, Outside::system())
            .await
            .map_err(|error| match error {
                StartError::Texts(faults) => faults.into(),
                error => Failure::Wrong(chain(&error)),
            })?;
    telemetry::init(&log);
    server
        .serve(listeners, serve::stop_signal())
        .await
        .map_err(|error| match error {
            ServeError::Tls(error) => Failure::Wrong(format!("{}: {error}", error.setting())),
            ServeError::Socket(_) => Failure::failed(&error),
        })
}
