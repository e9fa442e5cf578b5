//! ID tokens (OpenID Connect Core §2) and what is read back from them.

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::claims::{Amr, Role, VerifiedClaims};
use shared::db::StoreError;

use crate::clients::Client;
use crate::keys::{Algorithm, Keyring, TokenType};
use crate::oauth::engine::Passing;
use crate::oauth::grants::{Desk, Origin};

#[derive(Debug, Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: i64,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Amr]>::is_empty")]
    amr: &'a [Amr],
    #[serde(skip_serializing_if = "<[Role]>::is_empty")]
    roles: &'a [Role],
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
    at_hash: String,
    #[serde(
        rename = "verified_claims",
        skip_serializing_if = "<[VerifiedClaims]>::is_empty"
    )]
    verified: &'a [VerifiedClaims],
    #[serde(flatten)]
    standard: &'a Map<String, Value>,
}

/// What an ID token tells of the person beside who it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) verified: &'a [VerifiedClaims],
    pub(super) standard: &'a Map<String, Value>,
}

/// The ID token that goes with `access_token`.
pub(super) fn mint(
    desk: Desk<'_>,
    client: &Client,
    (grant, origin, told): (&Passing, &Origin, Told<'_>),
    access_token: &str,
) -> Result<String, StoreError> {
    let claims = Claims {
        iss: &desk.rules.issuer,
        sub: &desk.names.of(&grant.owner, client),
        aud: client.id.as_str(),
        exp: (desk.now + desk.rules.access_token).unix(),
        iat: desk.now.unix(),
        auth_time: origin.auth_time,
        nonce: origin.nonce.as_deref(),
        acr: origin.acr.as_deref(),
        amr: &origin.amr,
        roles: &origin.roles,
        sid: origin.sid.as_deref(),
        at_hash: at_hash(client.id_token_alg, access_token),
        verified: told.verified,
        standard: told.standard,
    };
    let signed = desk
        .keys
        .sign(desk.now, client.id_token_alg, TokenType::Id, &claims)?;
    Ok(signed.token)
}

/// OpenID Connect Core §3.1.3.6: the left half of the hash that the algorithm uses. `EdDSA` names
/// none; Ed25519 hashes with SHA-512 (RFC 8032 §5.1), which is what relying parties expect
/// (oidc-token-hash of oidc-provider and openid-client).
fn at_hash(algorithm: Algorithm, access_token: &str) -> String {
    let hash = match algorithm {
        Algorithm::Es256 | Algorithm::Rs256 | Algorithm::Ps256 => &SHA256,
        Algorithm::EdDsa => &SHA512,
    };
    let hash = digest(hash, access_token.as_bytes());
    let hash = hash.as_ref();
    URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2])
}

/// What an ID token of ours says about whom and for whom.
#[derive(Debug, Clone, Deserialize)]
pub(in crate::oauth) struct Hint {
    iss: String,
    pub(in crate::oauth) aud: String,
    pub(in crate::oauth) sub: String,
}

/// Reads an `id_token_hint`; an expired one is still one (RP-Initiated Logout §4).
pub(in crate::oauth) fn read_hint(keys: &Keyring, issuer: &str, token: &str) -> Option<Hint> {
    let hint: Hint = keys.read(TokenType::Id, token)?;
    (hint.iss == issuer).then_some(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_hash_is_the_left_half() {
        // OpenID Connect Core, Appendix A.3.
        assert_eq!(
            at_hash(
                Algorithm::Rs256,
                "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
            ),
            "77QmUPtjPfzWtF2AnpK9RQ"
        );
        assert_eq!(at_hash(Algorithm::EdDsa, "a").len(), 43, "32 bytes");
    }
}
