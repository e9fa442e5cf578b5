//! What a resource server learns about a token (RFC 7662): only the server that the token is for,
//! or the client that holds it; everybody else reads that it is not active (T13).

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Map;
use shared::claims::{Amr, VerifiedClaims};
use shared::db::{Db, StoreError, Tx};
use shared::secret::TokenHash;

use super::disclosed;
use super::fault::{Fault, OAuthCode};
use super::grants::{
    AccessToken, Desk, GrantState, find_access_token, find_grant, find_refresh_token,
};
use super::token::{TokenError, TokenRequest};
use super::verified::{self, Detail, Person, Wish};
use crate::accounts::AccountId;
use crate::clients::{Client, Clients, prove, spend};
use crate::disclosures;

/// RFC 7662 §2.2. What is not active says nothing else.
#[derive(Debug, Default, Serialize)]
pub(super) struct Introspection {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// For people; told to resource servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iat: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<String>,
    /// By which means (RFC 8176); told to resource servers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    amr: Vec<Amr>,
    /// What was proven of the person in the token's session; told to the operator's own resource
    /// servers, as far as their files list it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verified_claims: Vec<VerifiedClaims>,
}

/// Answers a request; the client proves itself as at the token endpoint, and must.
pub(super) async fn introspect(
    db: &Db,
    clients: &Clients,
    desk: Desk<'_>,
    request: &TokenRequest,
) -> Result<Introspection, TokenError> {
    let rules = desk.rules;
    let own = rules.at("/oauth/introspect");
    let audiences = [rules.issuer.as_str(), rules.token_endpoint.as_str(), &own];
    let proven = prove((db, clients), &request.presented, &audiences, desk.now).await?;
    if proven.client.is_public() {
        let fault = "only clients that prove themselves may ask";
        return Err(Fault::new(OAuthCode::InvalidClient, fault).into());
    }
    let mut tx = db.write().await?;
    let outcome = async {
        let asker = spend(&mut tx, proven).await?;
        let missing = Fault::new(OAuthCode::InvalidRequest, "token is missing");
        let token = request.params.get("token").ok_or(missing)?;
        Ok(tell(&mut tx, (desk, clients), &asker, token).await?)
    }
    .await;
    if !matches!(outcome, Err(TokenError::Store(_))) {
        tx.commit().await?;
    }
    outcome
}

async fn tell(
    tx: &mut Tx,
    (desk, clients): (Desk<'_>, &Clients),
    asker: &Client,
    token: &str,
) -> Result<Introspection, StoreError> {
    let hash = TokenHash::of(token);
    if let Some((token, grant)) = find_access_token(tx, &hash).await? {
        let holder = clients.find(tx, &grant.client).await?;
        let told = holder.and_then(|holder| access(desk, asker, &holder, (&token, &grant)));
        let Some(mut told) = told else {
            return Ok(Introspection::default());
        };
        if asker.serves.contains(&token.audience) && asker.first_party {
            told.verified_claims = proven(tx, desk, asker, &grant).await?;
        }
        // Who holds the token knows the person already.
        if let Some(account) = grant
            .account
            .clone()
            .filter(|_| asker.id.as_str() != grant.client)
        {
            let account = AccountId::new(account);
            let told = disclosed::told(&account, asker, &Map::new(), &told.verified_claims);
            disclosures::note(tx, desk.now, &told).await?;
        }
        return Ok(told);
    }
    let Some(found) = find_refresh_token(tx, &hash, &asker.id).await? else {
        return Ok(Introspection::default());
    };
    let grant = find_grant(tx, &found.grant).await?;
    let is_good = found.used.is_none() && found.expires_at > desk.now;
    let grant = grant.filter(|grant| is_good && stands(desk, grant, asker));
    Ok(
        grant.map_or_else(Introspection::default, |grant| Introspection {
            scope: Some(grant.scope.to_string()),
            iat: Some(found.issued_at.unix()),
            exp: Some(found.expires_at.unix()),
            ..about(desk, &grant, asker)
        }),
    )
}

/// About an access token that `holder` has; none when the asker has no business with it.
fn access(
    desk: Desk<'_>,
    asker: &Client,
    holder: &Client,
    (token, grant): (&AccessToken, &GrantState),
) -> Option<Introspection> {
    let is_server = asker.serves.contains(&token.audience);
    let is_theirs = is_server || asker.id == holder.id;
    if !is_theirs || token.expires_at <= desk.now || !stands(desk, grant, holder) {
        return None;
    }
    let mut told = Introspection {
        aud: Some(token.audience.clone()),
        scope: Some(token.scope.to_string()),
        token_type: Some("Bearer"),
        iat: Some(token.issued_at.unix()),
        exp: Some(token.expires_at.unix()),
        ..about(desk, grant, holder)
    };
    if is_server {
        // A resource server knows people by its own names for them, the holder by the holder's.
        let names = desk.names;
        let account = grant.account.as_deref();
        let sub = account.map(|account| names.at(account, &token.audience, holder).into_owned());
        told.sub = sub.or(told.sub);
        told.client_name = Some(holder.name.clone());
        told.amr.clone_from(&grant.amr);
    }
    Some(told)
}

/// What was proven of the person behind `grant`, under the names of `server`.
async fn proven(
    tx: &mut Tx,
    desk: Desk<'_>,
    server: &Client,
    grant: &GrantState,
) -> Result<Vec<VerifiedClaims>, StoreError> {
    let Some(account) = grant.account.as_deref() else {
        return Ok(Vec::new());
    };
    let person = Person {
        account,
        assurance: grant.assurance(desk.now, desk.rules.session),
    };
    let wish = Wish {
        claims: server.verified_claims.iter().cloned().collect(),
        levels: BTreeSet::new(),
        details: Detail::ALL.into(),
    };
    verified::tell(tx, desk, server, person, &[wish]).await
}

fn stands(desk: Desk<'_>, grant: &GrantState, holder: &Client) -> bool {
    grant.is_alive(desk.now, desk.rules.session) && grant.is_consented_to(holder)
}

fn about(desk: Desk<'_>, grant: &GrantState, holder: &Client) -> Introspection {
    let sub = match &grant.account {
        Some(account) => desk.names.of(account, holder).into_owned(),
        None => holder.id.to_string(),
    };
    Introspection {
        active: true,
        iss: Some(desk.rules.issuer.clone()),
        sub: Some(sub),
        client_id: Some(holder.id.to_string()),
        auth_time: grant.auth_time,
        acr: grant.acr(desk.now, desk.rules.session),
        ..Introspection::default()
    }
}
