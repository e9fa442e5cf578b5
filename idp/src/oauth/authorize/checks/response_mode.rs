//! `response_mode`: `query`, the mode of `code` (OAuth 2.0 Multiple Response Types §2.1).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<(), Fault> {
    match params.get("response_mode") {
        None | Some("query") => Ok(()),
        Some(_) => Err(Fault::new(
            OAuthCode::InvalidRequest,
            "response_mode must be query",
        )),
    }
}
