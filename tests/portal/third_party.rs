//! Somebody else's application with the real pair of servers: consent, tokens that the portal asks
//! about, `/api/v1/profile`, `/api/v1/measures/participations`, and the end of it all. The
//! application is the sample of docs/relying-party.md.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use kit::audit::Log::Portal;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use serde_json::{Value, json};
use shared::clock::{Outside, SystemEntropy, Timestamp};
use url::Url;

use crate::desk::{count, unlock_kim};
use crate::through::kim;

#[path = "../relying_party/sample.rs"]
mod sample;

use sample::{Connected, Service};

const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const BACK: &str = "http://localhost:9/zurueck";

/// The file of an education provider; the kit puts in the portal's true address.
fn file(id: &str, name: &str) -> String {
    let hash: String = shared::secret::sha256(SECRET.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    format!(
        "client_id = \"{id}\"\nname = \"{name}\"\nclient_uri = \"http://localhost:9/\"\n\
         policy_uri = \"http://localhost:9/datenschutz\"\ncontact = \"hilfe@{id}.test\"\n\
         sector_identifier = \"{id}.test\"\nredirect_uris = [\"{BACK}\"]\n\
         token_endpoint_auth_method = \"client_secret_basic\"\nclient_secret_sha256 = \"{hash}\"\n\
         scopes = [\"openid\", \"offline_access\", \"portal.profile\", \"portal.measures\"]\n\
         resources = [\"http://localhost:8081\"]\n"
    )
}

/// Both servers with two education providers, and Kim, who has signed in to both.
async fn stage(database: Database) -> (World, Visitor) {
    let wishes = Wishes {
        clients: vec![
            file("kurse", "Beispiel-Bildung gGmbH"),
            file("andere", "Andere Bildung e.V."),
        ],
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    // The sample compares times with its own clock.
    let now = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("a time after 1970");
    let now = i64::try_from(now.as_secs()).expect("a time before the end of all times");
    world.clock.set(Timestamp::from_unix(now - 40));
    let kim = kim(&world).await;
    let _ = kim.browse("/anmelden").await.expect(200);
    (world, kim)
}

async fn service(world: &World, id: &str) -> Service {
    let words = [id, SECRET, BACK, &world.portal.base()];
    let service = Service::discover(&world.idp.base(), words).await;
    service.unwrap_or_else(|error| panic!("discovery: {error}"))
}

/// Kim reads what the service wants and presses a button.
async fn connect(service: &Service, kim: &Visitor, button: &str) -> Option<Connected> {
    let begun = service.begin().expect("a question");
    let page = kim.browse(begun.url.as_str()).await.expect(200);
    page.shows("Dem Jobcenter Ihre Kurse melden")
        .shows("gehört nicht zu");
    let back = page
        .form("consent-form")
        .press(button)
        .submit()
        .await
        .redirect();
    let back = Url::parse(&back).expect("an address");
    let connected = service.finish(begun, &back).await;
    connected.unwrap_or_else(|error| panic!("the way back: {error}"))
}

async fn connected(world: &World, kim: &Visitor) -> (Service, Connected) {
    let service = service(world, "kurse").await;
    let connected = connect(&service, kim, "Erlauben").await.expect("tokens");
    (service, connected)
}

async fn ask(world: &World, path: &str, token: &str) -> Page {
    let ask = world.portal.visitor().ask(Method::GET, path).as_program();
    ask.bearer(token).send().await
}

async fn post(world: &World, token: &str, body: &Value) -> Page {
    let path = "/api/v1/measures/participations";
    let ask = world.portal.visitor().ask(Method::POST, path).as_program();
    ask.bearer(token).json(body).send().await
}

/// „Verlauf“ names the course and who reported it; the log holds no name of a person.
async fn told_in_the_history(world: &World, kim: &Visitor) {
    let page = kim.get("/verlauf").await.expect(200);
    let told = page.texts_of("#history > li");
    for part in [
        "Ein Bildungsträger hat Ihre Teilnahme an einem Kurs gemeldet",
        "„Lager und Logistik“, 01.12.2026 bis 28.02.2027",
        "von einer Anwendung, bei der Sie sich angemeldet haben (Beispiel-Bildung gGmbH)",
    ] {
        assert!(told[0].contains(part), "{told:?}");
    }
    let page = kim.get("/verlauf?lang=en").await.expect(200);
    page.shows("“Lager und Logistik”, 1 December 2026 to 28 February 2027");
    let _ = kim.get("/verlauf?lang=de").await.expect(200);
    let entry = Portal.newest(world, "participation.posted").await;
    assert_eq!(entry["details"]["course"], "Lager und Logistik");
    let entry = entry.to_string();
    assert!(
        !entry.contains("Kim") && !entry.contains("Klicker"),
        "{entry}"
    );
}

kit::on_both!(the_documented_way_works, async |database: Database| {
    let (world, kim) = stage(database).await;
    let service = service(&world, "kurse").await;
    assert!(connect(&service, &kim, "Ablehnen").await.is_none());
    let mut held = connect(&service, &kim, "Erlauben").await.expect("tokens");
    assert!(!held.access_token.contains('.'), "opaque");
    // The person has to unlock the profile first.
    let page = ask(&world, "/api/v1/profile", &held.access_token)
        .await
        .expect(403);
    assert_eq!(page.json()["missing"], "unlocked_profile");
    let course = json!({"course": "x", "starts_on": "2026-12-01", "ends_on": "2026-12-02"});
    let page = post(&world, &held.access_token, &course).await.expect(403);
    assert_eq!(page.json()["missing"], "unlocked_profile");
    unlock_kim(&world, &kim).await;
    let profile = service.profile(&held).await.expect("a profile");
    assert_eq!(profile["name"], "Kim Klicker");
    let report = ["Lager und Logistik", "2026-12-01", "2027-02-28"];
    let kept = service.report(&held, report).await.expect("a report");
    assert_eq!(kept["provider"], "Beispiel-Bildung gGmbH");
    told_in_the_history(&world, &kim).await;
    assert!(
        service.report(&held, report).await.is_err(),
        "once is enough"
    );
    // Five minutes on, and while Kim is away.
    world.advance(Duration::from_mins(6));
    assert!(service.profile(&held).await.is_err());
    service.refresh(&mut held).await.expect("fresh tokens");
    let _ = service.profile(&held).await.expect("a profile");
    // The service does not learn under which name the portal knows Kim.
    let told = format!("SELECT COUNT(*) FROM residents WHERE sub = '{}'", held.sub);
    assert_eq!(count(&world, &told).await, 0);
});

kit::on_both!(
    withdrawing_ends_the_access_within_a_second,
    async |database: Database| {
        let (world, kim) = stage(database).await;
        unlock_kim(&world, &kim).await;
        let (service, mut held) = connected(&world, &kim).await;
        let _ = service.profile(&held).await.expect("a profile");
        let at_idp = kim.and_at(&world.idp.base());
        let page = at_idp.get("/konto/dienste").await.expect(200);
        page.shows("Beispiel-Bildung gGmbH")
            .shows("Ihr Profil beim Jobcenter lesen");
        let page = page
            .click("Zugriff beenden (Beispiel-Bildung gGmbH)")
            .await
            .expect(200);
        let _ = page.form("end-form").submit_and_follow().await.expect(200);
        world.advance(Duration::from_secs(1));
        for path in ["/api/v1/profile", "/api/v1/measures/participations"] {
            let page = ask(&world, path, &held.access_token).await.expect(401);
            assert!(page.header("www-authenticate").contains("invalid_token"));
        }
        assert!(service.refresh(&mut held).await.is_err());
    }
);

kit::on_both!(
    without_the_provider_nothing_opens,
    async |database: Database| {
        let (world, kim) = stage(database).await;
        unlock_kim(&world, &kim).await;
        let (_, held) = connected(&world, &kim).await;
        let _ = ask(&world, "/api/v1/profile", &held.access_token)
            .await
            .expect(200);
        world.idp.stop().await;
        world.advance(Duration::from_secs(1));
        let page = ask(&world, "/api/v1/profile", &held.access_token)
            .await
            .expect(503);
        assert_eq!(page.header("retry-after"), "10");
        assert_eq!(page.header("content-type"), "application/problem+json");
    }
);

kit::on_both!(
    only_what_was_allowed_and_only_for_the_portal,
    async |database: Database| {
        let (world, kim) = stage(database).await;
        unlock_kim(&world, &kim).await;
        let (service, held) = connected(&world, &kim).await;
        let token = |more: &str| {
            let refresh = held.refresh_token.clone().unwrap_or_default();
            format!("grant_type=refresh_token&refresh_token={refresh}&{more}")
        };
        drop(service);
        let basic = {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD.encode(format!("kurse:{SECRET}"))
        };
        // For the provider itself: good there, nothing here.
        let fields = token("");
        let fields: Vec<_> = url::form_urlencoded::parse(fields.as_bytes()).collect();
        let ask_idp = world
            .idp
            .visitor()
            .ask(Method::POST, "/oauth/token")
            .as_program();
        let ask_idp = ask_idp.header("authorization", &format!("Basic {basic}"));
        let fresh = ask_idp.form(&fields).send().await.expect(200).json();
        let own = fresh["access_token"].as_str().expect("a token");
        let _ = ask(&world, "/api/v1/profile", own).await.expect(401);
        for nonsense in ["a".repeat(43), "rubbish".to_owned(), "a".repeat(20_000)] {
            let _ = ask(&world, "/api/v1/profile", &nonsense).await.expect(401);
        }
        // Less than the whole.
        let refresh = fresh["refresh_token"].as_str().expect("a token");
        let portal = world.portal.base();
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh),
            ("scope", "openid portal.profile"),
            ("resource", portal.as_str()),
        ];
        let ask_idp = world
            .idp
            .visitor()
            .ask(Method::POST, "/oauth/token")
            .as_program();
        let ask_idp = ask_idp.header("authorization", &format!("Basic {basic}"));
        let fresh = ask_idp.form(&fields).send().await.expect(200).json();
        let few = fresh["access_token"].as_str().expect("a token");
        let _ = ask(&world, "/api/v1/profile", few).await.expect(200);
        let page = ask(&world, "/api/v1/measures/participations", few)
            .await
            .expect(403);
        assert!(
            page.header("www-authenticate")
                .contains("insufficient_scope")
        );
    }
);

kit::on_both!(reports_are_read_carefully, async |database: Database| {
    let (world, kim) = stage(database).await;
    unlock_kim(&world, &kim).await;
    let (_, held) = connected(&world, &kim).await;
    let token = &held.access_token;
    let good = json!({"course": "Deutsch B2", "starts_on": "2026-12-01", "ends_on": "2027-03-31"});
    for (name, value) in [
        ("course", json!("")),
        ("course", json!("x".repeat(101))),
        ("course", json!(7)),
        ("starts_on", json!("1.12.2026")),
        ("starts_on", json!("2026-02-30")),
        ("ends_on", json!("2026-11-30")),
        ("ends_on", json!("2036-11-30")),
        ("ends_on", json!(null)),
        ("provider", json!("Somebody else")),
    ] {
        let mut wrong = good.clone();
        wrong[name] = value.clone();
        let page = post(&world, token, &wrong).await;
        assert_eq!(page.status(), 400, "{name} = {value}");
        assert_eq!(page.header("content-type"), "application/problem+json");
        assert_eq!(page.json()["type"], "urn:schluesselbund:problem:invalid");
    }
    let path = "/api/v1/measures/participations";
    let form = world
        .portal
        .visitor()
        .ask(Method::POST, path)
        .as_program()
        .bearer(token);
    let _ = form.form(&[("course", "x")]).send().await.expect(415);
    let kept = post(&world, token, &good).await.expect(201).json();
    let page = post(&world, token, &good).await.expect(409);
    assert_eq!(page.json()["type"], "urn:schluesselbund:problem:duplicate");
    let own = ask(&world, path, token).await.expect(200).json();
    assert_eq!(own["participations"], json!([kept]));
    // Another education provider does not see them.
    let other = service(&world, "andere").await;
    let other = connect(&other, &kim, "Erlauben").await.expect("tokens");
    assert_ne!(other.sub, held.sub);
    let none = ask(&world, path, &other.access_token)
        .await
        .expect(200)
        .json();
    assert_eq!(none["participations"], json!([]));
    let entry = "SELECT COUNT(*) FROM audit_events WHERE event = 'participation.posted' \
                 AND by_id = 'kurse' AND case_id IS NOT NULL AND about_id IS NOT NULL";
    assert_eq!(count(&world, entry).await, 1);
});

#[test]
fn the_documentation_shows_this_sample() {
    let text = include_str!("../../docs/relying-party.md");
    let sample = include_str!("../relying_party/sample.rs");
    assert!(
        text.contains(&format!("```rust\n{sample}```")),
        "copy tests/relying_party/sample.rs into docs/relying-party.md"
    );
}

kit::on_both!(
    a_deactivated_account_is_closed_to_applications_of_others,
    async |database: Database| {
        let (world, kim) = stage(database).await;
        unlock_kim(&world, &kim).await;
        let (service, mut held) = connected(&world, &kim).await;
        let _ = ask(&world, "/api/v1/profile", &held.access_token)
            .await
            .expect(200);
        let outside = Outside {
            clock: Arc::new(world.clock.clone()),
            entropy: Arc::new(SystemEntropy),
        };
        let words = ["deactivate", crate::through::KIM, "--reason", "Anruf"];
        let told = idp::cli::accounts_in_process(&words, world.idp_settings(), outside).await;
        assert!(told.expect("is done").contains("deactivated"));
        // What the provider said of the token counts for a second.
        world.advance(Duration::from_secs(2));
        let page = ask(&world, "/api/v1/profile", &held.access_token).await;
        let page = page.expect(401);
        assert!(page.header("www-authenticate").contains("invalid_token"));
        let course = json!({"course": "x", "starts_on": "2026-12-01", "ends_on": "2026-12-02"});
        let _ = post(&world, &held.access_token, &course).await.expect(401);
        assert!(service.refresh(&mut held).await.is_err(), "nor a fresh one");
    }
);
