//! Every page of the stand-ins in a browser: usable by everybody, narrow, with and without scripts.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use demo::stand_in::{Client, Proof};
use kit::stand_ins::{StandIn, clock};
use kit::{Journey, Tab};

const BACK: &str = "<!doctype html><html lang=\"de\"><title>Dienst</title>\
    <link rel=\"icon\" href=\"data:,\"><body><main><h1>Zurück beim Dienst</h1></main>";

/// A service that only says that somebody came back; its address.
async fn service() -> String {
    let router = Router::new().route("/zurueck", get(async || Html(BACK)));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://localhost:{port}/zurueck")
}

fn client(redirect_uri: &str) -> Vec<Client> {
    vec![Client {
        client_id: "eins".to_owned(),
        name: "Schlüsselbund".to_owned(),
        proof: Proof::Secret("geheim".to_owned()),
        redirect_uris: vec![redirect_uri.to_owned()],
    }]
}

fn request(base: &str, redirect_uri: &str, claims: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("client_id", "eins"),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", "openid profile email address"),
        ("state", "s"),
        ("nonce", "n"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
        ("claims", claims),
    ]);
    format!("{base}/authorize?{}", query.finish())
}

async fn back_at_the_service(tab: &Tab, wanted: &str) {
    tab.wait_for_text("Zurück beim Dienst").await;
    let url = tab.url().await;
    assert!(url.contains(wanted) && url.contains("state=s"), "{url}");
}

pub(crate) async fn bundid(journey: Journey) {
    let home = service().await;
    let bundid = StandIn::bundid(client(&home), &clock()).await;
    let claims =
        r#"{"userinfo":{"address":{"essential":true},"title":null,"bpk2":null,"bundid_mfa":null}}"#;
    let request = request(bundid.base(), &home, claims);
    let tab = journey.tab().await;
    tab.goto(&format!("{}/", bundid.base())).await;
    tab.check_page("bundid-start").await;

    tab.goto(&request).await;
    tab.check_page("bundid-means").await;
    tab.click_through("Europäische eID").await;
    tab.check_page("bundid-eidas").await;
    tab.back().await;
    tab.click_through("Benutzername und Passwort").await;
    tab.check_page("bundid-user-name").await;
    tab.back().await;
    tab.click_through("Online-Ausweis").await;
    tab.check_page("bundid-persons").await;
    tab.click_through("ERIKA MUSTERMANN").await;
    tab.check_page("bundid-release").await;
    tab.back().await;
    tab.click_through("Mila Ohneland").await;
    tab.check_page("bundid-release-missing").await;
    tab.click_through("Daten freigeben").await;
    back_at_the_service(&tab, "error=access_denied").await;
    tab.back().await;
    tab.reload().await;
    tab.wait_for_text("schon abgeschlossen").await;
    tab.check_page("bundid-over").await;

    tab.goto(&request).await;
    tab.scripts(false).await;
    tab.check("Vorübergehend anmelden").await;
    tab.click_through("ELSTER-Zertifikat").await;
    tab.click_through("Kim Klicker").await;
    tab.wait_for_text("Vorübergehende Anmeldung").await;
    tab.click_through("Daten freigeben").await;
    back_at_the_service(&tab, "code=").await;
    tab.goto(&request).await;
    tab.click_through("Anmeldung abbrechen").await;
    back_at_the_service(&tab, "error=access_denied").await;
}

pub(crate) async fn mein_unternehmenskonto(journey: Journey) {
    let home = service().await;
    let muk = StandIn::muk(client(&home), &clock()).await;
    let tab = journey.tab().await;
    tab.goto(&format!("{}/", muk.base())).await;
    tab.check_page("muk-start").await;
    tab.goto(&request(muk.base(), &home, "{}")).await;
    tab.check_page("muk-organisations").await;
    tab.click_through("Lernwerk Musterstadt gGmbH").await;
    tab.check_page("muk-actors").await;
    tab.click_through("Dr. Leyla Lernfeld").await;
    tab.check_page("muk-release").await;
    tab.click_through("Daten freigeben").await;
    back_at_the_service(&tab, "code=").await;
}
