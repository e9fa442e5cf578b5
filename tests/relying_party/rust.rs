//! `openidconnect` from crates.io as a public client, with ID tokens in `EdDSA`. The sample of
//! docs/relying-party.md is another application on it, with a secret (tests/portal).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::Database;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreJwsSigningAlgorithm,
    CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, CsrfToken, EndSessionUrl, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, RefreshToken,
    RequestTokenError, Scope, StandardErrorResponse, TokenResponse as _,
};
use serde_json::{Value, json};
use url::Url;

use crate::ground::{Ground, NOWHERE, REDIRECT, SIGNED_OUT, client};

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What is kept while the browser is away.
struct Asked {
    url: Url,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

fn ask(client: &Client, prompt: Option<&str>) -> Asked {
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = CoreAuthenticationFlow::AuthorizationCode;
    let mut request = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .add_scopes(["email", "profile", "offline_access"].map(|it| Scope::new(it.to_owned())))
        .set_pkce_challenge(challenge);
    if let Some(prompt) = prompt {
        request = request.add_extra_param("prompt", prompt.to_owned());
    }
    let (url, state, nonce) = request.url();
    Asked {
        url,
        state,
        nonce,
        verifier,
    }
}

fn parameter(address: &str, name: &str) -> Option<String> {
    let url = Url::parse(address).expect("an address");
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// The code of an answer whose `state` and `iss` are right.
fn code(ground: &Ground, asked: &Asked, landed: &str) -> AuthorizationCode {
    let told = |name| parameter(landed, name);
    assert_eq!(told("state").as_ref(), Some(asked.state.secret()));
    assert_eq!(told("iss"), Some(ground.world.idp.base()));
    AuthorizationCode::new(told("code").expect("a code"))
}

type Fault = RequestTokenError<
    openidconnect::HttpClientError<reqwest::Error>,
    StandardErrorResponse<CoreErrorResponseType>,
>;

/// The library as an application has it.
struct Library {
    client: Client,
    http: reqwest::Client,
    end_session: EndSessionUrl,
}

impl Library {
    async fn discover(issuer: String) -> Self {
        let http = kit::http::client(false).build().expect("an HTTP client");
        let issuer = IssuerUrl::new(issuer).expect("an address");
        let metadata = ProviderMetadataWithLogout::discover_async(issuer, &http).await;
        let metadata = metadata.expect("the metadata");
        let end_session = metadata.additional_metadata().end_session_endpoint.clone();
        let id = ClientId::new("elsewhere".to_owned());
        let redirect = RedirectUrl::new(REDIRECT.to_owned()).expect("an address");
        Self {
            client: CoreClient::from_provider_metadata(metadata, id, None)
                .set_redirect_uri(redirect),
            http,
            end_session: end_session.expect("an end session endpoint"),
        }
    }

    async fn redeem(
        &self,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
    ) -> Result<CoreTokenResponse, Fault> {
        let request = self.client.exchange_code(code).expect("a token endpoint");
        let request = request.set_pkce_verifier(verifier);
        request.request_async(&self.http).await
    }

    async fn refresh(&self, token: &RefreshToken) -> Result<CoreTokenResponse, Fault> {
        let request = self.client.exchange_refresh_token(token);
        let request = request.expect("a token endpoint");
        request.request_async(&self.http).await
    }

    async fn userinfo(&self, tokens: &CoreTokenResponse) -> Value {
        let request = self.client.user_info(tokens.access_token().clone(), None);
        let request = request.expect("a userinfo endpoint");
        let told: Result<CoreUserInfoClaims, _> = request.request_async(&self.http).await;
        let told = told.expect("claims");
        json!({ "sub": told.subject().as_str(), "email": told.email().map(|it| it.as_str()),
                "email_verified": told.email_verified() })
    }

    /// The name of the person, if the ID token is what was asked for and signed by `algorithm`.
    fn subject(
        &self,
        tokens: &CoreTokenResponse,
        nonce: Option<&Nonce>,
        algorithm: CoreJwsSigningAlgorithm,
    ) -> Option<String> {
        let checks = self.client.id_token_verifier();
        let checks = checks.set_allowed_algs([algorithm]);
        let same = |theirs: Option<&Nonce>| match nonce {
            Some(ours) if theirs.map(Nonce::secret) != Some(ours.secret()) => {
                Err("another nonce".to_owned())
            }
            // The ID token of a refresh needs none.
            _ => Ok(()),
        };
        let id_token = tokens.id_token().expect("an ID token");
        let claims = id_token.claims(&checks, same).ok()?;
        Some(claims.subject().to_string())
    }

    /// Where a browser goes to end the session.
    fn leave(&self, tokens: &CoreTokenResponse) -> Url {
        let back = PostLogoutRedirectUrl::new(SIGNED_OUT.to_owned());
        LogoutRequest::from(self.end_session.clone())
            .set_id_token_hint(tokens.id_token().expect("an ID token"))
            .set_client_id(ClientId::new("elsewhere".to_owned()))
            .set_post_logout_redirect_uri(back.expect("an address"))
            .set_state(CsrfToken::new("bye".to_owned()))
            .http_get_url()
    }
}

#[tokio::test]
async fn a_public_client_in_rust() {
    use CoreJwsSigningAlgorithm::{EcdsaP256Sha256, EdDsa};
    let how = "token_endpoint_auth_method = \"none\"\nid_token_signed_response_alg = \"EdDSA\"";
    let file = client(REDIRECT, SIGNED_OUT, how);
    let ground = Ground::lay(Database::Sqlite, file).await;
    let library = Library::discover(ground.world.idp.base()).await;

    let asked = ask(&library.client, None);
    let landed = ground.leave(asked.url.as_str(), NOWHERE).await;
    let once = code(&ground, &asked, &landed);
    let tokens = library.redeem(once.clone(), asked.verifier).await;
    let tokens = tokens.expect("tokens");
    let nonce = Some(&asked.nonce);
    let other = Nonce::new_random();
    assert_eq!(library.subject(&tokens, Some(&other), EdDsa), None);
    assert_eq!(library.subject(&tokens, nonce, EcdsaP256Sha256), None);
    let sub = library.subject(&tokens, nonce, EdDsa).expect("a person");
    let id_token = tokens.id_token().expect("an ID token").to_string();
    ground.assert_claims(&payload(&id_token));
    let sub = json!(sub);
    Ground::assert_person(&library.userinfo(&tokens).await, &sub);

    // The provider refuses a code with another verifier.
    let silent = ask(&library.client, Some("none"));
    let landed = ground.leave(silent.url.as_str(), NOWHERE).await;
    let (_, foreign) = PkceCodeChallenge::new_random_sha256();
    let refused = library.redeem(code(&ground, &silent, &landed), foreign);
    assert_invalid_grant(refused.await);

    let old = tokens.refresh_token().expect("a refresh token").clone();
    let fresh = library.refresh(&old).await.expect("fresh tokens");
    let new = fresh.refresh_token().expect("the next one");
    assert_ne!(new.secret(), old.secret(), "a refresh token counts once");
    Ground::assert_person(&library.userinfo(&fresh).await, &sub);
    assert_eq!(json!(library.subject(&fresh, None, EdDsa)), sub);
    // What counts once counts once, and its second use ends all that came of it.
    assert_invalid_grant(library.refresh(&old).await);
    assert_invalid_grant(library.refresh(new).await);
    let (_, verifier) = PkceCodeChallenge::new_random_sha256();
    assert_invalid_grant(library.redeem(once, verifier).await);

    let leave = library.leave(&tokens);
    let signed_out = ground.leave(leave.as_str(), NOWHERE).await;
    assert_eq!(signed_out, format!("{SIGNED_OUT}?state=bye"));
    let silent = ask(&library.client, Some("none"));
    let landed = ground.leave(silent.url.as_str(), NOWHERE).await;
    let error = parameter(&landed, "error");
    assert_eq!(
        error.as_deref(),
        Some("login_required"),
        "the session has ended"
    );
}

/// The claims of a JWT as they stand, verified elsewhere.
fn payload(jwt: &str) -> Value {
    let part = jwt.split('.').nth(1).expect("three parts");
    let bytes = URL_SAFE_NO_PAD.decode(part);
    serde_json::from_slice(&bytes.expect("base64url")).expect("JSON")
}

fn assert_invalid_grant(answer: Result<CoreTokenResponse, Fault>) {
    match answer {
        Err(RequestTokenError::ServerResponse(told)) => {
            assert_eq!(*told.error(), CoreErrorResponseType::InvalidGrant);
        }
        Err(error) => panic!("another fault: {error}"),
        Ok(_) => panic!("it was accepted"),
    }
}
