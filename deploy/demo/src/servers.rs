//! Prepares both servers; see their launch API.

use shared::clock::Outside;
use shared::settings::Faults;

use crate::settings::Sources;

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServerError {
    #[error("{0}")]
    Settings(#[from] Faults),
    #[error("the identity provider cannot start: {0}")]
    IdentityProvider(#[from] idp::StartError),
    #[error("the portal cannot start: {0}")]
    Portal(#[from] portal::StartError),
}

/// Reads both servers' settings before either opens its database, then prepares them.
pub(crate) async fn prepare(
    idp: Sources,
    portal: Sources,
    env: Vec<(String, String)>,
    outside: &Outside,
) -> Result<(idp::Server, portal::Server), ServerError> {
    let idp = idp::Settings::layered(&[&idp.key], &idp.files, env.clone())?;
    let portal = portal::Settings::layered(&[&portal.key], &portal.files, env)?;
    Ok((
        idp::Server::prepare(idp, outside.clone()).await?,
        portal::Server::prepare(portal, outside.clone()).await?,
    ))
}
