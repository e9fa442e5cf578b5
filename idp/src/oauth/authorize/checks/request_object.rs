//! `registration` is not supported; `request` and `request_uri` are opened before the rules are
//! looked at, so none is left here (OpenID Connect Core §3.1.2.6).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<(), Fault> {
    let refused = [
        ("request", OAuthCode::RequestNotSupported),
        ("request_uri", OAuthCode::RequestUriNotSupported),
        ("registration", OAuthCode::RegistrationNotSupported),
    ];
    for (name, code) in refused {
        if params.get(name).is_some() {
            return Err(Fault::new(
                code,
                "this way of sending a request is not supported",
            ));
        }
    }
    Ok(())
}
