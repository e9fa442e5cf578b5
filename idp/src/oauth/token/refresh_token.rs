//! `refresh_token` (RFC 6749 §6): each is good once; its successor carries the whole grant also
//! when this request narrows the scope.

use shared::db::Tx;

use super::pipeline::{TokenError, TokenResponse};
use super::{id_token, resource};
use crate::clients::Client;
use crate::oauth::engine::{self, Refreshing};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger, Origin};
use crate::oauth::params::Params;

pub(super) async fn exchange(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, TokenError> {
    let missing = Fault::new(OAuthCode::InvalidRequest, "refresh_token is missing");
    let refreshing = Refreshing {
        client: client.id.as_str().to_owned(),
        token: params.get("refresh_token").ok_or(missing)?.to_owned(),
        scope: params.get("scope").map(str::to_owned),
    };
    let audience = resource::audience(params, &client.resources, &desk.rules.issuer)?;
    let mut ledger = Ledger {
        tx,
        desk,
        client,
        audience: audience.as_deref(),
    };
    let (grant, issued) = engine::refresh(&mut ledger, &refreshing).await?;
    let origin = Origin::read(&grant.details).unwrap_or_default();
    let id_token = grant
        .scope
        .is_openid()
        .then(|| id_token::mint(desk, client, (&grant, &origin), &issued.access_token));
    Ok(TokenResponse {
        token_type: "Bearer",
        expires_in: desk.rules.access_token.as_secs(),
        scope: grant.scope.for_audience(audience.is_none()).to_string(),
        refresh_token: issued.refresh_token.map(|token| token.reveal().to_owned()),
        access_token: issued.access_token,
        id_token,
    })
}
