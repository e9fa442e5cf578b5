//! A client gives back what it holds (RFC 7009): a refresh token takes its whole grant along, an
//! access token goes alone. Another client's token stays as it is, and nobody is told (T13).

use shared::db::{Db, Tx};
use shared::secret::TokenHash;

use super::fault::{Fault, OAuthCode};
use super::grants::{Desk, find_refresh_token, forget_access_token, revoke_grant};
use super::token::{TokenError, TokenRequest};
use crate::clients::{Clients, Proven, prove, spend};

/// Answers a request; the client proves itself as at the token endpoint.
pub(super) async fn revoke(
    db: &Db,
    clients: &Clients,
    desk: Desk<'_>,
    request: &TokenRequest,
) -> Result<(), TokenError> {
    let rules = desk.rules;
    let own = rules.at("/oauth/revoke");
    let audiences = [rules.issuer.as_str(), rules.token_endpoint.as_str(), &own];
    let proven = prove((db, clients), &request.presented, &audiences, desk.now).await?;
    let mut tx = db.write().await?;
    let outcome = take_back(&mut tx, desk, proven, request).await;
    if !matches!(outcome, Err(TokenError::Store(_))) {
        tx.commit().await?;
    }
    outcome
}

async fn take_back(
    tx: &mut Tx,
    desk: Desk<'_>,
    proven: Proven,
    request: &TokenRequest,
) -> Result<(), TokenError> {
    let client = spend(tx, proven).await?;
    let missing = Fault::new(OAuthCode::InvalidRequest, "token is missing");
    let hash = TokenHash::of(request.params.get("token").ok_or(missing)?);
    match find_refresh_token(tx, &hash, &client.id).await? {
        Some(found) => {
            revoke_grant(tx, &found.grant, desk.now).await?;
        }
        None => forget_access_token(tx, &hash, &client.id).await?,
    }
    Ok(())
}
