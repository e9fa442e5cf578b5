//! `UserInfo` (OpenID Connect Core §5.3): what the scopes of an access token tell about a person.
//!
//! The token is looked up by its hash, so a signature that holds is not enough: the token, its
//! grant, its session and its account must all be alive, and it must be meant for us.

use serde::Serialize;
use shared::claims::scope::{EMAIL, PROFILE};
use shared::clock::Timestamp;
use shared::db::{Db, StoreError};
use shared::secret::TokenHash;

use super::fault::{Fault, OAuthCode};
use super::grants::find_access_token;
use super::{Names, Rules};
use crate::accounts::{self, AccountId};
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
    (rules, names, now): (&Rules, &Names, Timestamp),
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
    let found = find_access_token(&mut tx, &TokenHash::of(token)).await?;
    let (token, grant) = found.ok_or_else(invalid)?;
    let is_ours = token.audience == rules.issuer && token.expires_at > now;
    let client = clients.find(&grant.client).ok_or_else(invalid)?;
    let stands = grant.is_alive(now, rules.session) && grant.is_consented_to(client);
    if !is_ours || !stands {
        return Err(invalid());
    }
    let account = AccountId::new(grant.account.clone().ok_or_else(invalid)?);
    let account = accounts::find(&mut tx, &account)
        .await?
        .ok_or_else(invalid)?;
    tx.commit().await?;
    if !token.scope.is_openid() {
        let fault = Fault::new(OAuthCode::InsufficientScope, "the scope openid is needed");
        return Err(UserInfoError::Refused(fault));
    }
    let email = token.scope.contains(EMAIL);
    Ok(Claims {
        sub: names.of(account.id.as_str(), client).into_owned(),
        email: email.then(|| account.email.as_str().to_owned()),
        // No account exists before its address is confirmed.
        email_verified: email.then_some(true),
        locale: account.locale.filter(|_| token.scope.contains(PROFILE)),
    })
}
