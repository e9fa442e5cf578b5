use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RefreshToken, Scope, TokenResponse as _,
};
use serde_json::{Value, json};
use url::Url;

type Fault = Box<dyn std::error::Error + Send + Sync>;
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the operator of the provider gave you, and what you found out by discovery.
pub struct Service {
    pub client_id: String,
    pub client_secret: String,
    pub redirect_uri: String,
    /// The portal's origin: the resource that your tokens are for.
    pub portal: String,
    metadata: CoreProviderMetadata,
    http: reqwest::Client,
}

/// Keep this in the session of the browser that you send away.
pub struct Begun {
    pub url: Url,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// Keep this on your server, never in the browser.
pub struct Connected {
    /// The person, by a name that only you know. It stays the same.
    pub sub: String,
    pub access_token: String,
    /// Good once: each refresh brings the next one.
    pub refresh_token: Option<String>,
}

impl Service {
    /// Once at start.
    pub async fn discover(
        issuer: &str,
        [client_id, client_secret, redirect_uri, portal]: [&str; 4],
    ) -> Result<Self, Fault> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let issuer = IssuerUrl::new(issuer.to_owned())?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &http).await?;
        Ok(Self {
            client_id: client_id.to_owned(),
            client_secret: client_secret.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            portal: portal.to_owned(),
            metadata,
            http,
        })
    }

    fn client(&self) -> Result<Client, Fault> {
        let id = ClientId::new(self.client_id.clone());
        let secret = ClientSecret::new(self.client_secret.clone());
        let client = CoreClient::from_provider_metadata(self.metadata.clone(), id, Some(secret));
        Ok(client.set_redirect_uri(RedirectUrl::new(self.redirect_uri.clone())?))
    }

    /// „Mit dem Jobcenter verbinden": send the browser to `url`.
    pub fn begin(&self) -> Result<Begun, Fault> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = ["offline_access", "portal.profile", "portal.measures"];
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (url, state, nonce) = self
            .client()?
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("resource", self.portal.clone())
            .set_pkce_challenge(challenge)
            .url();
        Ok(Begun {
            url,
            state,
            nonce,
            verifier,
        })
    }

    /// The browser is back at your `redirect_uri`; `None`: the person refused.
    pub async fn finish(&self, begun: Begun, back: &Url) -> Result<Option<Connected>, Fault> {
        let told = |name: &str| {
            let mut pairs = back.query_pairs();
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        let issuer = self.metadata.issuer().as_str();
        if told("state").as_ref() != Some(begun.state.secret())
            || told("iss").as_deref() != Some(issuer)
        {
            return Err("this answer belongs to another question".into());
        }
        if told("error").as_deref() == Some("access_denied") {
            return Ok(None);
        }
        let code = told("code").ok_or("no code")?;
        let client = self.client()?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code))?
            .set_pkce_verifier(begun.verifier)
            .add_extra_param("resource", self.portal.clone())
            .request_async(&self.http)
            .await?;
        let algorithms = [CoreJwsSigningAlgorithm::EcdsaP256Sha256];
        let verifier = client.id_token_verifier().set_allowed_algs(algorithms);
        let id_token = answer.id_token().ok_or("no ID token")?;
        let claims = id_token.claims(&verifier, &begun.nonce)?;
        Ok(Some(Connected {
            sub: claims.subject().to_string(),
            access_token: answer.access_token().secret().clone(),
            refresh_token: answer.refresh_token().map(|token| token.secret().clone()),
        }))
    }

    /// After five minutes the access token is old. An error here means: ask the person again.
    pub async fn refresh(&self, connected: &mut Connected) -> Result<(), Fault> {
        let old = connected.refresh_token.clone().ok_or("no refresh token")?;
        let answer = self
            .client()?
            .exchange_refresh_token(&RefreshToken::new(old))?
            .add_extra_param("resource", self.portal.clone())
            .request_async(&self.http)
            .await?;
        let fresh = answer.access_token().secret();
        fresh.clone_into(&mut connected.access_token);
        connected.refresh_token = answer.refresh_token().map(|token| token.secret().clone());
        Ok(())
    }

    /// Who the customer is: name and customer number.
    pub async fn profile(&self, connected: &Connected) -> Result<Value, Fault> {
        let address = format!("{}/api/v1/profile", self.portal);
        let request = self.http.get(address).bearer_auth(&connected.access_token);
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    /// Tells the Jobcenter that the customer takes part in a course.
    pub async fn report(
        &self,
        connected: &Connected,
        [course, starts_on, ends_on]: [&str; 3],
    ) -> Result<Value, Fault> {
        let address = format!("{}/api/v1/measures/participations", self.portal);
        let report = json!({ "course": course, "starts_on": starts_on, "ends_on": ends_on });
        let request = self.http.post(address).bearer_auth(&connected.access_token);
        let answer = request.json(&report).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }
}
