//! What both do as OpenID providers; shown by BundID.

use std::time::Duration;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use demo::stand_in::{BundId, Client, Proof};
use http::Method;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use kit::stand_ins::{StandIn, clock};
use kit::{Page, Visitor};
use serde_json::{Value, json};

use crate::service::{
    SECRET, STATE, VERIFIER, answer, basic, claims, client, clients, jwks, redeem, redirect_uri,
    request, told, userinfo,
};

async fn stand_in() -> StandIn<BundId> {
    StandIn::bundid(clients(), &clock()).await
}

async fn up_to_release(visitor: &Visitor, request: &str) -> Page {
    let first = visitor.browse(request).await.expect(200);
    let persons = first
        .form("means-form")
        .press("Online-Ausweis")
        .submit()
        .await;
    persons.expect(200).click("Kim Klicker").await.expect(200)
}

/// The answer to a sign-in of Kim's.
async fn signed_in(visitor: &Visitor) -> Page {
    let page = up_to_release(visitor, &request("eins", &[])).await;
    let form = page.form("release-form").press("Daten freigeben");
    form.submit().await.expect(303)
}

async fn code(visitor: &Visitor) -> String {
    answer(&signed_in(visitor).await, "code").expect("a code")
}

#[track_caller]
fn refused(page: Page, status: u16, error: &str) {
    let page = page.expect(status);
    assert_eq!(page.json()["error"], error, "{}", page.body());
}

#[tokio::test]
async fn discovery_tells_the_truth() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let page = visitor.get("/.well-known/openid-configuration").await;
    let it = page.expect(200).json();
    assert_eq!(it["issuer"], bundid.base());
    for endpoint in [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
    ] {
        let url = it[endpoint].as_str().expect("an address");
        assert!(url.starts_with(bundid.base()), "{url}");
    }
    assert_eq!(it["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(it["authorization_response_iss_parameter_supported"], true);
    assert_eq!(it["claims_parameter_supported"], true);
    assert_eq!(it["acr_values_supported"].as_array().map(Vec::len), Some(4));
    for path in ["/health/live", "/health/ready"] {
        let _ = visitor.get(path).await.expect(200);
    }
    let _ = visitor
        .ask(Method::GET, "/")
        .header("host", "evil.example")
        .send()
        .await
        .expect(421);
}

#[tokio::test]
async fn keys_turn_and_the_one_before_stays() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let kids = async || -> Vec<String> {
        let set = jwks(&visitor).await;
        set.keys
            .into_iter()
            .filter_map(|key| key.common.key_id)
            .collect()
    };
    let first = kids().await;
    assert_eq!(first.len(), 1);
    bundid.server.rotate_keys().expect("turns");
    let second = kids().await;
    assert_eq!((second.len(), &second[1]), (2, &first[0]));
    let _ = told(&visitor, "eins", &signed_in(&visitor).await).await;
    bundid.server.rotate_keys().expect("turns");
    assert!(!kids().await.contains(&first[0]), "an old one is gone");
}

#[tokio::test]
async fn a_request_that_will_not_do_is_told_to_the_service() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("scope", "profile", "invalid_scope"),
        ("nonce", "", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("prompt", "none", "login_required"),
        ("request", "x", "request_not_supported"),
        (
            "request_uri",
            "https://x.example",
            "request_uri_not_supported",
        ),
        ("acr_values", "high", "invalid_request"),
        ("claims", "{", "invalid_request"),
    ] {
        let page = visitor.get(&request("eins", &[(name, value)])).await;
        assert!(page.redirect().starts_with(&redirect_uri("localhost")));
        assert_eq!(
            answer(&page, "error").as_deref(),
            Some(error),
            "{name}={value}"
        );
        assert_eq!(answer(&page, "state").as_deref(), Some(STATE));
        assert_eq!(answer(&page, "iss").as_deref(), Some(bundid.base()));
    }
    let stateless = visitor.get(&request("eins", &[("state", "")])).await;
    assert_eq!(
        answer(&stateless, "error").as_deref(),
        Some("invalid_request")
    );
    assert_eq!(answer(&stateless, "state"), None);
}

#[tokio::test]
async fn nobody_is_sent_to_an_unregistered_address() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    for (name, value) in [
        ("client_id", "nobody"),
        ("client_id", ""),
        ("redirect_uri", ""),
        ("redirect_uri", "http://localhost:9/zurueck/"),
        ("redirect_uri", "http://localhost:9/zurueck?a=b"),
        ("redirect_uri", "http://localhost:10/zurueck"),
        ("redirect_uri", "http://127.0.0.1:9/zurueck"),
        ("redirect_uri", "https://localhost:9/zurueck"),
    ] {
        let page = visitor
            .get(&request("eins", &[(name, value)]))
            .await
            .expect(400);
        page.shows("Test-Nachbau");
        assert_eq!(page.header("location"), "", "{name}={value}");
    }
    let twice = format!("{}&state=other", request("eins", &[]));
    visitor.get(&twice).await.expect(400).shows("doppelt");
}

#[tokio::test]
async fn cancelled_and_failed() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let first = visitor.browse(&request("eins", &[])).await.expect(200);
    let cancelled = first.form("cancel-form").submit().await.expect(303);
    assert_eq!(
        answer(&cancelled, "error").as_deref(),
        Some("access_denied")
    );
    assert_eq!(answer(&cancelled, "state").as_deref(), Some(STATE));
    assert_eq!(answer(&cancelled, "iss").as_deref(), Some(bundid.base()));

    let page = up_to_release(&visitor, &request("eins", &[])).await;
    let failed = page
        .form("release-form")
        .press("Fehler melden")
        .submit()
        .await;
    assert_eq!(answer(&failed, "error").as_deref(), Some("server_error"));
    assert!(answer(&failed, "error_description").is_some());
}

#[tokio::test]
async fn going_back_and_clicking_twice_do_no_harm() {
    let (clock, clients) = (clock(), clients());
    let bundid = StandIn::bundid(clients, &clock).await;
    let visitor = bundid.visitor();
    let page = up_to_release(&visitor, &request("eins", &[])).await;
    let send = || page.form("release-form").press("Daten freigeben").submit();
    let (one, two) = (send().await.redirect(), send().await.redirect());
    assert_eq!(one, two, "one code, not two");
    let back = visitor.get(page.url().as_str()).await.expect(400);
    back.shows("schon abgeschlossen");
    assert_eq!(back.link("Zurück zum Dienst"), "http://localhost:9/");
    clock.advance(Duration::from_secs(61));
    send().await.expect(400).shows("schon abgeschlossen");

    let waiting = up_to_release(&visitor, &request("eins", &[])).await;
    let stranger = bundid.visitor();
    let foreign = stranger.get(waiting.url().as_str()).await.expect(400);
    foreign.shows("kennen wir nicht");
    let forged = waiting
        .form("release-form")
        .force("csrf", "x")
        .submit()
        .await;
    forged.expect(400).shows("Formular hat nicht gepasst");
    clock.advance(Duration::from_mins(31));
    let late = visitor.get(waiting.url().as_str()).await.expect(400);
    late.shows("kennen wir nicht");
}

#[tokio::test]
async fn a_code_counts_once_and_for_a_minute() {
    let clock = clock();
    let bundid = StandIn::bundid(clients(), &clock).await;
    let visitor = bundid.visitor();
    let answered = signed_in(&visitor).await;
    let first = told(&visitor, "eins", &answered).await;
    let code_used = answer(&answered, "code").expect("a code");
    refused(
        redeem(&visitor, "eins", &code_used, &[]).await,
        400,
        "invalid_grant",
    );
    let dead = userinfo(&visitor, &first.access_token).await.expect(401);
    assert!(dead.header("www-authenticate").contains("invalid_token"));

    let late = code(&visitor).await;
    clock.advance(Duration::from_mins(1));
    refused(
        redeem(&visitor, "eins", &late, &[]).await,
        400,
        "invalid_grant",
    );

    let told = told(&visitor, "eins", &signed_in(&visitor).await).await;
    clock.advance(Duration::from_mins(5));
    let _ = userinfo(&visitor, &told.access_token).await.expect(401);
    let _ = userinfo(&visitor, "nonsense").await.expect(401);
}

#[tokio::test]
async fn a_code_is_bound_to_its_request() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let other_verifier = VERIFIER.replace('d', "e");
    for (name, value, error) in [
        ("code_verifier", other_verifier.as_str(), "invalid_grant"),
        ("code_verifier", "", "invalid_grant"),
        ("redirect_uri", "http://localhost:9/anders", "invalid_grant"),
        ("redirect_uri", "", "invalid_grant"),
        ("code", "nonsense", "invalid_grant"),
        ("code", "", "invalid_request"),
        ("grant_type", "client_credentials", "unsupported_grant_type"),
        ("grant_type", "", "invalid_request"),
    ] {
        let code = code(&visitor).await;
        let page = redeem(&visitor, "eins", &code, &[(name, value)]).await;
        refused(page, 400, error);
    }
    let stolen = code(&visitor).await;
    let uri = redirect_uri("localhost");
    let thief = redeem(&visitor, "zwei", &stolen, &[("redirect_uri", &uri)]).await;
    refused(thief, 400, "invalid_grant");
    let owner = redeem(&visitor, "eins", &stolen, &[]).await.expect(200);
    assert_eq!(owner.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_client_proves_that_it_is_itself() {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
    let jwk = Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).expect("a JWK");
    let signed = Client {
        proof: Proof::Keys(JwkSet { keys: vec![jwk] }),
        ..client("unterschrieben", "localhost")
    };
    let clock = clock();
    let bundid = StandIn::bundid(vec![client("eins", "localhost"), signed], &clock).await;
    let visitor = bundid.visitor();
    let token = async |authorization: &str, more: &[(&str, &str)]| {
        let mut form = vec![("grant_type", "authorization_code"), ("code", "x")];
        form.extend(more);
        let ask = visitor.ask(Method::POST, "/token").as_program().form(&form);
        ask.header("authorization", authorization).send().await
    };
    refused(
        token(&basic("eins", SECRET), &[]).await,
        400,
        "invalid_grant",
    );
    for wrong in [
        basic("eins", "other"),
        basic("nobody", SECRET),
        basic("unterschrieben", SECRET),
        "Basic !".to_owned(),
        String::new(),
    ] {
        let page = token(&wrong, &[]).await;
        assert!(page.header("www-authenticate").starts_with("Basic"));
        refused(page, 401, "invalid_client");
    }
    let posted = [("client_id", "eins"), ("client_secret", SECRET)];
    refused(token("", &posted).await, 401, "invalid_client");

    let pkcs8 = pair.to_pkcs8v1().expect("PKCS#8");
    let key = EncodingKey::from_ec_der(pkcs8.as_ref());
    let now = shared::clock::Clock::now(&clock).unix();
    let assertion = |changes: &[(&str, Value)]| {
        let mut claims = json!({
            "iss": "unterschrieben", "sub": "unterschrieben", "aud": bundid.base(),
            "jti": "1", "iat": now, "exp": now + 60,
        });
        for (name, value) in changes {
            claims[*name] = value.clone();
        }
        encode(&Header::new(Algorithm::ES256), &claims, &key).expect("signs")
    };
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let by = async |assertion: &str| {
        let more = [
            ("client_assertion_type", kind),
            ("client_assertion", assertion),
        ];
        token("", &more).await
    };
    let good = assertion(&[]);
    refused(by(&good).await, 400, "invalid_grant");
    refused(by(&good).await, 401, "invalid_client");
    for changes in [
        ("aud", json!("https://elsewhere.example")),
        ("exp", json!(now)),
        ("exp", json!(now + 3600)),
        ("iss", json!("eins")),
        ("sub", json!("eins")),
    ] {
        let bad = assertion(&[("jti", json!("2")), changes]);
        refused(by(&bad).await, 401, "invalid_client");
    }
    let to_token = assertion(&[
        ("jti", json!("3")),
        ("aud", json!(format!("{}/token", bundid.base()))),
    ]);
    refused(by(&to_token).await, 400, "invalid_grant");
}

#[tokio::test]
async fn unknown_claims_are_ignored_and_essential_ones_of_them_too() {
    let bundid = stand_in().await;
    let visitor = bundid.visitor();
    let asked = claims(&["auth_time", "shoe_size"], &["favourite_colour"]);
    let page = up_to_release(&visitor, &request("eins", &[("claims", &asked)])).await;
    page.shows("keine persönlichen Daten");
    let answered = page
        .form("release-form")
        .press("Daten freigeben")
        .submit()
        .await;
    let told = told(&visitor, "eins", &answered).await;
    assert_eq!(
        told.userinfo.as_object().map(serde_json::Map::len),
        Some(1),
        "sub alone"
    );
}
