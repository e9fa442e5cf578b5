//! `nonce`: into the ID token as it came (OpenID Connect Core §3.1.2.1).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

const LONGEST: usize = 1024;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Option<String>, Fault> {
    match params.get("nonce") {
        Some(nonce) if nonce.len() > LONGEST => {
            Err(Fault::new(OAuthCode::InvalidRequest, "nonce is too long"))
        }
        nonce => Ok(nonce.map(str::to_owned)),
    }
}
