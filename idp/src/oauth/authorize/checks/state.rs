//! `state`: given back as it came (RFC 6749 §4.1.2).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

const LONGEST: usize = 4096;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Option<String>, Fault> {
    match params.get("state") {
        Some(state) if state.len() > LONGEST => {
            Err(Fault::new(OAuthCode::InvalidRequest, "state is too long"))
        }
        state => Ok(state.map(str::to_owned)),
    }
}
