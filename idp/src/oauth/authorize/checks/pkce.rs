//! `code_challenge`: required of every client, S256 alone (RFC 7636, RFC 9700 §2.1.1).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// The S256 challenge of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Challenge(String);

impl Challenge {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Challenge, Fault> {
    let fault = |description| Fault::new(OAuthCode::InvalidRequest, description);
    let challenge = params
        .get("code_challenge")
        .ok_or(fault("code_challenge is missing"))?;
    if params.get("code_challenge_method") != Some("S256") {
        return Err(fault("code_challenge_method must be S256"));
    }
    let is_sha256 = challenge.len() == 43
        && challenge
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !is_sha256 {
        return Err(fault("code_challenge must be a SHA-256 in base64url"));
    }
    Ok(Challenge(challenge.to_owned()))
}
