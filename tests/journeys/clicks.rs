//! Clicks that somebody else has aimed (T52; RFC 9700 §4.16): another site shows our pages in a
//! frame, or lets the second of two clicks fall on a button that has only just appeared.

use axum::Router;
use axum::extract::Query;
use axum::response::Html;
use axum::routing::get;
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use chromiumoxide::layout::Point;
use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};
use serde::Deserialize;
use shared::serve::{Door, bind, serve};
use tokio::net::TcpListener;

use crate::way;

const BACK: &str = "https://app.localhost/zurueck";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    rahmen: String,
}

/// A page that shows another in a frame, as large as it is itself.
async fn framing(Query(Shown { rahmen }): Query<Shown>) -> Html<String> {
    let src = rahmen.replace('&', "&amp;").replace('"', "&quot;");
    Html(format!(
        "<!doctype html><title>Gewinn</title><link rel=icon href=\"data:,\">\
         <p>Ziehen Sie den Preis in das Feld.</p>\
         <iframe src=\"{src}\" width=900 height=700></iframe>"
    ))
}

/// Another site, at `https://app.localhost`.
fn site(world: &World, port: TcpListener) -> String {
    let origin = format!(
        "https://app.localhost:{}",
        port.local_addr().expect("one").port()
    );
    let own = "<!doctype html><title>Eigenes</title><p id=own>Hier";
    let router = Router::new()
        .route("/", get(framing))
        .route("/eigenes", get(async move || Html(own)));
    let door = Door {
        listeners: vec![port],
        tls: Some(world.certificate().files.clone()),
        ..Door::default()
    };
    tokio::spawn(serve(router, door, std::future::pending()));
    origin
}

/// Both servers over TLS, and an application of somebody else's that asks for consent.
async fn world() -> World {
    let wishes = Wishes {
        tls: true,
        clients: vec![format!(
            "client_id = \"app\"\nname = \"App\"\nredirect_uris = [\"{BACK}\"]\n\
             token_endpoint_auth_method = \"none\"\nscopes = [\"openid\", \"email\"]\n\
             client_uri = \"https://app.test/\"\npolicy_uri = \"https://app.test/privacy\"\n\
             contact = \"privacy@app.test\"\n"
        )],
        ..Wishes::default()
    };
    World::with(Database::Sqlite, wishes).await
}

/// Where the application asks.
fn request() -> String {
    let fields = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("client_id", "app"),
            ("response_type", "code"),
            ("redirect_uri", BACK),
            ("scope", "openid email"),
            ("state", "s"),
            ("nonce", "n"),
            // RFC 7636 appendix B.
            (
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ),
            ("code_challenge_method", "S256"),
        ])
        .finish();
    format!("/oauth/authorize?{fields}")
}

/// How often the browser has refused to show a frame.
fn refusals(tab: &Tab) -> usize {
    let problems = tab.problems();
    let refused = |it: &&String| it.starts_with("log") && it.contains("frame-ancestors");
    problems.iter().filter(refused).count()
}

pub(crate) async fn in_a_frame(journey: Journey) {
    let world = world().await;
    let mut ports = bind(&[([127, 0, 0, 1], 0).into()]).await.expect("a port");
    let site = site(&world, ports.remove(0));
    let tab = journey.tab().await;
    way::arrive_with_totp(&world, &tab, way::KIM).await;
    let framed = |url: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("rahmen", url)
            .finish();
        format!("{site}/?{query}")
    };
    // What it may show it shows.
    tab.goto(&framed(&format!("{site}/eigenes"))).await;
    let inside = "document.querySelector('iframe').contentDocument?.getElementById('own') != null";
    assert!(tab.evaluate::<bool>(inside).await);
    assert_eq!(tab.problems(), Vec::<String>::new());
    let ours = [
        world.idp.url("/anmelden"),
        world.idp.url("/anmelden/konto"),
        world.idp.url(&request()),
        world.idp.url("/konto"),
        world.idp.url("/konto/loeschen"),
        world.idp.url("/konto/passwort"),
        world.portal.url("/"),
        world.portal.url("/start"),
        world.portal.url("/freischaltcode"),
        world.portal.url("/meine-daten/loeschen"),
    ];
    for url in ours {
        let before = refusals(&tab);
        tab.goto(&framed(&url)).await;
        // The log tells of it a moment after the page is loaded.
        let begun = std::time::Instant::now();
        while refusals(&tab) == before {
            assert!(begun.elapsed() < kit::browser::LIMIT, "{url} is shown");
            tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        }
    }
    tab.allow("frame-ancestors");
    tab.allow("ERR_BLOCKED_BY_RESPONSE");
}

/// Holds the moment in which a page has only just appeared until [`let_time_pass`].
async fn stop_the_clock(tab: &Tab) {
    let script = "{ const own = setTimeout; const held = []; \
         window.setTimeout = (work, after, ...more) => \
             after === 500 ? held.push(work) : own(work, after, ...more); \
         window.letTimePass = () => held.splice(0).forEach((work) => work()); }";
    let script = AddScriptToEvaluateOnNewDocumentParams::new(script);
    let added = tab.page().execute(script).await;
    added.expect("the browser takes a script");
}

async fn let_time_pass(tab: &Tab) {
    tab.evaluate::<Option<bool>>("letTimePass()").await;
}

/// Clicks where `button` is, at once, and says whether a form was sent by it.
async fn clicked(tab: &Tab, button: &str) -> bool {
    let find = format!(
        "document.querySelector({})",
        serde_json::Value::from(button)
    );
    let (x, y): (f64, f64) = tab
        .evaluate(&format!(
            "(() => {{ const e = {find}; e.scrollIntoView({{ block: 'center' }}); \
             window.sent = false; \
             e.form.addEventListener('submit', (event) => {{ window.sent = true; event.preventDefault(); }}); \
             const box = e.getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ))
        .await;
    let point = Point::new(x, y);
    tab.page().click(point).await.expect("the browser clicks");
    tab.evaluate("window.sent").await
}

/// Asserts that `button` of this page, which has only just appeared, waits for a click that was
/// meant for it.
async fn waits(tab: &Tab, button: &str) {
    let path = tab.path().await;
    assert!(!clicked(tab, button).await, "{path}: at once");
    let_time_pass(tab).await;
    assert!(clicked(tab, button).await, "{path}: when it was seen");
    // Something in front of it has closed.
    tab.evaluate::<bool>("dispatchEvent(new Event('focus'))")
        .await;
    assert!(!clicked(tab, button).await, "{path}: in front again");
    let_time_pass(tab).await;
    assert!(clicked(tab, button).await, "{path}: in front for a while");
}

pub(crate) async fn the_second_of_two(journey: Journey) {
    let world = world().await;
    let tab = journey.tab().await;
    way::arrive_with_totp(&world, &tab, way::KIM).await;
    stop_the_clock(&tab).await;
    tab.goto(&world.idp.url(&request())).await;
    tab.wait_for("#consent-form").await;
    waits(&tab, "#submit").await;
    // To say no needs no second thought.
    tab.reload().await;
    assert!(clicked(&tab, "#refuse").await);
    tab.goto(&world.idp.url("/konto/loeschen")).await;
    waits(&tab, "#submit").await;
    // Keys are never held up.
    tab.goto(&world.idp.url("/konto/loeschen")).await;
    tab.evaluate::<Option<bool>>("document.getElementById('submit').focus()")
        .await;
    tab.press_through("Enter").await;
    tab.wait_for_url("/konto/loeschen/vorgemerkt").await;
}
