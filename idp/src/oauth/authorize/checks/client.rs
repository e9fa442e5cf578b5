//! `client_id`: a registered client that may use this endpoint (RFC 6749 §4.1.1).

use std::sync::Arc;

use shared::db::{Db, StoreError};

use crate::clients::{Client, Clients, GrantType};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// Whom the request names, if there is such a client.
pub(in crate::oauth) async fn named(
    params: &Params,
    (db, clients): (&Db, &Clients),
) -> Result<Option<Arc<Client>>, StoreError> {
    match params.get("client_id") {
        Some(id) => clients.look_up(db, id).await,
        None => Ok(None),
    }
}

pub(in crate::oauth::authorize) fn check(
    named: Option<&Arc<Client>>,
) -> Result<Arc<Client>, Fault> {
    let unknown = Fault::new(
        OAuthCode::InvalidRequest,
        "client_id names no registered client",
    );
    let client = named.filter(|client| client.grant_types.contains(&GrantType::AuthorizationCode));
    client.cloned().ok_or(unknown)
}
