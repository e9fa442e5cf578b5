//! The session's end is told in time (S74), and what must go on working while one is on the way:
//! the language switch, the keyboard, both servers stopped and started again.

use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use kit::people::PASSWORD;
use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey, Tab};

use crate::way;

/// Lets the journey move the clock of the pages: `ahead(minutes)`.
async fn with_a_clock(tab: &Tab) {
    const CLOCK: &str = "(() => { const now = Date.now.bind(Date); let ahead = 0; Date.now = () => now() + ahead; \
                         window.ahead = seconds => { ahead += seconds * 1000; return ahead; }; })()";
    let script = AddScriptToEvaluateOnNewDocumentParams::new(CLOCK);
    let added = tab.page().execute(script).await;
    added.expect("the script is added");
}

/// The same time passes for the page and for the servers.
async fn pass(world: &World, tab: &Tab, time: Duration) {
    world.advance(time);
    let _: f64 = tab.evaluate(&format!("ahead({})", time.as_secs())).await;
}

/// Warned at five minutes and at one, prolonged, and over in the end; nothing typed is lost.
pub(crate) async fn counted_down(journey: Journey) {
    let minutes = Duration::from_mins;
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    with_a_clock(&tab).await;
    way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&world.portal.url("/freischaltcode")).await;
    tab.fill("birth_date", "14.03.1987").await;
    assert_eq!(tab.text_of("[data-clock]").await, "25 Min.");
    pass(&world, &tab, minutes(19)).await;
    tab.wait_for_text("6 Min.").await;
    assert!(!tab.has("#session-dialog").await, "too early");
    pass(&world, &tab, minutes(1)).await;
    tab.wait_for_text("In 5 Minuten werden Sie abgemeldet")
        .await;
    tab.check_page("countdown-5").await;
    tab.click_css("#session-dialog [data-go-on]").await;
    tab.wait_for_text("25 Min.").await;
    assert!(!tab.has("#session-dialog").await);
    assert_eq!(tab.value_of("birth_date").await, "14.03.1987");

    // The server has heard of it: the page still opens after more than 25 minutes in all.
    pass(&world, &tab, minutes(24)).await;
    tab.wait_for_text("In einer Minute werden Sie abgemeldet")
        .await;
    // Whoever types when the dialog opens and presses Enter goes on working.
    tab.press("Enter").await;
    tab.wait_for_text("25 Min.").await;
    pass(&world, &tab, minutes(20)).await;
    tab.wait_for_text("In 5 Minuten werden Sie abgemeldet")
        .await;
    tab.press("Escape").await;
    assert!(
        !tab.has("#session-dialog").await,
        "the warning can be put away"
    );
    pass(&world, &tab, minutes(4)).await;
    tab.wait_for_text("In einer Minute werden Sie abgemeldet")
        .await;
    pass(&world, &tab, minutes(2)).await;
    tab.wait_for_text("Ihre Sitzung ist abgelaufen").await;
    assert_eq!(tab.value_of("birth_date").await, "14.03.1987");
    tab.check_page("countdown-over").await;
    tab.reload().await;
    tab.wait_for_url(&world.idp.url("/anmelden")).await;
}

/// The switch changes the language and nothing else.
pub(crate) async fn in_another_language(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    way::begin(&world, &tab).await;
    tab.click_css_through("#register").await;
    let before = tab.path().await;
    assert_eq!(tab.text_of("h1").await, "Registrierung");
    tab.click_css("#language-menu summary").await;
    tab.click_through("English").await;
    assert_eq!(tab.text_of("h1").await, "Registration");
    let after = tab.path().await;
    let place = |path: &str| path.split("&lang=").next().map(str::to_owned);
    assert_eq!(place(&after), place(&before), "the same page");
    // The choice holds on the next pages, and the way back to the portal is still known.
    tab.goto(&world.idp.url(&before)).await;
    assert_eq!(tab.text_of("h1").await, "Registration");
    tab.back().await;
    for (name, value) in [
        ("email", way::KIM),
        ("password", PASSWORD),
        ("password_repeat", PASSWORD),
    ] {
        tab.fill(name, value).await;
    }
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_css_through("#submit").await;
    let mail = world.mailbox.next(way::KIM).await;
    assert_eq!(mail.subject, "Confirm your e-mail address");
    tab.goto(&mail.link("/registrieren/bestaetigen")).await;
    tab.click_css_through("#submit").await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    way::set_up_totp(&world, &tab).await;
    tab.click_css_through("#further").await;
    way::arrived(&world, &tab).await;
    assert_eq!(
        tab.evaluate::<String>("document.documentElement.lang")
            .await,
        "en"
    );
}

/// From the portal's start page to the profile choice without a mouse.
pub(crate) async fn by_keyboard(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    way::sign_out(&world, &tab).await;
    world.advance(Duration::from_secs(30));

    tab.goto(&world.portal.url("/")).await;
    // The first stop is the way past the frame.
    tab.press("Tab").await;
    assert_eq!(focused(&tab).await, "Zum Inhalt springen");
    tab.press("Enter").await;
    to(&tab, "Anmelden").await;
    tab.press_through("Enter").await;
    to(&tab, "Anmelden").await;
    tab.press_through("Enter").await;
    to(&tab, "email").await;
    write(&tab, way::KIM).await;
    to(&tab, "password").await;
    write(&tab, PASSWORD).await;
    tab.press_through("Enter").await;
    to(&tab, "code").await;
    write(&tab, &way::code(&world, &key)).await;
    tab.press_through("Enter").await;
    way::arrived(&world, &tab).await;
}

/// Presses Tab until the focus is on what has this name or these words; each stop is visible.
async fn to(tab: &Tab, name: &str) {
    for _ in 0..40 {
        tab.press("Tab").await;
        let seen: bool = tab
            .evaluate(
                "(e => { const s = getComputedStyle(e), r = e.getBoundingClientRect(); \
                 return (s.outlineStyle !== 'none' || s.boxShadow !== 'none') && r.width > 0 && r.bottom > 0 && r.top < innerHeight; })(document.activeElement)",
            )
            .await;
        let at = focused(tab).await;
        assert!(seen, "the focus on {at:?} cannot be seen");
        if at == name {
            return;
        }
    }
    panic!(
        "{name:?} cannot be reached by the keyboard on {}",
        tab.path().await
    );
}

async fn focused(tab: &Tab) -> String {
    tab.evaluate("document.activeElement.name || document.activeElement.innerText.trim()")
        .await
}

async fn write(tab: &Tab, text: &str) {
    let text = InsertTextParams::new(text);
    tab.page()
        .execute(text)
        .await
        .expect("the browser takes text");
}

/// Both servers stop and start again on the same data: nobody notices.
pub(crate) async fn across_a_restart(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    tab.authenticator(AuthenticatorKind::Device).await;
    way::arrive_with_passkey(&world, &tab, way::KIM).await;
    let keys = keys(&world).await;
    world.portal.restart().await;
    world.idp.restart().await;
    assert_eq!(
        self::keys(&world).await,
        keys,
        "the signing keys are the same"
    );

    tab.goto(&world.portal.url("/profil-auswaehlen")).await;
    tab.click_css_through("#without-button").await;
    tab.wait_for_url(&world.portal.url("/start")).await;
    assert!(way::is_known_to_the_provider(&world, &tab).await);
    tab.goto(&world.portal.url("/start")).await;
    way::sign_out(&world, &tab).await;
    assert!(!way::is_known_to_the_provider(&world, &tab).await);
    way::begin(&world, &tab).await;
    // The autofill says yes as soon as the form is there.
    tab.click_css_through("#sign-in").await;
    way::arrived(&world, &tab).await;
}

/// Names of the keys that the provider and the portal publish.
async fn keys(world: &World) -> Vec<serde_json::Value> {
    let mut all = Vec::new();
    for (server, path) in [
        (&world.idp, "/oauth/jwks"),
        (&world.portal, "/.well-known/jwks.json"),
    ] {
        let keys = server.visitor().get(path).await.expect(200).json();
        let keys = keys["keys"].as_array().expect("a list of keys").clone();
        assert!(!keys.is_empty(), "{path} names no key");
        all.extend(keys.into_iter().map(|key| key["kid"].clone()));
    }
    all
}
