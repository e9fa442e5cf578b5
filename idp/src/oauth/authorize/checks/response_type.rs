//! `response_type`: `code` alone; nothing hands tokens to the browser (RFC 9700 §2.1.2).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<(), Fault> {
    match params.get("response_type") {
        Some("code") => Ok(()),
        Some(_) => Err(Fault::new(
            OAuthCode::UnsupportedResponseType,
            "response_type must be code",
        )),
        None => Err(Fault::new(
            OAuthCode::InvalidRequest,
            "response_type is missing",
        )),
    }
}
