//! No parameter is sent twice (RFC 6749 §3.1), but for `resource` (RFC 8707 §2).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<(), Fault> {
    if params.repeated() {
        return Err(Fault::new(
            OAuthCode::InvalidRequest,
            "a parameter is repeated",
        ));
    }
    Ok(())
}
