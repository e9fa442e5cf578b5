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

/// The servers, ready to serve, and the case that a newcomer begins with.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) idp: idp::Server,
    pub(crate) portal: portal::Server,
    pub(crate) case: portal::demo::DemoCase,
}

/// Reads both servers' settings before either opens its database, then prepares them.
pub(crate) async fn prepare(
    idp: Sources,
    portal: Sources,
    env: Vec<(String, String)>,
    outside: &Outside,
) -> Result<Prepared, ServerError> {
    let idp = idp::Settings::layered(&[&idp.key], &idp.files, env.clone())?;
    let portal = portal::Settings::layered(&[&portal.key], &portal.files, env)?;
    Ok(Prepared {
        idp: idp::Server::prepare(idp, outside.clone()).await?,
        case: portal::demo::ensure_case(&portal, outside.clone()).await?,
        portal: portal::Server::prepare(portal, outside.clone()).await?,
    })
}
