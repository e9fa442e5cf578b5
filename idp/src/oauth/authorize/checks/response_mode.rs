//! `response_mode`: `query`, the mode of `code` (OAuth 2.0 Multiple Response Types §2.1), or
//! `form_post` (OAuth 2.0 Form Post Response Mode), which needs an address that a form can reach.

use super::redirect_uri::ValidatedRedirect;
use crate::oauth::authorize::respond::ResponseMode;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    redirect: &ValidatedRedirect,
) -> Result<ResponseMode, Fault> {
    let fault = |description| Err(Fault::new(OAuthCode::InvalidRequest, description));
    match params.get("response_mode") {
        None | Some("query") => Ok(ResponseMode::Query),
        Some("form_post") if redirect.as_str().starts_with("http") => Ok(ResponseMode::FormPost),
        Some("form_post") => fault("form_post needs a web address"),
        Some(_) => fault("response_mode must be query or form_post"),
    }
}
