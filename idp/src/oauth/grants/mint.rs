//! Access tokens: RFC 9068 or random.

use serde::Serialize;
use shared::claims::{Amr, Role};
use shared::clock::Timestamp;
use shared::db::StoreError;
use shared::secret::{Token, random_id};

use super::{Desk, Origin};
use crate::clients::{Client, TokenFormat};
use crate::keys::{Algorithm, Signed, TokenType};
use crate::oauth::scope::ScopeSet;

/// RFC 9068 §2.2.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: i64,
    iat: i64,
    jti: String,
    client_id: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Amr]>::is_empty")]
    amr: &'a [Amr],
    #[serde(skip_serializing_if = "<[Role]>::is_empty")]
    roles: &'a [Role],
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
}

/// What a new access token says.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a Client,
    pub(super) owner: &'a str,
    pub(super) audience: &'a str,
    pub(super) scope: &'a ScopeSet,
    pub(super) origin: &'a Origin,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// A new access token.
#[derive(Debug)]
pub(super) struct Minted {
    pub(super) token: String,
    /// The key that signed it; none: a random text.
    pub(super) kid: Option<String>,
}

/// A new access token in the client's format.
pub(super) fn access_token(wanted: &Wanted<'_>, desk: Desk<'_>) -> Result<Minted, StoreError> {
    let Desk {
        entropy,
        keys,
        names,
        ..
    } = desk;
    if wanted.client.token_format == TokenFormat::Opaque {
        let token = Token::generate(entropy).reveal().to_owned();
        return Ok(Minted { token, kid: None });
    }
    // A client that acts for itself is its own `sub`.
    let sub = match wanted.origin.auth_time {
        Some(_) => names.at(wanted.owner, wanted.audience, wanted.client),
        None => wanted.owner.into(),
    };
    let claims = Claims {
        iss: wanted.issuer,
        sub: &sub,
        aud: wanted.audience,
        exp: wanted.expires_at.unix(),
        iat: wanted.issued_at.unix(),
        jti: random_id(entropy),
        client_id: wanted.client.id.as_str(),
        scope: wanted.scope.to_string(),
        acr: wanted.origin.acr.as_deref(),
        amr: &wanted.origin.amr,
        roles: &wanted.origin.roles,
        auth_time: wanted.origin.auth_time,
        sid: wanted.origin.sid.as_deref(),
    };
    // Resource servers know one algorithm: the client's wish is about ID tokens.
    let Signed { token, kid } = keys.sign(
        wanted.issued_at,
        Algorithm::Es256,
        TokenType::Access,
        &claims,
    )?;
    let kid = Some(kid);
    Ok(Minted { token, kid })
}
