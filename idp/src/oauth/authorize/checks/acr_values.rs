//! `acr_values`: the strengths that the client would like, any of them will do (OpenID Connect
//! Core §3.1.2.1). A wish, not a demand: the person is asked once, the ID token says what is.

use shared::claims::{Acr, IdentityLevel};

use super::claims::Claims;
use crate::oauth::params::Params;

/// The known ones, with those of the parameter `claims`; empty for no wish.
pub(in crate::oauth::authorize) fn check(params: &Params, claims: &Claims) -> Vec<Acr> {
    let values = values(params, claims);
    values.filter_map(|value| value.parse().ok()).collect()
}

fn values<'a>(params: &'a Params, claims: &'a Claims) -> impl Iterator<Item = &'a str> {
    let values = params.get("acr_values").unwrap_or_default().split(' ');
    values.chain(claims.acr.iter().map(String::as_str))
}

/// The lowest identity level among them, which is then needed: another strength does not replace
/// it. None: the client asks for none.
pub(in crate::oauth::authorize) fn level(
    params: &Params,
    claims: &Claims,
) -> Option<IdentityLevel> {
    let values = values(params, claims);
    values.filter_map(|value| value.parse().ok()).min()
}
