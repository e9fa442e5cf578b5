//! A provider spoken to by OpenID Connect: code flow with PKCE, nonce, state and `iss`
//! (OpenID Connect Core §3.1, RFC 7636, RFC 9207).

use std::time::Duration;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdToken, CoreIdTokenClaims,
    CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, IssuerUrl, LanguageTag, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, SignatureVerificationError, StandardErrorResponse, TokenResponse as _,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shared::claims::IdentityLevel;
use shared::clock::{Entropy, Timestamp};
use shared::provider::{Away, Http, HttpFault, Known, Outgoing, Provider};
use shared::secret::Token;
use url::Url;

use super::model::{Expects, Kind};
use super::{Attribute, Means, Proven, Trust, Upstream};

/// Clocks may differ by so much.
const SKEW: Duration = Duration::from_secs(30);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type TokenFault = RequestTokenError<HttpFault, StandardErrorResponse<CoreErrorResponseType>>;

/// How we are registered there.
#[derive(Debug)]
pub(super) struct Registration {
    pub(super) issuer: Url,
    pub(super) client_id: String,
    pub(super) client_secret: SecretString,
    pub(super) redirect_uri: String,
    pub(super) scopes: Vec<String>,
}

/// A provider that speaks OpenID Connect.
#[derive(Debug)]
pub(super) struct OpenIdConnect {
    registration: Registration,
    issuer: IssuerUrl,
    redirect_uri: RedirectUrl,
    provider: Provider,
}

/// A sign-in about to be sent on its way.
#[derive(Debug)]
pub(crate) struct Begun {
    /// Where the browser goes.
    pub(crate) url: Url,
    /// Comes back with the answer.
    pub(crate) state: Token,
    pub(crate) secrets: Secrets,
}

/// What the answer will be checked against; known to this server only.
#[derive(Serialize, Deserialize)]
pub(crate) struct Secrets {
    nonce: String,
    verifier: String,
    minimum: Option<IdentityLevel>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// Why an answer is not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FinishError {
    #[error("the upstream provider cannot be reached")]
    Away,
    /// The code is not good, or no longer.
    #[error("the upstream provider refused the code: {0}")]
    Refused(String),
    /// The answer is not one that this provider would give to this request.
    #[error("the upstream provider's answer was refused: {0}")]
    Untrusted(String),
    /// Less than was asked for.
    #[error("the identity was not proven as well as was asked for")]
    TooLow,
}

impl From<Away> for FinishError {
    fn from(_: Away) -> Self {
        Self::Away
    }
}

impl OpenIdConnect {
    /// # Errors
    /// What is wrong with the registration.
    pub(super) fn new(registration: Registration, trust: &Outgoing) -> Result<Self, String> {
        let issuer = registration.issuer.as_str();
        // An origin is written without a slash (OpenID Connect Discovery §3).
        let issuer = match registration.issuer.path() {
            "/" => issuer.trim_end_matches('/'),
            _ => issuer,
        };
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|error| error.to_string())?;
        let redirect_uri = RedirectUrl::new(registration.redirect_uri.clone());
        let http = Http::new(&registration.issuer, trust.client("schluesselbund"));
        let http = http.map_err(|error| error.to_string())?;
        Ok(Self {
            redirect_uri: redirect_uri.map_err(|error| error.to_string())?,
            provider: Provider::new(issuer.clone(), http),
            issuer,
            registration,
        })
    }

    pub(super) fn origin(&self) -> String {
        self.registration.issuer.origin().ascii_serialization()
    }

    fn client(&self, known: &Known) -> Client {
        let secret = self.registration.client_secret.expose_secret();
        CoreClient::from_provider_metadata(
            known.metadata.clone(),
            ClientId::new(self.registration.client_id.clone()),
            Some(ClientSecret::new(secret.to_owned())),
        )
        .set_redirect_uri(self.redirect_uri.clone())
    }

    fn begin(
        &self,
        (known, expects): (&Known, &Expects),
        entropy: &dyn Entropy,
        lang: &str,
        minimum: Option<IdentityLevel>,
    ) -> Begun {
        let [state, nonce, verifier] = [(); 3].map(|()| Token::generate(entropy));
        let secrets = Secrets {
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.reveal().to_owned(),
            minimum,
        };
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(
            secrets.verifier.clone(),
        ));
        let client = self.client(known);
        let (sent_state, sent_nonce) = (
            CsrfToken::new(state.reveal().to_owned()),
            Nonce::new(secrets.nonce.clone()),
        );
        let scopes = self.registration.scopes.iter().filter(|it| *it != "openid");
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || sent_state,
                move || sent_nonce,
            )
            .add_scopes(scopes.map(|scope| Scope::new(scope.clone())))
            .set_pkce_challenge(challenge)
            .add_ui_locale(LanguageTag::new(lang.to_owned()))
            .add_extra_param("claims", wanted(expects));
        if let Some(acr) = minimum.and_then(|minimum| expects.acr_for(minimum)) {
            request = request.add_extra_param("acr_values", acr);
        }
        let (url, _, _) = request.url();
        Begun {
            url,
            state,
            secrets,
        }
    }

    /// Redeems the code; the ID token's claims with those of userinfo.
    async fn redeem(
        &self,
        code: String,
        secrets: Secrets,
        now: Timestamp,
    ) -> Result<(CoreIdTokenClaims, Map<String, Value>), FinishError> {
        let known = self.provider.known(now).await?;
        let client = self.client(&known);
        let http = |request| self.provider.http().send(request);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| FinishError::Untrusted(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .request_async(&http)
            .await
            .map_err(|fault| match fault {
                TokenFault::Request(_) => FinishError::Away,
                TokenFault::ServerResponse(error) => FinishError::Refused(error.to_string()),
                other => FinishError::Untrusted(other.to_string()),
            })?;
        let untrusted = |what: &str| FinishError::Untrusted(what.to_owned());
        let id_token = answer.id_token().ok_or_else(|| untrusted("no ID token"))?;
        let nonce = Nonce::new(secrets.nonce);
        let claims = match check(&client, id_token, &nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let known = self.provider.look_again(now).await?;
                check(&self.client(&known), id_token, &nonce, now)
            }
            other => other,
        };
        let claims = claims.map_err(|error| FinishError::Untrusted(error.to_string()))?;
        let told = self.ask(&known, answer.access_token()).await?;
        // Core §5.3.2: or the answer is about someone else.
        if told.get("sub").and_then(Value::as_str) != Some(claims.subject().as_str()) {
            return Err(untrusted("userinfo is about another person"));
        }
        Ok((claims, told))
    }

    /// Userinfo as it comes: claims beyond the standard ones matter here.
    async fn ask(
        &self,
        known: &Known,
        token: &AccessToken,
    ) -> Result<Map<String, Value>, FinishError> {
        let untrusted = |what: &str| FinishError::Untrusted(what.to_owned());
        let address = known.metadata.userinfo_endpoint();
        let address = address.ok_or_else(|| untrusted("no userinfo endpoint"))?;
        let mut request = HttpRequest::new(Vec::new());
        let address = address.as_str().parse();
        *request.uri_mut() = address.map_err(|_| untrusted("no address for userinfo"))?;
        let bearer = format!("Bearer {}", token.secret()).parse();
        let bearer = bearer.map_err(|_| untrusted("no access token"))?;
        request.headers_mut().insert("authorization", bearer);
        let answer = self.provider.http().send(request).await;
        let answer = answer.map_err(|_| FinishError::Away)?;
        if !answer.status().is_success() {
            return Err(untrusted("userinfo was refused"));
        }
        serde_json::from_slice(answer.body()).map_err(|_| untrusted("userinfo is no JSON object"))
    }
}

/// Core §3.1.3.7: signature, issuer, audience, expiry by our clock, nonce.
fn check(
    client: &Client,
    id_token: &CoreIdToken,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let verifier: CoreIdTokenVerifier<'_> = client
        .id_token_verifier()
        .set_allowed_algs([
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::RsaSsaPssSha256,
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        ])
        .set_time_fn(move || instant(now))
        .set_issue_time_verifier_fn(move |at| {
            if at <= instant(now + SKEW) {
                Ok(())
            } else {
                Err("issued in the future".to_owned())
            }
        });
    Ok(id_token.claims(&verifier, nonce)?.clone())
}

fn instant(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(at.unix(), 0).unwrap_or_default()
}

/// The `claims` parameter (Core §5.5): the attributes, and nothing else.
fn wanted(expects: &Expects) -> String {
    let required = expects.required.iter();
    let required = required.map(|name| (name, json!({ "essential": true })));
    let about = [
        &expects.trust_claim,
        &expects.means_claim,
        &expects.second_factor_claim,
    ];
    let optional = expects.optional.iter().chain(about);
    let optional = optional.filter(|name| !name.is_empty());
    let all: Map<String, Value> = optional
        .map(|name| (name, Value::Null))
        .chain(required)
        .map(|(name, wish)| (name.clone(), wish))
        .collect();
    json!({ "userinfo": all }).to_string()
}

/// What the claims mean here.
fn prove(
    upstream: &Upstream,
    acr: Option<&str>,
    minimum: Option<IdentityLevel>,
    told: &Map<String, Value>,
) -> Result<Proven, FinishError> {
    let expects = &upstream.expects;
    let untrusted = |what: &str| FinishError::Untrusted(what.to_owned());
    let level = acr.and_then(|acr| expects.levels.get(acr));
    let level = *level.ok_or_else(|| untrusted("an unknown acr"))?;
    if minimum.is_some() && level < minimum {
        return Err(FinishError::TooLow);
    }
    let text = |name: &str| told.get(name)?.as_str().filter(|text| !text.is_empty());
    let trusts = told.get(&expects.trust_claim);
    let trust = |name: &str| {
        let word = trusts?.get(name)?.clone();
        serde_json::from_value::<Trust>(word).ok()
    };
    let asked = expects.required.iter().chain(&expects.optional);
    let attributes = asked.filter_map(|name| {
        let value = told.get(name).filter(|value| !value.is_null())?.clone();
        Some(Attribute {
            name: expects.names.get(name).unwrap_or(name).clone(),
            trust: trust(name),
            value,
        })
    });
    // Substantial and high take two factors, low may be had by one (Implementing Regulation (EU)
    // 2015/1502, 2.2.1); the provider says so then, as it does of a user name.
    let told_so = match told.get(&expects.second_factor_claim) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true",
        _ => false,
    };
    Ok(Proven {
        service: upstream.service,
        subject: text(&expects.subject_claim).map(str::to_owned),
        means: Means {
            name: text(&expects.means_claim).map(str::to_owned),
            second_factor: told_so || level >= Some(IdentityLevel::Substantial),
            level,
        },
        attributes: attributes.collect(),
    })
}

impl Upstream {
    /// A new request in the language `lang`, for at least the level `minimum`.
    ///
    /// # Errors
    /// [`Away`] when the provider's metadata cannot be had.
    pub(crate) async fn begin(
        &self,
        entropy: &dyn Entropy,
        now: Timestamp,
        lang: &str,
        minimum: Option<IdentityLevel>,
    ) -> Result<Begun, Away> {
        let Kind::OpenIdConnect(oidc) = &self.kind;
        let known = oidc.provider.known(now).await?;
        Ok(oidc.begin((&known, &self.expects), entropy, lang, minimum))
    }

    /// Whether an answer names this provider as who gave it (RFC 9207).
    pub(crate) fn gave(&self, iss: Option<&str>) -> bool {
        let Kind::OpenIdConnect(oidc) = &self.kind;
        iss == Some(oidc.issuer.as_str())
    }

    /// Redeems `code` and says what was proven.
    ///
    /// # Errors
    /// [`FinishError`]; nobody is signed in then.
    pub(crate) async fn finish(
        &self,
        code: String,
        secrets: Secrets,
        now: Timestamp,
    ) -> Result<Proven, FinishError> {
        let Kind::OpenIdConnect(oidc) = &self.kind;
        let minimum = secrets.minimum;
        let (claims, told) = oidc.redeem(code, secrets, now).await?;
        let acr = claims.auth_context_ref().map(|acr| acr.as_str());
        prove(self, acr, minimum, &told)
    }
}
