//! `refresh_token` (RFC 6749 §6): each is good once; its successor carries the whole grant also
//! when this request narrows the scope.

use shared::db::Tx;

use super::pipeline::{TokenError, TokenResponse, respond};
use super::resource;
use crate::clients::Client;
use crate::oauth::engine::{self, Refreshing};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Ledger};
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
        tx: &mut *tx,
        desk,
        client,
        audience: audience.as_deref(),
    };
    let (grant, issued) = engine::refresh(&mut ledger, &refreshing).await?;
    respond(tx, desk, client, (grant, issued), audience.is_none()).await
}
