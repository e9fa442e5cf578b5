//! `acr_values`: the strengths that the client would like, any of them will do (OpenID Connect
//! Core §3.1.2.1). A wish, not a demand: the person is asked once, the ID token says what is.

use shared::claims::{Acr, IdentityLevel};

use super::claims::Claims;
use crate::clients::Client;
use crate::oauth::params::Params;

/// The known ones, with those of the parameter `claims`; empty for no wish.
pub(in crate::oauth::authorize) fn check(
    params: &Params,
    claims: &Claims,
    client: &Client,
) -> Vec<Acr> {
    let values = values(params, claims, client);
    values.filter_map(|value| value.parse().ok()).collect()
}

/// Who names none gets the client's own default (`default_acr_values`).
fn values<'a>(
    params: &'a Params,
    claims: &'a Claims,
    client: &'a Client,
) -> impl Iterator<Item = &'a str> {
    let named = params.get("acr_values");
    let is_named = named.is_some() || !claims.acr.is_empty();
    let values = named.unwrap_or_default().split(' ');
    let default = client.default_acr_values.iter().filter(move |_| !is_named);
    values
        .chain(claims.acr.iter().map(String::as_str))
        .chain(default.map(String::as_str))
}

/// The lowest identity level among them, which is then needed: another strength does not replace
/// it. None: the client asks for none.
pub(in crate::oauth::authorize) fn level(
    params: &Params,
    claims: &Claims,
    client: &Client,
) -> Option<IdentityLevel> {
    let values = values(params, claims, client);
    values.filter_map(|value| value.parse().ok()).min()
}
