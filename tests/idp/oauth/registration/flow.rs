//! A registered application signs people in: by each way of proving itself, and only by its own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use kit::{Database, Page, on_both};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{OPEN, registered, text};
use crate::oauth::flow::{self, Fields, Flow, VERIFIER, answer};
use crate::oauth::token::client::{Signer, signer_with};

const OFFLINE: &str = "openid email offline_access";

/// The code that the person allows `client` to have.
async fn code(flow: &Flow, client: &str) -> String {
    let request = Flow::request().with("client_id", client);
    let page = flow.question(&request.with("scope", OFFLINE)).await;
    page.shows("Neuer Dienst");
    let page = page.form("consent-form").press("Erlauben").submit().await;
    answer(&page, "code").expect("a code")
}

async fn with_basic(flow: &Flow, fields: &Fields, name: &str, secret: &str) -> Page {
    let header = format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")));
    let query = fields.query();
    let fields: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let ask = flow.world.idp.visitor().ask(Method::POST, "/oauth/token");
    let ask = ask.as_program().header("authorization", &header);
    ask.form(&fields).send().await
}

/// Looks at the tokens: ID token by RS256, an opaque access token, userinfo.
async fn look(flow: &Flow, client: &str, tokens: &Value, account: &str) {
    let (header, claims) = flow.read(text(tokens, "id_token")).await;
    assert_eq!(header.alg, jsonwebtoken::Algorithm::RS256);
    assert_eq!(claims["aud"], client);
    let sub = claims["sub"].as_str().expect("a sub");
    assert!(sub != account && sub.len() == 43, "pairwise: {sub}");
    let access = text(tokens, "access_token");
    assert!(!access.contains('.'), "opaque: {access}");
    let told = flow.userinfo(access).await.expect(200).json();
    assert_eq!(told["sub"], sub);
    assert!(told["email"].is_string());
}

on_both!(
    a_secret_in_the_header_signs_in,
    async |database: Database| {
        let (flow, person) = Flow::signed_in_with(database, OPEN).await;
        let grants = json!({ "grant_types": ["authorization_code", "refresh_token"] });
        let told = registered(&flow, &grants).await;
        let (id, secret) = (text(&told, "client_id"), text(&told, "client_secret"));
        let fields = Flow::redemption(&code(&flow, id).await).without("client_id");
        // T11, T57: never without its secret, with an empty one or with somebody else's.
        let named = fields.clone().with("client_id", id);
        flow::refused(&flow.token(&named).await, "invalid_client");
        let empty = named.with("client_secret", "");
        flow::refused(&flow.token(&empty).await, "invalid_client");
        let posted = fields
            .clone()
            .with("client_id", id)
            .with("client_secret", secret);
        flow::refused(&flow.token(&posted).await, "invalid_client");
        for wrong in ["", "wrong", text(&told, "registration_access_token")] {
            let page = with_basic(&flow, &fields, id, wrong).await;
            flow::refused(&page, "invalid_client");
        }
        let tokens = with_basic(&flow, &fields, id, secret)
            .await
            .expect(200)
            .json();
        look(&flow, id, &tokens, &person.account).await;
        let refresh = Flow::refreshing(text(&tokens, "refresh_token")).without("client_id");
        let again = with_basic(&flow, &refresh, id, secret)
            .await
            .expect(200)
            .json();
        look(&flow, id, &again, &person.account).await;
    }
);

on_both!(a_secret_in_the_body_signs_in, async |database: Database| {
    let (flow, person) = Flow::signed_in_with(database, OPEN).await;
    let method = json!({ "token_endpoint_auth_method": "client_secret_post" });
    let told = registered(&flow, &method).await;
    let (id, secret) = (text(&told, "client_id"), text(&told, "client_secret"));
    let fields = Flow::redemption(&code(&flow, id).await).with("client_id", id);
    for wrong in ["", "wrong"] {
        let page = flow
            .token(&fields.clone().with("client_secret", wrong))
            .await;
        flow::refused(&page, "invalid_client");
    }
    let page = with_basic(&flow, &fields, id, secret).await;
    flow::refused(&page, "invalid_client");
    let tokens = flow.token(&fields.with("client_secret", secret)).await;
    let tokens = tokens.expect(200).json();
    look(&flow, id, &tokens, &person.account).await;
    assert!(
        tokens.get("refresh_token").is_none(),
        "it did not ask for any"
    );
});

/// An application that signs, whose key lies at an address of `server`.
async fn with_key_at(flow: &Flow, server: &MockServer, algorithm: &str) -> Value {
    let more = json!({
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": algorithm,
        "jwks_uri": format!("{}/jwks", server.uri()),
    });
    registered(flow, &more).await
}

/// `fields` of the application `id`, which proves itself by a signature.
fn asserted(fields: Fields, signer: &Signer, flow: &Flow, (id, jti): (&str, &str)) -> Fields {
    let now = flow.world.now();
    let assertion = signer.sign(&json!({
        "iss": id, "sub": id, "aud": flow.issuer(), "jti": jti, "iat": now, "exp": now + 60,
    }));
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let fields = fields.with("client_id", id);
    fields.and(&[
        ("client_assertion_type", kind),
        ("client_assertion", &assertion),
    ])
}

on_both!(a_key_at_an_address_signs_in, async |database: Database| {
    let (signer, file) = signer_with("");
    let set = file.split('\'').nth(1).expect("a key set").to_owned();
    let server = MockServer::start().await;
    let found = ResponseTemplate::new(200).set_body_string(set);
    let mock = Mock::given(method("GET")).and(path("/jwks"));
    mock.respond_with(found).mount(&server).await;
    let (flow, person) = Flow::signed_in_with(database, OPEN).await;
    let told = with_key_at(&flow, &server, "ES256").await;
    let id = text(&told, "client_id");
    assert!(told.get("client_secret").is_none(), "{told}");
    let redemption = Flow::redemption(&code(&flow, id).await);
    let fields = redemption.clone().with("client_id", id);
    flow::refused(&flow.token(&fields).await, "invalid_client");
    let fields = asserted(redemption.clone(), &signer, &flow, (id, "1"));
    let tokens = flow.token(&fields).await.expect(200).json();
    look(&flow, id, &tokens, &person.account).await;
    flow::refused(&flow.token(&fields).await, "invalid_client");
    let other = with_key_at(&flow, &server, "PS256").await;
    let id = text(&other, "client_id");
    let fields = asserted(redemption, &signer, &flow, (id, "2"));
    flow::refused(&flow.token(&fields).await, "invalid_client");
});

on_both!(
    two_who_need_a_key_at_once_wait_for_it,
    async |database: Database| {
        let (signer, file) = signer_with("");
        let set = file.split('\'').nth(1).expect("a key set").to_owned();
        let server = MockServer::start().await;
        let found = ResponseTemplate::new(200).set_body_string(set);
        let slowly = found.set_delay(std::time::Duration::from_millis(300));
        let mock = Mock::given(method("GET")).and(path("/jwks"));
        mock.respond_with(slowly).expect(1).mount(&server).await;
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let told = with_key_at(&flow, &server, "ES256").await;
        let id = text(&told, "client_id");
        let first = Flow::redemption(&code(&flow, id).await);
        let request = Flow::request().with("client_id", id).with("scope", OFFLINE);
        let second = Flow::redemption(&flow.code(&request).await);
        let first = asserted(first, &signer, &flow, (id, "1"));
        let second = asserted(second, &signer, &flow, (id, "2"));
        let (first, second) = tokio::join!(flow.token(&first), flow.token(&second));
        let _ = (first.expect(200), second.expect(200));
    }
);

on_both!(
    an_application_without_a_secret_needs_pkce,
    async |database: Database| {
        let legacy = format!("{OPEN}\nregistration.default_policy = \"legacy\"");
        let (flow, person) = Flow::signed_in_with(database, &legacy).await;
        let public = registered(&flow, &json!({ "token_endpoint_auth_method": "none" })).await;
        let secret = registered(&flow, &json!({ "subject_type": "public" })).await;
        let bare = |told: &Value| {
            let request = Flow::request().without("code_challenge");
            let request = request
                .without("code_challenge_method")
                .with("prompt", "none");
            request.with("client_id", text(told, "client_id"))
        };
        let error = |page: &Page| answer(page, "error").expect("an error");
        assert_eq!(
            error(&flow.authorize(&bare(&public)).await),
            "invalid_request"
        );
        assert_eq!(
            error(&flow.authorize(&bare(&secret)).await),
            "consent_required"
        );
        let id = text(&public, "client_id");
        assert!(public.get("client_secret").is_none(), "{public}");
        let fields = Flow::redemption(&code(&flow, id).await).with("client_id", id);
        let unproven = fields.clone().without("code_verifier");
        flow::refused(&flow.token(&unproven).await, "invalid_request");
        let tokens = flow.token(&fields.with("code_verifier", VERIFIER)).await;
        look(&flow, id, &tokens.expect(200).json(), &person.account).await;
        // It runs in a browser, so that its pages may ask.
        let preflight = flow
            .world
            .idp
            .visitor()
            .ask(Method::OPTIONS, "/oauth/token");
        let preflight = preflight.header("access-control-request-method", "POST");
        let allowed = async |origin: &str| {
            let page = preflight.clone().header("origin", origin).send().await;
            page.header("access-control-allow-origin").to_owned()
        };
        assert_eq!(allowed("https://app.test").await, "https://app.test");
        assert_eq!(allowed("https://evil.test").await, "");
    }
);

on_both!(
    only_a_registered_address_gets_answers,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let uris = ["https://app.test/cb?a=1", "https://app.test/cb"];
        let told = registered(&flow, &json!({ "redirect_uris": uris })).await;
        let request = Flow::request().with("client_id", text(&told, "client_id"));
        for wrong in [
            "https://app.test/cb?a=2",
            "https://app.test/cb?a=1&b=2",
            "https://app.test/",
        ] {
            let page = flow
                .authorize(&request.clone().with("redirect_uri", wrong))
                .await;
            assert_eq!(page.status(), 400, "{wrong}");
        }
        let page = flow
            .authorize(&request.clone().without("redirect_uri"))
            .await;
        assert_eq!(page.status(), 400, "none is sent");
        let request = request.with("redirect_uri", uris[0]).with("prompt", "none");
        let to = flow.authorize(&request).await.redirect();
        assert!(
            to.starts_with("https://app.test/cb?a=1&error=consent_required"),
            "{to}"
        );
    }
);
