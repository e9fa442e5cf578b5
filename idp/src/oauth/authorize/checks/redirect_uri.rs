//! `redirect_uri`: one of the client's, byte for byte (RFC 9700 §2.1); the port of a loopback
//! address may vary for clients without a secret (RFC 8252 §7.3). It is always required.

use crate::clients::Client;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// A place that this server may send a browser to with an answer. Only [`check`] makes one, so
/// that an open redirect does not compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ValidatedRedirect(String);

impl ValidatedRedirect {
    /// The address as the client sent it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
) -> Result<ValidatedRedirect, Fault> {
    let requested = params.get("redirect_uri").unwrap_or_default();
    let known = client.redirect_uris.iter().any(|registered| {
        registered.is(requested)
            || client.is_public() && registered.is_up_to_loopback_port(requested)
    });
    if known {
        Ok(ValidatedRedirect(requested.to_owned()))
    } else {
        Err(Fault::new(
            OAuthCode::InvalidRequest,
            "redirect_uri is not registered for this client",
        ))
    }
}
