//! `client_credentials` (RFC 6749 §4.4): the client for itself; no refresh token, no ID token.

use shared::claims::scope::{OFFLINE_ACCESS, OPENID, is_for_staff};
use shared::db::Tx;

use super::pipeline::{TokenError, TokenResponse};
use super::resource;
use crate::clients::Client;
use crate::oauth::engine;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger, Origin};
use crate::oauth::params::Params;
use crate::oauth::scope::ScopeSet;

pub(super) async fn exchange(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, TokenError> {
    let mut allowed = client.scopes.clone();
    // Those speak of a person.
    allowed.retain(|name| name != OPENID && name != OFFLINE_ACCESS && !is_for_staff(name));
    let asked = ScopeSet::parse(params.get("scope").unwrap_or_default());
    let scope = asked.within(&allowed);
    if scope.is_empty() {
        let fault = "scope holds none that this client may ask for";
        return Err(Fault::new(OAuthCode::InvalidScope, fault).into());
    }
    let audience = resource::audience(params, &client.resources, &desk.rules.issuer)?;
    let origin = Origin {
        resources: audience.iter().cloned().collect(),
        ..Origin::default()
    };
    let mut ledger = Ledger {
        tx,
        desk,
        client,
        audience: audience.as_deref(),
    };
    let (id, scope) = (client.id.as_str(), scope.to_string());
    let (grant, issued) =
        engine::client_credentials(&mut ledger, id, &scope, &origin.to_text()).await?;
    Ok(TokenResponse {
        token_type: "Bearer",
        expires_in: desk.rules.access_token.as_secs(),
        scope: grant.scope.for_audience(audience.is_none()).to_string(),
        access_token: issued.access_token,
        refresh_token: None,
        id_token: None,
    })
}
