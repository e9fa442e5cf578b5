//! A sign-in with the library that services use: discovery, PKCE, nonce, keys, userinfo.

use chrono::DateTime;
use kit::stand_ins::{StandIn, clock};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, RedirectUrl, Scope, TokenResponse,
};
use shared::clock::Clock;

use crate::service::{SECRET, answer, clients, redirect_uri};

#[tokio::test]
async fn openidconnect_signs_somebody_in() {
    let clock = clock();
    let bundid = StandIn::bundid(clients(), &clock).await;
    let visitor = bundid.visitor();
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let issuer = IssuerUrl::new(bundid.base().to_owned()).expect("an address");
    let metadata = CoreProviderMetadata::discover_async(issuer, &http).await;
    let secret = ClientSecret::new(SECRET.to_owned());
    let redirect = RedirectUrl::new(redirect_uri("localhost")).expect("an address");
    let id = ClientId::new("eins".to_owned());
    let client = CoreClient::from_provider_metadata(metadata.expect("found"), id, Some(secret))
        .set_redirect_uri(redirect);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state, nonce) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .add_scopes(["profile", "address"].map(|scope| Scope::new(scope.to_owned())))
        .set_pkce_challenge(challenge)
        .url();

    let first = visitor.browse(url.as_str()).await.expect(200);
    let persons = first
        .form("means-form")
        .press("ELSTER")
        .submit()
        .await
        .expect(200);
    let page = persons.click("Kim Klicker").await.expect(200);
    let answered = page
        .form("release-form")
        .press("Daten freigeben")
        .submit()
        .await;
    assert_eq!(answer(&answered, "state").as_ref(), Some(state.secret()));
    let code = AuthorizationCode::new(answer(&answered, "code").expect("a code"));
    let tokens = client.exchange_code(code).expect("a token endpoint");
    let tokens = tokens
        .set_pkce_verifier(verifier)
        .request_async(&http)
        .await;
    let tokens = tokens.expect("tokens");

    let now = DateTime::from_timestamp(clock.now().unix(), 0).expect("a time");
    let verifier = client.id_token_verifier().set_time_fn(move || now);
    let id_token = tokens.id_token().expect("an ID token");
    let claims = id_token.claims(&verifier, &nonce).expect("it holds");
    let acr = claims.auth_context_ref().expect("a level");
    assert_eq!(acr.as_str(), "STORK-QAA-Level-3");
    let algorithm = id_token.signing_alg().expect("signed");
    let key = id_token.signing_key(&verifier).expect("known");
    let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
    assert_eq!(claims.access_token_hash(), Some(&hash.expect("a hash")));

    let subject = Some(claims.subject().clone());
    let request = client.user_info(tokens.access_token().clone(), subject);
    let told: Result<CoreUserInfoClaims, _> = request.expect("userinfo").request_async(&http).await;
    let told = told.expect("told");
    let address = told.address().expect("an address");
    let town = address.locality.as_ref().expect("a town");
    assert_eq!(town.as_str(), "Musterstadt");
    let name = told.family_name().and_then(|name| name.get(None));
    assert_eq!(name.expect("a name").as_str(), "Klicker");
}
