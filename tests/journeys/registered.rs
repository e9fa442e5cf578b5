//! An application on another origin registers itself and signs somebody in by a form: the page's
//! policy lets the browser follow the form there, and nowhere else.

use axum::Router;
use axum::extract::Query;
use axum::response::Html;
use axum::routing::get;
use http::Method;
use kit::people::registered;
use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};
use serde_json::{Value, json};

use crate::way;

/// An application that shows what it was told; its redirect address.
async fn application() -> String {
    let told = async |Query(fields): Query<Vec<(String, String)>>| {
        let names: Vec<_> = fields.into_iter().map(|(name, _)| name).collect();
        Html(format!(
            "<!doctype html><html lang=\"de\"><title>Anwendung</title>\
             <link rel=\"icon\" href=\"data:,\"><body><main><h1>Zurück: {}</h1></main>",
            names.join(" ")
        ))
    };
    let router = Router::new().route("/zurueck", get(told));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://localhost:{port}/zurueck")
}

fn request(client: &str, back: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("client_id", client),
        ("redirect_uri", back),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "s"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
    ]);
    format!("/oauth/authorize?{}", query.finish())
}

async fn sign_in(tab: &Tab, ask: &str) {
    tab.goto(ask).await;
    way::to_the_form(tab).await;
    tab.wait_for_text("Neuer Dienst").await;
    way::password(tab, way::KIM).await;
}

pub(crate) async fn signs_somebody_in_by_a_form(journey: Journey) {
    let wishes = Wishes {
        idp: "registration.mode = \"open\"\nsign_in.second_factor = \"off\"".to_owned(),
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let _ = registered(&world, &world.idp.visitor(), way::KIM).await;
    let back = application().await;
    let body = json!({
        "redirect_uris": [back], "client_name": "Neuer Dienst",
        "token_endpoint_auth_method": "none",
    });
    let ask = world.idp.visitor().ask(Method::POST, "/oauth/register");
    let told: Value = ask.json(&body).as_program().send().await.expect(201).json();
    let id = told["client_id"].as_str().expect("an id");
    let ask = world.idp.url(&request(id, &back));

    let tab = journey.tab().await;
    sign_in(&tab, &ask).await;
    tab.wait_for("#consent-form").await;
    tab.wait_for_text("hat sich selbst angemeldet").await;
    tab.check_page("registered-consent").await;
    tab.click_css_through("#consent-form #submit").await;
    tab.wait_for_text("Zurück: code state iss").await;

    // In another browser it is allowed already: the sign-in form itself leads to the application.
    let tab = journey.person("Kim anderswo").await.tab().await;
    sign_in(&tab, &ask).await;
    tab.wait_for_text("Zurück: code state iss").await;
}
