//! The code of a request that nothing stands in the way of.

use shared::db::Tx;
use shared::secret::Token;

use super::ValidRequest;
use crate::oauth::engine::{self, CodeRequest, EngineFault};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger, Origin};
use crate::roles;
use crate::sessions::Session;

/// Runs the request through the grant engine and keeps the code.
pub(in crate::oauth) async fn issue(
    tx: &mut Tx,
    desk: Desk<'_>,
    request: &ValidRequest,
    session: &Session,
) -> Result<Token, EngineFault> {
    let roles = roles::of(tx, &session.account).await?;
    let scope = request.scope.for_roles(&roles);
    if scope.is_empty() {
        return Err(EngineFault::Protocol(Fault::new(
            OAuthCode::InvalidScope,
            "scope holds none that this person may allow",
        )));
    }
    let origin = Origin {
        sid: Some(session.sid.as_str().to_owned()),
        auth_time: Some(session.strength.auth_time.unix()),
        acr: Some(session.strength.acr.as_str().to_owned()),
        amr: session.strength.amr.clone(),
        nonce: request.nonce.clone(),
        challenge: request.challenge.as_str().to_owned(),
        redirect_uri: request.redirect.as_str().to_owned(),
        resources: request.resources.clone(),
        ..Origin::default()
    };
    let asked = CodeRequest {
        client: request.client.id.as_str().to_owned(),
        redirect_uri: request.redirect.as_str().to_owned(),
        scope: scope.to_string(),
        state: request.state.clone(),
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
