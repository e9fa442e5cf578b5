//! The kit's browser against a tiny server, so that a fault of the kit is not sought in the
//! servers.

use axum::Router;
use axum::extract::Form;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use kit::{AuthenticatorKind, Journey, Theme};
use serde::Deserialize;

const FORM: &str = r#"<!doctype html><html lang="de"><title>Formular</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<body><header><a href="/other">Weiter</a></header><main><h1>Formular</h1>
<noscript>Ohne Skript.</noscript><p id="live"></p>
<form method="post"><label for="n">Ihr Name</label> <input id="n" name="name" value="alt">
<label><input type="checkbox" name="agreed" value="yes"> Ich stimme zu</label>
<label for="c">Farbe</label> <select id="c" name="colour"><option value="r">Rot</option><option value="b">Blau</option></select>
<button>Wei&shy;ter</button></form></main>
<script>document.getElementById('n').addEventListener('input', e => { document.getElementById('live').textContent = 'getippt: ' + e.target.value; });</script>"#;

const PASSKEY: &str = r#"<!doctype html><html lang="de"><title>Passkey</title><link rel="icon" href="data:,">
<body><main><h1>Passkey</h1><p id="out"></p><button id="make">Erstellen</button> <button id="use">Anmelden</button></main>
<script>
const out = text => { document.getElementById('out').textContent = text; };
const bytes = new Uint8Array(32);
document.getElementById('make').onclick = async () => {
  const made = await navigator.credentials.create({ publicKey: { challenge: bytes, rp: { id: 'localhost', name: 'Test' },
    user: { id: new Uint8Array(16), name: 'a', displayName: 'a' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
  out('erstellt ' + made.toJSON().type);
};
document.getElementById('use').onclick = async () => {
  try {
    const used = await navigator.credentials.get({ publicKey: { challenge: bytes, rpId: 'localhost', userVerification: 'required' } });
    out('angemeldet ' + used.toJSON().type);
  } catch (error) { out('gescheitert ' + error.name); }
};
</script>"#;

const BAD: &str = r#"<!doctype html><html><title>Schlecht</title><body><main><h1>Schlecht</h1>
<img src="https://elsewhere.example/x.png"><input name="unlabelled"><div style="width: 900px">breit</div></main>
<script>console.error('zu hören');</script>"#;

const DIM: &str = r#"<!doctype html><html lang="de"><title>Dunkel</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><style>
body { background: #fff; color: #111 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #333 } }
</style><body><main><h1>Dunkel</h1></main>"#;

#[derive(Debug, Deserialize)]
struct Filled {
    name: String,
    agreed: Option<String>,
    colour: String,
}

async fn filled(Form(filled): Form<Filled>) -> Html<String> {
    let Filled {
        name,
        agreed,
        colour,
    } = filled;
    Html(format!(
        "<!doctype html><html lang=de><title>Danke</title><link rel=icon href='data:,'>\
         <body><main><h1>Danke, {name}</h1><p>{} {colour}</p></main>",
        agreed.unwrap_or_default()
    ))
}

async fn server() -> String {
    let pages = Router::new()
        .route("/", get(|| async { Html(FORM) }).post(filled))
        .route(
            "/other",
            get(|| async { Html("<title>Falsch</title>falsch") }),
        )
        .route("/passkey", get(|| async { Html(PASSKEY) }))
        .route("/dim", get(|| async { Html(DIM) }))
        .route(
            "/bad",
            get(|| async {
                let policy =
                    "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                ([(CONTENT_SECURITY_POLICY, policy)], Html(BAD)).into_response()
            }),
        );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, pages).await });
    format!("http://localhost:{port}")
}

pub(crate) async fn words_and_forms(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.goto(&server).await;
    tab.fill("Ihr Name", "Kim").await;
    tab.wait_for_text("getippt: Kim").await;
    assert_eq!(tab.value_of("name").await, "Kim");
    tab.check("Ich stimme zu").await;
    tab.select("Farbe", "Blau").await;
    // The one in the page's own part, not the link of the same name above it.
    tab.click_through("Weiter").await;
    assert_eq!(tab.text().await, "Danke, Kim yes b");
    tab.back().await;
    tab.wait_for_text("Formular").await;
    tab.fill("Ihr Name", "Uwe").await;
    tab.press_through("Enter").await;
    tab.wait_for_text("Danke, Uwe").await;
}

pub(crate) async fn without_scripts(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.scripts(false).await;
    tab.goto(&server).await;
    assert!(tab.shows("Ohne Skript.").await);
    tab.fill("Ihr Name", "Kim").await;
    tab.check("agreed").await;
    tab.select("Farbe", "Blau").await;
    assert!(!tab.shows("getippt").await);
    tab.click_through("Weiter").await;
    assert_eq!(tab.text_of("h1").await, "Danke, Kim");
    tab.scripts(true).await;
    tab.check_accessible().await;
}

pub(crate) async fn passkeys(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.goto(&format!("{server}/passkey")).await;
    let device = tab.authenticator(AuthenticatorKind::Device).await;
    tab.click("Erstellen").await;
    tab.wait_for_text("erstellt public-key").await;
    assert_eq!(device.credentials().await.len(), 1);
    tab.click("Anmelden").await;
    tab.wait_for_text("angemeldet public-key").await;
    device.user_verified(false).await;
    tab.click("Anmelden").await;
    tab.wait_for_text("gescheitert NotAllowedError").await;
}

pub(crate) async fn the_watcher_sees(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.goto(&format!("{server}/bad")).await;
    let expected = [
        "foreign request: https://elsewhere.example/x.png",
        "content security policy: img-src",
        "console: \"zu hören\"",
    ];
    // The browser tells when it gets round to it.
    let mut problems = String::new();
    let patience = kit::Patience::default();
    while patience.lasts().await {
        problems = tab.problems().join("\n");
        if expected.iter().all(|it| problems.contains(it)) {
            break;
        }
    }
    for expected in expected {
        assert!(
            problems.contains(expected),
            "{expected} is not in {problems}"
        );
    }
    let narrow = tokio::spawn({
        let tab = tab.clone();
        async move { tab.check_narrow().await }
    });
    assert!(narrow.await.is_err(), "900 pixels are wider than 320");
    let accessible = tokio::spawn({
        let tab = tab.clone();
        async move { tab.check_accessible().await }
    });
    assert!(accessible.await.is_err(), "a field without a label");
    tab.allow("");
}

pub(crate) async fn dim_colours_are_seen(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.goto(&format!("{server}/dim")).await;
    tab.theme(Theme::Light).await;
    tab.check_accessible().await;
    let dim = tokio::spawn({
        let tab = tab.clone();
        async move { tab.check_page("kit-dim").await }
    });
    assert!(dim.await.is_err(), "grey on black in the dark");
}

pub(crate) async fn everybody_can_use_it(journey: Journey) {
    let (tab, server) = (journey.tab().await, server().await);
    tab.goto(&server).await;
    tab.check_page("kit-itself").await;
}
