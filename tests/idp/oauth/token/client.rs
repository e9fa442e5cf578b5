//! Who asks (RFC 6749 §2.3, RFC 7523; R11, T06, T16, T20, T21, T23, T57).

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use kit::{Database, Page, on_both};
use serde_json::{Value, json};

use crate::oauth::flow::{Fields, Flow, SECRET, client, refused};

pub(crate) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

pub(crate) struct Signer(EncodingKey);

/// A key and the file of the client `signed` that has it.
fn signer() -> (Signer, String) {
    signer_with("first_party = true")
}

/// The same with more in the file.
pub(crate) fn signer_with(more: &str) -> (Signer, String) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
    let mut jwk = Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).expect("a JWK");
    jwk.common.key_id = Some("k".to_owned());
    let set = serde_json::to_string(&JwkSet { keys: vec![jwk] }).expect("JSON");
    let file = client("signed", &format!("{more}\njwks = '{set}'"));
    let key = EncodingKey::from_ec_der(pair.to_pkcs8v1().expect("PKCS#8").as_ref());
    (Signer(key), file)
}

impl Signer {
    pub(crate) fn assertion(&self, flow: &Flow, jti: &str, changes: &Value) -> String {
        let now = flow.world.now();
        let mut claims = json!({
            "iss": "signed", "sub": "signed", "aud": flow.issuer(), "jti": jti,
            "iat": now, "exp": now + 60,
        });
        for (name, value) in changes.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        self.sign(&claims)
    }

    /// A JWT of these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("k".to_owned());
        encode(&header, claims, &self.0).expect("signs")
    }
}

/// A redemption by `client`, without a name in the body.
async fn redemption(flow: &Flow, client: &str) -> Fields {
    let code = flow.code(&Flow::request().with("client_id", client)).await;
    Flow::redemption(&code).without("client_id")
}

async fn with_basic(flow: &Flow, fields: &Fields, name: &str, secret: &str) -> Page {
    let header = format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")));
    let program = flow.world.idp.visitor();
    let query = fields.query();
    let fields: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let ask = program.ask(Method::POST, "/oauth/token").as_program();
    ask.header("authorization", &header)
        .form(&fields)
        .send()
        .await
}

on_both!(
    a_secret_proves_in_its_own_way_only,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let fields = redemption(&flow, "basic").await;
        refused(
            &flow.token(&fields.clone().with("client_id", "basic")).await,
            "invalid_client",
        );
        let in_body = fields
            .clone()
            .and(&[("client_id", "basic"), ("client_secret", SECRET)]);
        refused(&flow.token(&in_body).await, "invalid_client");
        for secret in ["", "wrong", &SECRET.to_lowercase()] {
            refused(
                &with_basic(&flow, &fields, "basic", secret).await,
                "invalid_client",
            );
        }
        refused(
            &with_basic(&flow, &fields, "post", SECRET).await,
            "invalid_client",
        );
        refused(
            &with_basic(&flow, &fields, "app", "").await,
            "invalid_client",
        );
        let two_ways = fields.clone().with("client_secret", SECRET);
        refused(
            &with_basic(&flow, &two_ways, "basic", SECRET).await,
            "invalid_request",
        );
        let two_names = fields.clone().with("client_id", "app");
        refused(
            &with_basic(&flow, &two_names, "basic", SECRET).await,
            "invalid_request",
        );
        let _ = with_basic(&flow, &fields, "basic", SECRET)
            .await
            .expect(200);

        let fields = redemption(&flow, "post").await.with("client_id", "post");
        refused(&flow.token(&fields).await, "invalid_client");
        refused(
            &flow
                .token(&fields.clone().with("client_secret", "wrong"))
                .await,
            "invalid_client",
        );
        let _ = flow
            .token(&fields.with("client_secret", SECRET))
            .await
            .expect(200);
    }
);

on_both!(an_assertion_proves_once, async |database: Database| {
    let (signer, file) = signer();
    let flow = Flow::with(database, vec![file]).await;
    let _ = flow.sign_in(&flow.visitor, "phr").await;
    let fields = redemption(&flow, "signed")
        .await
        .with("client_assertion_type", TYPE);
    let prove = |assertion: &str| fields.clone().with("client_assertion", assertion);
    let good = signer.assertion(&flow, "1", &json!({}));

    refused(
        &flow
            .token(&fields.clone().with("client_id", "signed"))
            .await,
        "invalid_client",
    );
    let untyped = prove(&good).without("client_assertion_type");
    refused(&flow.token(&untyped).await, "invalid_client");
    refused(
        &flow.token(&prove(&good).with("client_id", "app")).await,
        "invalid_request",
    );
    let two_ways = prove(&good).with("client_secret", SECRET);
    refused(&flow.token(&two_ways).await, "invalid_request");
    let now = flow.world.now();
    for changes in [
        json!({"aud": "https://elsewhere.test"}),
        json!({"aud": [flow.issuer(), "https://elsewhere.test"]}),
        json!({"iss": "app"}),
        json!({"sub": "app"}),
        json!({"exp": now}),
        json!({"exp": now + 3600}),
        json!({"exp": "9999999999"}),
        json!({"exp": null}),
        json!({"nbf": now + 600}),
        json!({"jti": "j".repeat(10_000)}),
        json!({"jti": null}),
    ] {
        let page = flow
            .token(&prove(&signer.assertion(&flow, "2", &changes)))
            .await;
        let error = page.json()["error"].as_str().map(str::to_owned);
        assert!(
            matches!(error.as_deref(), Some("invalid_client")),
            "{changes}: {error:?}"
        );
    }
    let (stranger, _) = self::signer();
    let forged = stranger.assertion(&flow, "3", &json!({}));
    refused(&flow.token(&prove(&forged)).await, "invalid_client");
    for text in ["x", "e30.e30.", "a.b.c", &"x".repeat(9_000)] {
        refused(&flow.token(&prove(text)).await, "invalid_client");
    }
    let tokens = flow.token(&prove(&good)).await.expect(200).json();

    let refresh = Flow::refreshing(tokens["refresh_token"].as_str().expect("a refresh token"))
        .without("client_id")
        .with("client_assertion_type", TYPE);
    refused(
        &flow
            .token(&refresh.clone().with("client_assertion", &good))
            .await,
        "invalid_client",
    );
    flow.world.idp.restart().await;
    refused(
        &flow
            .token(&refresh.clone().with("client_assertion", &good))
            .await,
        "invalid_client",
    );
    let to_endpoint = json!({"aud": flow.world.idp.url("/oauth/token")});
    let next = signer.assertion(&flow, "4", &to_endpoint);
    let _ = flow
        .token(&refresh.with("client_assertion", &next))
        .await
        .expect(200);
});

/// A key for RS256 and the set that publishes it.
fn rsa() -> (EncodingKey, String) {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
    let public = DecodingKey::from_rsa_raw_components(
        pair.public_key()
            .modulus()
            .big_endian_without_leading_zero(),
        pair.public_key()
            .exponent()
            .big_endian_without_leading_zero(),
    );
    let mut jwk = Jwk::from_decoding_key(&public, Some(Algorithm::RS256)).expect("a JWK");
    jwk.common.key_id = Some("k".to_owned());
    let set = serde_json::to_string(&JwkSet { keys: vec![jwk] }).expect("JSON");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    let text = STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key");
    (key, set)
}

on_both!(
    rs256_is_for_old_applications_alone,
    async |database: Database| {
        let (key, set) = rsa();
        let file = |policy: &str| {
            let more = format!("first_party = true\npolicy = \"{policy}\"\njwks = '{set}'");
            client(policy, &more)
        };
        let flow = Flow::with(database, ["default", "legacy"].map(file).to_vec()).await;
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let now = flow.world.now();
        for policy in ["default", "legacy"] {
            let claims = json!({
                "iss": policy, "sub": policy, "aud": flow.issuer(), "jti": "1", "exp": now + 60,
            });
            let mut header = Header::new(Algorithm::RS256);
            header.kid = Some("k".to_owned());
            let assertion = encode(&header, &claims, &key).expect("signs");
            let fields = redemption(&flow, policy).await;
            let fields = fields.with("client_assertion_type", TYPE);
            let fields = fields.with("client_assertion", &assertion);
            let page = flow.token(&fields).await;
            match policy {
                "legacy" => drop(page.expect(200)),
                _ => refused(&page, "invalid_client"),
            }
        }
    }
);

on_both!(
    keys_that_a_token_brings_are_not_looked_at,
    async |database: Database| {
        let (_, file) = signer();
        let flow = Flow::with(database, vec![file]).await;
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
        let own = Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).expect("a JWK");
        let key = EncodingKey::from_ec_der(pair.to_pkcs8v1().expect("PKCS#8").as_ref());
        let now = flow.world.now();
        let claims = json!({
            "iss": "signed", "sub": "signed", "aud": flow.issuer(), "jti": "1", "exp": now + 60,
        });
        for kid in [Some("k"), Some("../../etc/passwd"), None] {
            let mut header = Header::new(Algorithm::ES256);
            header.kid = kid.map(str::to_owned);
            header.jwk = Some(own.clone());
            header.jku = Some("https://evil.test/jwks".to_owned());
            let assertion = encode(&header, &claims, &key).expect("signs");
            let fields = Fields::new(&[
                ("grant_type", "authorization_code"),
                ("client_assertion_type", TYPE),
                ("client_assertion", &assertion),
            ]);
            refused(&flow.token(&fields).await, "invalid_client");
        }
    }
);

on_both!(parameters_belong_into_a_form, async |database: Database| {
    let flow = Flow::start(database).await;
    let program = flow.world.idp.visitor();
    let query = "/oauth/token?grant_type=authorization_code";
    let page = program
        .ask(Method::POST, query)
        .as_program()
        .form(&[("client_id", "app")])
        .send();
    refused(&page.await, "invalid_request");
    let ask = program.ask(Method::POST, "/oauth/token").as_program();
    refused(
        &ask.json(&json!({"client_id": "app"})).send().await,
        "invalid_request",
    );
    let page = program.get("/oauth/token").await;
    assert_eq!(page.status(), 405);
});
