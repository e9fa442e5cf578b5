//! What a relying party of the plainest kind does, in a browser of the plainest kind: no scripts,
//! neither `Origin` nor `Sec-Fetch-…`, a client without PKCE (OpenID Connect Core §3.1, §15.1).

use std::time::Duration;

use http::Method;
use kit::http::Ask;
use kit::people::PASSWORD;
use kit::world::Wishes;
use kit::{Database, Form, Page, on_both};
use serde_json::Value;
use shared::secret::sha256;

use crate::oauth::flow::{CALLBACK, Fields, Flow, SECRET, answer, foreign};
use crate::secured::KIM;
use crate::shell::accounts;

/// A provider that is content with a password, Kim's account, and an old client of others.
async fn old(database: Database) -> Flow {
    let hash = sha256(SECRET.as_bytes());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let file = foreign("old", "").replace(
        "token_endpoint_auth_method = \"none\"",
        &format!(
            "token_endpoint_auth_method = \"client_secret_basic\"\npolicy = \"legacy\"\n\
             client_secret_sha256 = \"{hash}\"\nid_token_signed_response_alg = \"RS256\""
        ),
    );
    let wishes = Wishes {
        idp: "sign_in.second_factor = \"off\"".to_owned(),
        clients: vec![file],
        ..Wishes::default()
    };
    let flow = Flow::wished(database, wishes).await;
    let folder = tempfile::tempdir().expect("a folder");
    let password = folder.path().join("password");
    std::fs::write(&password, PASSWORD).expect("writes");
    let password = password.display().to_string();
    let args = ["add", KIM, "--password-file", &password];
    accounts(&flow.world, &args).await.expect("Kim's account");
    flow
}

fn request() -> Fields {
    Fields::new(&[
        ("client_id", "old"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email"),
        ("state", "s"),
    ])
}

/// Without what only newer browsers send.
fn plain(ask: Ask) -> Ask {
    let headers = [
        "origin",
        "sec-fetch-site",
        "sec-fetch-mode",
        "sec-fetch-dest",
    ];
    headers.iter().fold(ask, |ask, name| ask.header(name, ""))
}

/// Follows redirects as long as they stay with the provider.
async fn follow(flow: &Flow, mut page: Page) -> Page {
    while page.status() == 303 && page.redirect().starts_with(&flow.issuer()) {
        let to = page.redirect();
        page = plain(flow.visitor.ask(Method::GET, &to)).send().await;
    }
    page
}

async fn get(flow: &Flow, path: &str) -> Page {
    follow(
        flow,
        plain(flow.visitor.ask(Method::GET, path)).send().await,
    )
    .await
}

async fn authorize(flow: &Flow, request: &Fields) -> Page {
    get(flow, &format!("/oauth/authorize?{}", request.query())).await
}

async fn send(flow: &Flow, form: Form) -> Page {
    follow(flow, plain(form.ask()).send().await).await
}

/// Signs in on the page that asks for it.
async fn sign_in(flow: &Flow, page: Page) -> Page {
    let page = page.expect(200);
    let link = page.attribute("#sign-in", "href").expect("the way in");
    let page = get(flow, &link).await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    send(flow, form.fill("password", PASSWORD)).await
}

/// The same, and allows what is asked.
async fn come_in(flow: &Flow, request: &Fields) -> String {
    let page = sign_in(flow, authorize(flow, request).await)
        .await
        .expect(200);
    let page = send(flow, page.form("consent-form").press("Erlauben")).await;
    answer(&page, "code").expect("a code")
}

async fn id_token(flow: &Flow, code: &str) -> (String, Value) {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
    ];
    let page = flow.as_basic("/oauth/token", "old", &fields).await;
    let tokens = page.expect(200).json();
    let token = tokens["id_token"].as_str().expect("an ID token").to_owned();
    let (header, claims) = flow.read(&token).await;
    assert_eq!(header.alg, jsonwebtoken::Algorithm::RS256);
    (token, claims)
}

async fn code(flow: &Flow, request: &Fields) -> String {
    let page = authorize(flow, request).await;
    answer(&page, "code").expect("a code without a page")
}

on_both!(every_page_is_a_plain_form, async |database: Database| {
    let flow = old(database).await;
    // A typing error first, then the way through.
    let page = authorize(&flow, &request()).await.expect(200);
    let link = page.attribute("#sign-in", "href").expect("the way in");
    let page = get(&flow, &link).await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    let page = send(&flow, form.fill("password", "Falsch-1-ist-es")).await;
    let form = page.expect(422).form("sign-in-form");
    let page = send(&flow, form.fill("password", PASSWORD))
        .await
        .expect(200);
    // The token is needed all the more.
    let forged = page.form("consent-form").press("Erlauben");
    let _ = send(&flow, forged.without("csrf")).await.expect(400);
    let page = send(&flow, page.form("consent-form").press("Erlauben")).await;
    let code = answer(&page, "code").expect("a code");
    let (_, claims) = id_token(&flow, &code).await;
    assert_eq!(claims["aud"], "old");
    assert_eq!(claims["acr"], "urn:schluesselbund:acr:password");
    assert!(claims.get("nonce").is_none());
    // Refusing is a button as well.
    let again = request().with("prompt", "consent");
    let page = authorize(&flow, &again).await.expect(200);
    let page = send(&flow, page.form("consent-form").press("Ablehnen")).await;
    assert_eq!(answer(&page, "error").as_deref(), Some("access_denied"));
    let wrong = request().with("redirect_uri", "https://app.test/other");
    let page = authorize(&flow, &wrong).await.expect(400);
    assert!(page.has("main h1") && page.header("location").is_empty());
    let page = get(&flow, "/oauth/logout").await.expect(200);
    let page = send(&flow, page.form("confirm-sign-out")).await.expect(200);
    page.shows("Sie sind abgemeldet");
    let silent = request().with("prompt", "none");
    let error = answer(&authorize(&flow, &silent).await, "error");
    assert_eq!(error.as_deref(), Some("login_required"));
});

on_both!(
    what_nobody_knows_is_passed_over,
    async |database: Database| {
        let flow = old(database).await;
        let long = "x".repeat(128);
        let silent = request().with("prompt", "none").with("state", &long);
        let page = authorize(&flow, &silent).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
        assert_eq!(answer(&page, "state"), Some(long.clone()));
        let odd = request().and(&[
            ("display", "popup"),
            ("ui_locales", "se"),
            ("claims_locales", "se"),
            ("login_hint", "kim@example.org"),
            ("acr_values", "1 2"),
            ("extra", "foobar"),
        ]);
        let odd = odd.with("state", &long);
        let page = authorize(&flow, &odd).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"));
        let page = sign_in(&flow, page).await.expect(200);
        let page = send(&flow, page.form("consent-form").press("Erlauben")).await;
        assert_eq!(answer(&page, "state"), Some(long));
        let (_, claims) = id_token(&flow, &answer(&page, "code").expect("a code")).await;
        assert!(claims["acr"].as_str().is_some_and(|acr| !acr.is_empty()));
        for (name, value) in [
            ("display", "page"),
            ("display", "wap"),
            ("display", "hologram"),
            ("ui_locales", "se xx-YY"),
            ("claims_locales", "fr ja"),
            ("login_hint", "somebody else"),
            ("acr_values", "urn:mace:incommon:iap:silver"),
            ("id_token_hint", ""),
        ] {
            let _ = code(&flow, &odd.clone().with(name, value)).await;
        }
    }
);

on_both!(
    signing_in_anew_is_a_new_sign_in,
    async |database: Database| {
        let flow = old(database).await;
        let (hint, first) = id_token(&flow, &come_in(&flow, &request()).await).await;
        flow.world.advance(Duration::from_secs(2));
        // Nobody needs to do anything.
        let hinted = request().with("id_token_hint", &hint);
        for silent in [
            request().with("prompt", "none"),
            hinted.with("prompt", "none"),
            request().with("max_age", "10000"),
        ] {
            let (_, same) = id_token(&flow, &code(&flow, &silent).await).await;
            assert_eq!(
                (&same["sub"], &same["auth_time"]),
                (&first["sub"], &first["auth_time"])
            );
        }
        let mut before = first["auth_time"].as_i64().expect("a time");
        for (name, value) in [("max_age", "1"), ("prompt", "login"), ("max_age", "0")] {
            let anew = request().with(name, value);
            let silent = anew.clone().with("prompt", "none");
            if name == "max_age" {
                let error = answer(&authorize(&flow, &silent).await, "error");
                assert_eq!(error.as_deref(), Some("login_required"), "{name}");
            }
            let page = authorize(&flow, &anew).await;
            let page = sign_in(&flow, page).await;
            let (_, claims) = id_token(&flow, &answer(&page, "code").expect("a code")).await;
            assert_eq!(claims["sub"], first["sub"]);
            let after = claims["auth_time"].as_i64().expect("a time");
            assert!(after > before, "{name}: {after} is not later than {before}");
            before = after;
            flow.world.advance(Duration::from_secs(2));
        }
        // Long expired, and still the name of a person.
        flow.world.advance(Duration::from_mins(10));
        let hinted = request()
            .with("id_token_hint", &hint)
            .with("prompt", "none");
        let _ = code(&flow, &hinted).await;
    }
);

on_both!(
    faults_are_told_in_plain_letters,
    async |database: Database| {
        let flow = old(database).await;
        let _ = come_in(&flow, &request()).await;
        for (name, value) in [
            ("response_type", "token"),
            ("response_mode", "fragment"),
            ("scope", "nothing"),
            ("prompt", "none login"),
            ("max_age", "soon"),
            ("claims", "{"),
            ("request", "x"),
            ("request_uri", "https://app.test/r"),
            ("resource", "https://elsewhere.test"),
            ("code_challenge", "short"),
            ("id_token_hint", "nonsense"),
        ] {
            let page = authorize(&flow, &request().with(name, value)).await;
            let told = answer(&page, "error_description").expect("a description");
            // RFC 6749 §4.1.2.1.
            let plain = |c: char| matches!(c, ' '..='~') && c != '"' && c != '\\';
            assert!(!told.is_empty() && told.chars().all(plain), "{told}");
            let url = url::Url::parse(&page.redirect()).expect("an address");
            let known = ["error", "error_description", "state", "iss"];
            assert!(
                url.query_pairs().all(|(name, _)| known.contains(&&*name)),
                "{url}"
            );
        }
    }
);
