//! `response_mode=form_post` in a browser: the answer reaches the application by itself, and by a
//! button where scripts are off.

use axum::Router;
use axum::extract::Form;
use axum::response::Html;
use axum::routing::post;
use kit::world::{Wishes, World};
use kit::{Database, Journey};

/// An application that shows which error it was told; its address.
async fn application() -> String {
    let told = async |Form(fields): Form<Vec<(String, String)>>| {
        let error = fields.into_iter().find(|(name, _)| name == "error");
        let error = error.map_or_else(String::new, |(_, value)| value);
        Html(format!(
            "<!doctype html><html lang=\"de\"><title>Anwendung</title>\
             <link rel=\"icon\" href=\"data:,\"><body><main><h1>Zurück: {error}</h1></main>"
        ))
    };
    let router = Router::new().route("/zurueck", post(told));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://localhost:{port}/zurueck")
}

/// A request that is refused at once, because nobody is signed in.
fn request(back: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("client_id", "formular"),
        ("redirect_uri", back),
        ("response_type", "code"),
        ("response_mode", "form_post"),
        ("scope", "openid"),
        ("prompt", "none"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
    ]);
    format!("/oauth/authorize?{}", query.finish())
}

pub(crate) async fn sent_by_itself_or_by_a_button(journey: Journey) {
    let back = application().await;
    let file = format!(
        "client_id = \"formular\"\nname = \"Formular\"\nfirst_party = true\n\
         redirect_uris = [\"{back}\"]\ntoken_endpoint_auth_method = \"client_secret_basic\"\n\
         client_secret_sha256 = \"{}\"\nscopes = [\"openid\"]\n",
        "0".repeat(64),
    );
    let wishes = Wishes {
        clients: vec![file],
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let ask = world.idp.url(&request(&back));
    let tab = journey.tab().await;
    tab.goto(&ask).await;
    tab.wait_for_text("Zurück: login_required").await;
    tab.scripts(false).await;
    tab.goto(&ask).await;
    tab.wait_for_text("Sie werden zu dem Dienst zurückgeleitet")
        .await;
    tab.click_css_through("#form-post #submit").await;
    tab.wait_for_text("Zurück: login_required").await;
}
