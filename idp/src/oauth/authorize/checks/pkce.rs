//! `code_challenge`: S256 alone, required of every client whose policy does not say else
//! (RFC 7636, RFC 9700 §2.1.1).

use crate::clients::{Client, Policy};
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

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
) -> Result<Option<Challenge>, Fault> {
    let fault = |description| Fault::new(OAuthCode::InvalidRequest, description);
    let Some(challenge) = params.get("code_challenge") else {
        let stray = params.get("code_challenge_method").is_some();
        return match client.policy {
            Policy::Legacy if !stray => Ok(None),
            _ => Err(fault("code_challenge is missing")),
        };
    };
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
    Ok(Some(Challenge(challenge.to_owned())))
}
