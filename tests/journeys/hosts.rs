//! As in real operation: over TLS, provider, portal and an application on three host names that are
//! three sites (the rest of the journeys shares localhost and with it all cookies).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chromiumoxide::cdp::browser_protocol::network::{CookieSameSite, GetCookiesParams};
use http::{HeaderMap, Method};
use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};
use serde_json::{Value, json};
use shared::serve::{Door, bind, serve};

use crate::way;

/// Every cookie of this person is bound to its host, encrypted, out of reach of scripts and of
/// posts from other sites.
async fn check_cookies(tab: &Tab, base: String) {
    let asked = GetCookiesParams::builder().url(base).build();
    let cookies = tab.page().execute(asked).await;
    let cookies = &cookies.expect("cookies").result.cookies;
    for kind in ["-visitor", "-session"] {
        assert!(
            cookies.iter().any(|it| it.name.ends_with(kind)),
            "{cookies:?}"
        );
    }
    for cookie in cookies {
        let shape = (cookie.secure, cookie.http_only, cookie.same_site.clone());
        assert_eq!(shape, (true, true, Some(CookieSameSite::Lax)), "{cookie:?}");
        assert!(cookie.name.starts_with("__Host-"), "{cookie:?}");
        // A cookie of one host has no dot before it.
        assert!(
            !cookie.domain.starts_with('.') && cookie.path == "/",
            "{cookie:?}"
        );
    }
}

/// To the provider and back in the language that was chosen here, and out of both.
pub(crate) async fn of_two_sites(journey: Journey) {
    let wishes = Wishes {
        tls: true,
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let tab = journey.tab().await;
    // The two share no cookie: the language can only come with the request.
    tab.goto(&world.portal.url("/?lang=en")).await;
    assert_eq!(language(&tab).await, "en");
    tab.click_css_through("#sign-in").await;
    tab.wait_for_url(&world.idp.url("/anmelden?vorgang=")).await;
    assert_eq!(language(&tab).await, "en");
    way::register(&tab, way::KIM).await;
    way::confirm(&world, &tab, way::KIM).await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    tab.wait_for_url("/absichern?vorgang=").await;
    way::set_up_totp(&world, &tab).await;
    tab.click_css_through("#further").await;
    way::arrived(&world, &tab).await;
    assert_eq!(language(&tab).await, "en");
    check_cookies(&tab, world.idp.base()).await;
    check_cookies(&tab, world.portal.base()).await;
    assert_eq!(tab.evaluate::<String>("document.cookie").await, "");
    assert!(way::is_known_to_the_provider(&world, &tab).await);
    tab.goto(&world.portal.url("/")).await;
    way::sign_out(&world, &tab).await;
    assert_eq!(language(&tab).await, "en");
    assert!(!way::is_known_to_the_provider(&world, &tab).await);
    tab.goto(&world.portal.url("/start")).await;
    tab.wait_for_url(&world.idp.url("/anmelden")).await;
}

async fn language(tab: &Tab) -> String {
    tab.evaluate("document.documentElement.lang").await
}

/// What an application was posted.
#[derive(Debug, Default)]
struct Heard {
    fields: BTreeMap<String, String>,
    cookies: String,
    site: String,
}

type Heart = Arc<Mutex<Heard>>;

async fn answer(
    State(heard): State<Heart>,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Html<&'static str> {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    *heard.lock().unwrap_or_else(PoisonError::into_inner) = Heard {
        fields,
        cookies: text("cookie"),
        site: text("sec-fetch-site"),
    };
    Html("<p id=back>Wieder da</p>")
}

async fn entrance() -> Response {
    let cookies = [
        ("set-cookie", "app-lax=1; Secure; HttpOnly; SameSite=Lax"),
        ("set-cookie", "app-none=1; Secure; HttpOnly; SameSite=None"),
    ];
    (axum::response::AppendHeaders(cookies), Html("<p>App</p>")).into_response()
}

/// A tiny relying party at `https://app.localhost`.
fn application(world: &World, port: tokio::net::TcpListener, heard: Heart) {
    let router = Router::new()
        .route("/", get(entrance))
        .route("/zurueck", post(answer))
        .route("/favicon.ico", get(async || Json(json!({}))))
        .with_state(heard);
    let door = Door {
        listeners: vec![port],
        tls: Some(world.certificate().files.clone()),
        ..Door::default()
    };
    tokio::spawn(serve(router, door, std::future::pending()));
}

/// `response_mode=form_post` from the provider's site to the application's.
pub(crate) async fn with_an_answer_by_form(journey: Journey) {
    let mut ports = bind(&[([127, 0, 0, 1], 0).into()]).await.expect("a port");
    let port = ports.remove(0);
    let app = format!(
        "https://app.localhost:{}",
        port.local_addr().expect("one").port()
    );
    let back = format!("{app}/zurueck");
    let wishes = Wishes {
        tls: true,
        clients: vec![format!(
            "client_id = \"app\"\nname = \"App\"\nredirect_uris = [\"{back}\"]\n\
             token_endpoint_auth_method = \"none\"\nscopes = [\"openid\", \"email\"]\n\
             first_party = true\n"
        )],
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let heard = Heart::default();
    application(&world, port, Arc::clone(&heard));
    let tab = journey.tab().await;
    way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&app).await;
    // RFC 7636 appendix B.
    let request = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("client_id", "app"),
            ("response_type", "code"),
            ("response_mode", "form_post"),
            ("redirect_uri", &back),
            ("scope", "openid email"),
            ("state", "s t&a=te"),
            ("nonce", "n-1"),
            (
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ),
            ("code_challenge_method", "S256"),
        ])
        .finish();
    tab.goto(&world.idp.url(&format!("/oauth/authorize?{request}")))
        .await;
    tab.wait_for("#back").await;
    assert_eq!(tab.url().await, back);
    let heard = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    assert_eq!(heard.site, "cross-site", "a post from another site");
    assert!(!heard.cookies.contains("app-lax"), "{}", heard.cookies);
    assert_eq!(heard.fields["state"], "s t&a=te");
    assert_eq!(heard.fields["iss"], world.idp.base());
    let program = world.idp.visitor();
    let ask = program.ask(Method::POST, "/oauth/token").as_program();
    let tokens = ask.form(&[
        ("grant_type", "authorization_code"),
        ("client_id", "app"),
        ("code", heard.fields["code"].as_str()),
        ("redirect_uri", &back),
        (
            "code_verifier",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        ),
    ]);
    let tokens: Value = tokens.send().await.expect(200).json();
    let token = tokens["access_token"].as_str().expect("a token");
    let ask = program.ask(Method::GET, "/oauth/userinfo").as_program();
    let person: Value = ask.bearer(token).send().await.expect(200).json();
    assert_eq!(person["email"], way::KIM);
}
