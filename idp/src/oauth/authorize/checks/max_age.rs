//! `max_age`: how long ago the sign-in may be, in seconds (OpenID Connect Core §3.1.2.1).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Option<i64>, Fault> {
    let Some(text) = params.get("max_age") else {
        return Ok(None);
    };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let age = text.parse::<i64>().ok().filter(|_| digits);
    age.map(Some).ok_or(Fault::new(
        OAuthCode::InvalidRequest,
        "max_age must be a number of seconds",
    ))
}
