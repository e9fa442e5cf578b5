//! `UserInfo` (OpenID Connect Core §5.3): what the scopes of an access token tell about a person.

use serde::Serialize;
use shared::claims::VerifiedClaims;
use shared::claims::scope::{EMAIL, PROFILE};
use shared::db::{Db, StoreError};

use super::bearer::bearer;
use super::fault::{Fault, OAuthCode};
use super::grants::Desk;
use super::verified::{self, Person};
use crate::accounts;
use crate::clients::Clients;

#[derive(Debug, Serialize)]
pub(super) struct Claims {
    sub: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<String>,
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
) -> Result<Claims, UserInfoError> {
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
    let client = clients.find(&bearer.client).ok_or_else(invalid)?;
    let account = accounts::find(&mut tx, &bearer.account)
        .await?
        .ok_or_else(invalid)?;
    let person = Person {
        account: account.id.as_str(),
        proven_by: bearer.proven_by,
    };
    let wishes = &bearer.verified.userinfo;
    let verified = verified::tell(&mut tx, desk, client, person, wishes).await?;
    tx.commit().await?;
    if !bearer.scope.is_openid() {
        let fault = Fault::new(OAuthCode::InsufficientScope, "the scope openid is needed");
        return Err(UserInfoError::Refused(fault));
    }
    let email = bearer.scope.contains(EMAIL);
    Ok(Claims {
        sub: desk.names.of(account.id.as_str(), client).into_owned(),
        email: email.then(|| account.email.as_str().to_owned()),
        // No account exists before its address is confirmed.
        email_verified: email.then_some(true),
        locale: account.locale.filter(|_| bearer.scope.contains(PROFILE)),
        verified,
    })
}
