//! `id_token_hint`: an ID token that we signed for this client, expired or not, names the person
//! who is expected (OpenID Connect Core §3.1.2.1).

use crate::clients::Client;
use crate::keys::Keyring;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::token::id_token;

/// The `sub` that the client expects.
pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
    keys: &Keyring,
    issuer: &str,
) -> Result<Option<String>, Fault> {
    let Some(hint) = params.get("id_token_hint") else {
        return Ok(None);
    };
    id_token::read_hint(keys, issuer, hint)
        .filter(|hint| hint.aud == client.id.as_str())
        .map(|hint| Some(hint.sub))
        .ok_or(Fault::new(
            OAuthCode::InvalidRequest,
            "id_token_hint is no ID token of this client",
        ))
}
