//! The code of a request that nothing stands in the way of.

use std::collections::BTreeSet;

use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::ValidRequest;
use crate::consents::{self, ConsentId};
use crate::oauth::engine::{self, CodeRequest, EngineFault};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger, Origin};
use crate::oauth::scope::ScopeSet;
use crate::profiles::scope_of;
use crate::roles;
use crate::sessions::Session;

/// The scopes of the request that this person may allow.
async fn allowed(
    tx: &mut Tx,
    request: &ValidRequest,
    session: &Session,
) -> Result<ScopeSet, StoreError> {
    let roles = roles::of(tx, &session.account).await?;
    Ok(request.scope.for_roles(&roles))
}

/// Everything of the request that a person is asked to allow: scopes, single claims that none of
/// them tells, and verified claims.
pub(in crate::oauth) async fn wanted(
    tx: &mut Tx,
    request: &ValidRequest,
    session: &Session,
) -> Result<BTreeSet<String>, StoreError> {
    let mut wanted = allowed(tx, request, session).await?.names().clone();
    let singles = request.verified.singles().into_iter();
    let beside = singles.filter(|name| scope_of(name).is_none_or(|it| !wanted.contains(it)));
    let beside: Vec<_> = beside.map(consents::single).collect();
    wanted.extend(beside);
    let verified = request.verified.names();
    wanted.extend(verified.into_iter().map(consents::verified));
    Ok(wanted)
}

/// Runs the request through the grant engine and keeps the code.
pub(in crate::oauth) async fn issue(
    tx: &mut Tx,
    desk: Desk<'_>,
    request: &ValidRequest,
    (session, consent): (&Session, Option<&ConsentId>),
) -> Result<Token, EngineFault> {
    let scope = allowed(tx, request, session).await?;
    if scope.is_empty() {
        return Err(EngineFault::Protocol(Fault::new(
            OAuthCode::InvalidScope,
            "scope holds none that this person may allow",
        )));
    }
    let origin = Origin {
        sid: Some(session.sid.as_str().to_owned()),
        auth_time: Some(session.strength.auth_time.unix()),
        acr: Some(session.strength.acr_for(request.level).to_owned()),
        amr: session.strength.amr.clone(),
        nonce: request.nonce.clone(),
        challenge: request.challenge.as_ref().map(|it| it.as_str().to_owned()),
        redirect_uri: request.way.redirect.as_str().to_owned(),
        resources: request.resources.clone(),
        verified: request.verified.clone(),
        consent: consent.cloned(),
        ..Origin::default()
    };
    let asked = CodeRequest {
        client: request.client.id.as_str().to_owned(),
        redirect_uri: request.way.redirect.as_str().to_owned(),
        scope: scope.to_string(),
        state: request.way.state.clone(),
        owner: session.account.as_str().to_owned(),
        details: origin.to_text(),
    };
    let mut ledger = Ledger {
        tx,
        desk,
        client: &request.client,
        audience: None,
    };
    engine::authorize(&mut ledger, &asked).await
}
