//! An access token in a program's hands (RFC 6750), meant for this server.
//!
//! It is looked up by its hash, so a signature that holds is not enough: the token, its grant, its
//! session and its account must all be alive, and it must be meant for us.

use std::sync::Arc;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::Rules;
use super::grants::{AccessToken, GrantState, find_access_token};
use super::scope::ScopeSet;
use super::verified::Wishes;
use crate::accounts::AccountId;
use crate::clients::{Client, Clients};
use crate::sessions::Assurance;

/// What a good token says.
#[derive(Debug, Clone)]
pub(crate) struct Bearer {
    /// Who allowed it.
    pub(crate) account: AccountId,
    /// To which client.
    pub(crate) client: String,
    /// For what.
    pub(crate) scope: ScopeSet,
    /// When the person last signed in.
    pub(crate) auth_time: Option<Timestamp>,
    /// What its client asked to be told of the person as proven, and what is left of the proof.
    pub(in crate::oauth) verified: Wishes,
    pub(in crate::oauth) assurance: Option<Assurance>,
}

/// What `token` says, if it is good here and now. A token of a client for itself is not.
pub(crate) async fn bearer(
    tx: &mut Tx,
    clients: &Clients,
    (rules, now): (&Rules, Timestamp),
    token: &str,
) -> Result<Option<Bearer>, StoreError> {
    let found = good(tx, clients, (rules, now), token).await?;
    let Some((token, grant, _)) = found else {
        return Ok(None);
    };
    let assurance = grant.assurance(now, rules.session);
    Ok(grant.account.map(|account| Bearer {
        account: AccountId::new(account),
        verified: grant.verified,
        assurance,
        client: grant.client,
        scope: token.scope,
        auth_time: grant.auth_time.map(Timestamp::from_unix),
    }))
}

/// A client that acts for itself (RFC 6749 §4.4), and for what.
#[derive(Debug, Clone)]
pub(crate) struct ProgramBearer {
    pub(crate) client: Arc<Client>,
    pub(crate) scope: ScopeSet,
}

/// Whose token this is, if it is good here and now and no person stands behind it.
pub(crate) async fn program_bearer(
    tx: &mut Tx,
    clients: &Clients,
    when: (&Rules, Timestamp),
    token: &str,
) -> Result<Option<ProgramBearer>, StoreError> {
    let found = good(tx, clients, when, token).await?;
    let own = found.filter(|(_, grant, _)| grant.account.is_none());
    Ok(own.map(|(token, _, client)| ProgramBearer {
        client,
        scope: token.scope,
    }))
}

/// A token that is meant for us, with its grant and its client, while all of them stand.
async fn good(
    tx: &mut Tx,
    clients: &Clients,
    (rules, now): (&Rules, Timestamp),
    token: &str,
) -> Result<Option<(AccessToken, GrantState, Arc<Client>)>, StoreError> {
    let found = find_access_token(tx, &TokenHash::of(token)).await?;
    let Some((token, grant)) = found else {
        return Ok(None);
    };
    let is_ours = token.audience == rules.issuer && token.expires_at > now;
    let client = clients.find(tx, &grant.client).await?;
    let client = client.filter(|client| {
        is_ours && grant.is_alive(now, rules.session) && grant.is_consented_to(client)
    });
    Ok(client.map(|client| (token, grant, client)))
}
