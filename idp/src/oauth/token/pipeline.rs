//! From a request to tokens. The transaction of an exchange is committed also when it is
//! refused: an assertion, a code or a token that was presented is spent, and a replay has
//! revoked its grant.

use serde::Serialize;
use shared::db::{Db, StoreError, Tx};

use super::id_token::Told;
use super::{authorization_code, client_credentials, id_token, refresh_token};
use crate::accounts::AccountId;
use crate::clients::{
    AuthenticateError, Client, Clients, GrantType, Presented, Proven, prove, spend,
};
use crate::disclosures;
use crate::oauth::disclosed;
use crate::oauth::engine::{EngineFault, Issued, Passing};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::grants::{Desk, Origin};
use crate::oauth::params::Params;
use crate::oauth::standard;
use crate::oauth::verified::{self, Person};

/// Parsed; nothing is proven.
#[derive(Debug)]
pub(in crate::oauth) struct TokenRequest {
    pub(in crate::oauth) params: Params,
    pub(in crate::oauth) presented: Presented,
}

/// RFC 6749 §5.1, OpenID Connect Core §3.1.3.3.
#[derive(Debug, Serialize)]
pub(in crate::oauth) struct TokenResponse {
    pub(super) access_token: String,
    pub(super) token_type: &'static str,
    pub(super) expires_in: u64,
    pub(super) scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id_token: Option<String>,
}

/// Why there are no tokens.
#[derive(Debug, thiserror::Error)]
pub(in crate::oauth) enum TokenError {
    /// The protocol has a word for it.
    #[error("{}", .0.description)]
    Refused(Fault),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<EngineFault> for TokenError {
    fn from(fault: EngineFault) -> Self {
        match fault {
            EngineFault::Protocol(fault) => Self::Refused(fault),
            EngineFault::Store(error) => Self::Store(error),
        }
    }
}

impl From<Fault> for TokenError {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault)
    }
}

impl From<AuthenticateError> for TokenError {
    fn from(error: AuthenticateError) -> Self {
        let (code, description) = match error {
            AuthenticateError::Store(error) => return Self::Store(error),
            AuthenticateError::Ambiguous => (
                OAuthCode::InvalidRequest,
                "the client must prove itself in one way, under one name",
            ),
            AuthenticateError::Missing | AuthenticateError::Failed => {
                (OAuthCode::InvalidClient, "client authentication failed")
            }
        };
        Self::Refused(Fault::new(code, description))
    }
}

/// Answers a request.
pub(in crate::oauth) async fn exchange(
    db: &Db,
    clients: &Clients,
    desk: Desk<'_>,
    request: &TokenRequest,
) -> Result<TokenResponse, TokenError> {
    let rules = desk.rules;
    let audiences = [rules.issuer.as_str(), rules.token_endpoint.as_str()];
    // Before the transaction: a client's key may have to be fetched.
    let proven = prove((db, clients), &request.presented, &audiences, desk.now).await?;
    let grant_type = grant_type(request, &proven.client)?;
    let mut tx = db.write().await?;
    let outcome = answer(&mut tx, desk, (request, grant_type), proven).await;
    if !matches!(outcome, Err(TokenError::Store(_))) {
        tx.commit().await?;
    }
    outcome
}

/// The tokens of a person's grant; `is_ours`: the access token is for this server.
pub(super) async fn respond(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    (grant, issued): (Passing, Issued),
    is_ours: bool,
) -> Result<TokenResponse, TokenError> {
    let origin = Origin::read(&grant.details).unwrap_or_default();
    let id_token = if grant.scope.is_openid() {
        let person = Person {
            account: &grant.owner,
            assurance: origin.assurance,
        };
        let wishes = &origin.verified.id_token;
        let verified = verified::tell(tx, desk, client, person, wishes).await?;
        let singles = (grant.owner.as_str(), &origin.verified.id_token_singles);
        let standard = standard::tell_id_token(tx, desk, client, singles).await?;
        let owner = AccountId::new(grant.owner.clone());
        let told = disclosed::told(&owner, client, &standard, &verified);
        disclosures::note(tx, desk.now, &told).await?;
        let told = Told {
            verified: &verified,
            standard: &standard,
        };
        let told = (&grant, &origin, told);
        Some(id_token::mint(desk, client, told, &issued.access_token)?)
    } else {
        None
    };
    Ok(TokenResponse {
        token_type: "Bearer",
        expires_in: desk.rules.access_token.as_secs(),
        scope: grant.scope.for_audience(is_ours).to_string(),
        refresh_token: issued.refresh_token.map(|token| token.reveal().to_owned()),
        access_token: issued.access_token,
        id_token,
    })
}

async fn answer(
    tx: &mut Tx,
    desk: Desk<'_>,
    (request, grant_type): (&TokenRequest, GrantType),
    proven: Proven,
) -> Result<TokenResponse, TokenError> {
    let client = spend(tx, proven).await?;
    let params = &request.params;
    match grant_type {
        GrantType::AuthorizationCode => {
            authorization_code::exchange(tx, desk, &client, params).await
        }
        GrantType::RefreshToken => refresh_token::exchange(tx, desk, &client, params).await,
        GrantType::ClientCredentials => {
            client_credentials::exchange(tx, desk, &client, params).await
        }
    }
}

/// A grant type that we know and this client is registered for.
fn grant_type(request: &TokenRequest, client: &Client) -> Result<GrantType, Fault> {
    let named = request.params.get("grant_type").ok_or(Fault::new(
        OAuthCode::InvalidRequest,
        "grant_type is missing",
    ))?;
    let grant_type = match named {
        "authorization_code" => GrantType::AuthorizationCode,
        "refresh_token" => GrantType::RefreshToken,
        "client_credentials" => GrantType::ClientCredentials,
        _ => {
            return Err(Fault::new(
                OAuthCode::UnsupportedGrantType,
                "grant_type is not supported",
            ));
        }
    };
    if client.grant_types.contains(&grant_type) {
        Ok(grant_type)
    } else {
        Err(Fault::new(
            OAuthCode::UnauthorizedClient,
            "the client is not registered for this grant_type",
        ))
    }
}
