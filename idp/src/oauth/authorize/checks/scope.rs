//! `scope`: what the client is registered for; what it is not is left out, and the answer tells
//! (RFC 6749 §3.3, OpenID Connect Core §3.1.2.1).

use crate::clients::Client;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::scope::ScopeSet;

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
) -> Result<ScopeSet, Fault> {
    let scope = ScopeSet::parse(params.get("scope").unwrap_or_default()).within(&client.scopes);
    if scope.is_empty() {
        return Err(Fault::new(
            OAuthCode::InvalidScope,
            "scope holds none that this client may ask for",
        ));
    }
    Ok(scope)
}
