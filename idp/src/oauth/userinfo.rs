//! `UserInfo` (OpenID Connect Core §5.3): what an access token tells about a person, by its scopes
//! and what its client asked for by the parameter `claims`.

use serde::Serialize;
use serde_json::{Map, Value};
use shared::claims::VerifiedClaims;
use shared::db::{Db, StoreError};

use super::bearer::bearer;
use super::fault::{Fault, OAuthCode};
use super::grants::Desk;
use super::verified::{self, Person};
use super::{disclosed, standard};
use crate::accounts;
use crate::clients::Clients;
use crate::disclosures;
use crate::keys::TokenType;

/// What is told, plain or signed, as the client's registration says.
#[derive(Debug)]
pub(super) enum Told {
    Plain(Claims),
    /// A JWT (§5.3.2).
    Signed(String),
}

#[derive(Debug, Serialize)]
pub(super) struct Claims {
    /// Of a signed answer alone, like `aud`.
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<String>,
    sub: String,
    #[serde(flatten)]
    standard: Map<String, Value>,
    #[serde(rename = "verified_claims", skip_serializing_if = "Vec::is_empty")]
    verified: Vec<VerifiedClaims>,
}

/// Why nothing is told.
#[derive(Debug, thiserror::Error)]
pub(super) enum UserInfoError {
    /// The token is not good for this.
    #[error("{}", .0.description)]
    Refused(Fault),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What `token` tells.
pub(super) async fn tell(
    db: &Db,
    clients: &Clients,
    desk: Desk<'_>,
    token: &str,
) -> Result<Told, UserInfoError> {
    let invalid = || {
        let fault = Fault::new(
            OAuthCode::InvalidToken,
            "the access token is invalid or expired",
        );
        UserInfoError::Refused(fault)
    };
    let mut tx = db.read().await?;
    let bearer = bearer(&mut tx, clients, (desk.rules, desk.now), token).await?;
    let bearer = bearer.ok_or_else(invalid)?;
    let client = clients.find(&mut tx, &bearer.client).await?;
    let client = client.ok_or_else(invalid)?;
    let account = accounts::find(&mut tx, &bearer.account)
        .await?
        .ok_or_else(invalid)?;
    let person = Person {
        account: account.id.as_str(),
        assurance: bearer.assurance,
    };
    let wishes = &bearer.verified.userinfo;
    let verified = verified::tell(&mut tx, desk, &client, person, wishes).await?;
    let asked = (&bearer.scope, &bearer.verified.userinfo_singles);
    let standard = standard::tell(&mut tx, desk, &client, &account, asked).await?;
    let told = disclosed::told(&account.id, &client, &standard, &verified);
    let is_noted = disclosures::is_noted(&mut tx, desk.now, &told).await?;
    tx.commit().await?;
    if !bearer.scope.is_openid() {
        let fault = Fault::new(OAuthCode::InsufficientScope, "the scope openid is needed");
        return Err(UserInfoError::Refused(fault));
    }
    if !is_noted {
        let mut tx = db.write().await?;
        disclosures::note(&mut tx, desk.now, &told).await?;
        tx.commit().await?;
    }
    let algorithm = client.userinfo_signed_response_alg;
    let claims = Claims {
        iss: algorithm.map(|_| desk.rules.issuer.clone()),
        aud: algorithm.map(|_| client.id.as_str().to_owned()),
        sub: desk.names.of(account.id.as_str(), &client).into_owned(),
        standard,
        verified,
    };
    let Some(algorithm) = algorithm else {
        return Ok(Told::Plain(claims));
    };
    let signed = desk
        .keys
        .sign(desk.now, algorithm, TokenType::UserInfo, &claims)?;
    Ok(Told::Signed(signed.token))
}
