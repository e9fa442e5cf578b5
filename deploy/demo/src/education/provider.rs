//! The identity provider as a relying party meets it: discovery, code flow with PKCE, state, nonce
//! and `iss`, refresh, revocation. Nobody is asked at start, and what was found out is asked
//! anew after ten minutes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType,
    CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken,
    IdTokenClaims, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadata, RedirectUrl, RefreshToken, RequestTokenError, Scope,
    SignatureVerificationError, StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use shared::clock::{Clock, Timestamp};
use url::Url;

use super::claims::Proven;

/// What was found out is fresh for so long.
const FRESH: Duration = Duration::from_mins(10);

/// Metadata for which the library has no word.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Further {
    revocation_endpoint: Option<Url>,
    end_session_endpoint: Option<Url>,
}

impl AdditionalProviderMetadata for Further {}

type Metadata = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Answer = StandardTokenResponse<
    IdTokenFields<
        Proven,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Client = openidconnect::Client<
    Proven,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

type SignedToken =
    IdToken<Proven, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// How we are known there.
#[derive(Debug, Clone)]
pub(super) struct Registration {
    pub(super) client_id: &'static str,
    pub(super) client_secret: String,
    pub(super) redirect_uri: RedirectUrl,
}

/// What the browser is sent away with.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) url: Url,
    pub(super) state: String,
    pub(super) asked: Asked,
}

/// What stays here until it is back.
#[derive(Debug)]
pub(super) struct Asked {
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// What came of it, checked.
#[derive(Debug)]
pub(super) struct SignedIn {
    pub(super) sub: String,
    pub(super) proven: Proven,
    pub(super) id_token: String,
    pub(super) tokens: Tokens,
}

/// Tokens for the portal.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) access: String,
    /// How long `access` is good.
    pub(super) until: Timestamp,
    /// Good once.
    pub(super) refresh: Option<String>,
}

/// Why it did not work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the identity provider cannot be reached")]
    Away,
    /// `invalid_grant`: the person took it back, or it is used up.
    #[error("the access has ended")]
    Ended,
    #[error("{0}")]
    Refused(String),
}

/// The provider of one issuer.
#[derive(Debug)]
pub(super) struct Provider {
    issuer: IssuerUrl,
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    known: Mutex<Option<(Arc<Metadata>, Timestamp)>>,
}

impl Provider {
    pub(super) fn new(issuer: IssuerUrl, http: reqwest::Client, clock: Arc<dyn Clock>) -> Self {
        Self {
            issuer,
            http,
            clock,
            known: Mutex::default(),
        }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The provider's metadata and keys; older ones while it is away.
    pub(super) async fn metadata(&self) -> Result<Arc<Metadata>, Fault> {
        let now = self.clock.now();
        let known = self.lock().clone();
        match known {
            Some((known, at)) if now.seconds_since(at).unsigned_abs() < FRESH.as_secs() => {
                Ok(known)
            }
            Some((known, _)) => Ok(self.discover().await.unwrap_or(known)),
            None => self.discover().await,
        }
    }

    async fn discover(&self) -> Result<Arc<Metadata>, Fault> {
        let found = Metadata::discover_async(self.issuer.clone(), &self.http).await;
        let found = found.map_err(|error| {
            tracing::warn!(%error, "the identity provider cannot be asked");
            Fault::Away
        })?;
        let found = Arc::new(found);
        *self.lock() = Some((Arc::clone(&found), self.clock.now()));
        Ok(found)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Arc<Metadata>, Timestamp)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn client(&self, who: &Registration) -> Result<Client, Fault> {
        let metadata = Metadata::clone(&*self.metadata().await?);
        let id = ClientId::new(who.client_id.to_owned());
        let secret = ClientSecret::new(who.client_secret.clone());
        let client = Client::from_provider_metadata(metadata, id, Some(secret));
        Ok(client.set_redirect_uri(who.redirect_uri.clone()))
    }

    /// Where to send the browser.
    pub(super) async fn begin(
        &self,
        who: &Registration,
        scopes: &[&str],
        more: &[(&'static str, String)],
    ) -> Result<Begun, Fault> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.client(who).await?;
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(scopes.iter().map(|scope| Scope::new((*scope).to_owned())))
            .set_pkce_challenge(challenge);
        for (name, value) in more {
            request = request.add_extra_param(*name, value.clone());
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url,
            state: state.secret().clone(),
            asked: Asked { nonce, verifier },
        })
    }

    /// Redeems the code and checks the ID token.
    pub(super) async fn finish(
        &self,
        who: &Registration,
        asked: Asked,
        code: String,
        resource: Option<&str>,
    ) -> Result<SignedIn, Fault> {
        let client = self.client(who).await?;
        let mut request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(refused)?
            .set_pkce_verifier(asked.verifier);
        if let Some(resource) = resource {
            request = request.add_extra_param("resource", resource.to_owned());
        }
        let answer = request.request_async(&self.http).await.map_err(fault)?;
        let id_token = answer
            .id_token()
            .ok_or_else(|| Fault::Refused("no ID token".to_owned()))?;
        let claims = self.check(who, &client, id_token, &asked.nonce).await?;
        Ok(SignedIn {
            sub: claims.subject().to_string(),
            proven: claims.additional_claims().clone(),
            id_token: id_token.to_string(),
            tokens: self.tokens(&answer),
        })
    }

    /// A key that is not known may be a new one: the provider is asked once more.
    async fn check(
        &self,
        who: &Registration,
        client: &Client,
        id_token: &SignedToken,
        nonce: &Nonce,
    ) -> Result<IdTokenClaims<Proven, CoreGenderClaim>, Fault> {
        match verify(client, id_token, nonce, self.clock.now()) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let _ = self.discover().await?;
                let client = self.client(who).await?;
                verify(&client, id_token, nonce, self.clock.now())
            }
            other => other,
        }
        .map_err(refused)
    }

    /// The next tokens; `refresh` is used up by this.
    pub(super) async fn refresh(
        &self,
        who: &Registration,
        refresh: String,
        resource: &str,
    ) -> Result<Tokens, Fault> {
        let client = self.client(who).await?;
        let token = RefreshToken::new(refresh);
        let request = client
            .exchange_refresh_token(&token)
            .map_err(refused)?
            .add_extra_param("resource", resource.to_owned());
        let answer = request.request_async(&self.http).await.map_err(fault)?;
        Ok(self.tokens(&answer))
    }

    /// Gives a refresh token back (RFC 7009). The library does this over https only; the demo
    /// has none.
    pub(super) async fn revoke(&self, who: &Registration, refresh: &str) -> Result<(), Fault> {
        let metadata = self.metadata().await?;
        let endpoint = metadata.additional_metadata().revocation_endpoint.clone();
        let endpoint = endpoint.ok_or_else(|| Fault::Refused("no revocation endpoint".into()))?;
        let fields = [("token", refresh), ("token_type_hint", "refresh_token")];
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .http
            .post(endpoint)
            .basic_auth(who.client_id, Some(&who.client_secret))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let answer = request.send().await.map_err(|_| Fault::Away)?;
        if answer.status().is_success() {
            Ok(())
        } else {
            Err(Fault::Refused(format!("revocation: {}", answer.status())))
        }
    }

    /// Where somebody signs out of the provider too, and comes back to `back`.
    pub(super) async fn sign_out_url(&self, id_token: &str, back: &str) -> Result<Url, Fault> {
        let metadata = self.metadata().await?;
        let endpoint = metadata.additional_metadata().end_session_endpoint.clone();
        let mut url = endpoint.ok_or_else(|| Fault::Refused("no sign-out there".into()))?;
        url.query_pairs_mut()
            .append_pair("id_token_hint", id_token)
            .append_pair("post_logout_redirect_uri", back);
        Ok(url)
    }

    fn tokens(&self, answer: &Answer) -> Tokens {
        Tokens {
            access: answer.access_token().secret().clone(),
            until: self.clock.now() + answer.expires_in().unwrap_or_default(),
            refresh: answer.refresh_token().map(|token| token.secret().clone()),
        }
    }
}

/// Signature, issuer, audience, time, nonce (OpenID Connect Core §3.1.3.7).
fn verify(
    client: &Client,
    id_token: &SignedToken,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<IdTokenClaims<Proven, CoreGenderClaim>, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256])
        .set_time_fn(move || DateTime::<Utc>::from_timestamp(now.unix(), 0).unwrap_or_default());
    Ok(id_token.claims(&verifier, nonce)?.clone())
}

fn refused(error: impl std::fmt::Display) -> Fault {
    Fault::Refused(error.to_string())
}

type TokenFault<E> = RequestTokenError<E, StandardErrorResponse<CoreErrorResponseType>>;

fn fault<E: std::error::Error + 'static>(error: TokenFault<E>) -> Fault {
    match error {
        RequestTokenError::Request(_) => Fault::Away,
        RequestTokenError::ServerResponse(answer)
            if *answer.error() == CoreErrorResponseType::InvalidGrant =>
        {
            Fault::Ended
        }
        other => Fault::Refused(other.to_string()),
    }
}
