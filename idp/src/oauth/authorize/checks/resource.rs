//! `resource`: audiences that the client is registered for (RFC 8707 §2). A grant may cover
//! several; an access token has one.

use std::collections::BTreeSet;

use crate::clients::Client;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
    issuer: &str,
) -> Result<BTreeSet<String>, Fault> {
    let wanted: BTreeSet<_> = params.all("resource").map(str::to_owned).collect();
    let known = |resource: &String| resource == issuer || client.resources.contains(resource);
    if wanted.iter().all(known) {
        Ok(wanted)
    } else {
        Err(Fault::new(
            OAuthCode::InvalidTarget,
            "resource is none that this client may ask for",
        ))
    }
}
