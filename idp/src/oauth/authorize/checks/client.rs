//! `client_id`: a registered client that may use this endpoint (RFC 6749 §4.1.1).

use std::sync::Arc;

use crate::clients::{Client, Clients, GrantType};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    clients: &Clients,
) -> Result<Arc<Client>, Fault> {
    let unknown = Fault::new(
        OAuthCode::InvalidRequest,
        "client_id names no registered client",
    );
    let client = params
        .get("client_id")
        .and_then(|id| clients.find(id))
        .filter(|client| client.grant_types.contains(&GrantType::AuthorizationCode));
    client.cloned().ok_or(unknown)
}
