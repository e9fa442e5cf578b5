//! The one audience of an access token (RFC 8707 §2.2): what the request names, else the issuer.

use std::collections::BTreeSet;

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// `None` for the issuer; otherwise one of `granted`.
pub(super) fn audience(
    params: &Params,
    granted: &BTreeSet<String>,
    issuer: &str,
) -> Result<Option<String>, Fault> {
    let mut named = params.all("resource");
    let refuse = |description| Err(Fault::new(OAuthCode::InvalidTarget, description));
    match (named.next(), named.next()) {
        (None, _) => Ok(None),
        (Some(_), Some(_)) => refuse("an access token has one audience"),
        (Some(resource), None) if resource == issuer => Ok(None),
        (Some(resource), None) if granted.contains(resource) => Ok(Some(resource.to_owned())),
        _ => refuse("resource was not granted"),
    }
}
