//! From nothing to the portal with password and second factor, in English, with and without
//! scripts; and the codes that are refused on the way back in (S26–S43, S67–S73, S49–S53).

use std::time::Duration;

use kit::world::World;
use kit::{Database, Journey, Tab};

use crate::way;

pub(crate) async fn in_english(journey: Journey) {
    let tab = journey.tab().await;
    travel(&tab, true).await;
}

pub(crate) async fn in_english_without_scripts(journey: Journey) {
    let tab = journey.tab().await;
    tab.scripts(false).await;
    travel(&tab, false).await;
}

async fn travel(tab: &Tab, look: bool) {
    let world = World::start(Database::Sqlite).await;
    tab.language("en").await;
    way::begin(&world, tab).await;
    assert_eq!(tab.text_of("h1").await, "Sign in");
    way::register(tab, way::KIM).await;
    see(tab, look, "en-registered").await;
    let mail = world.mailbox.next(way::KIM).await;
    assert_eq!(mail.subject, "Confirm your e-mail address");
    tab.goto(&mail.link("/registrieren/bestaetigen")).await;
    assert!(
        !tab.has("input[name=password]").await,
        "the browser that registered is not asked for the password"
    );
    tab.click_css_through("#submit").await;
    way::to_the_form(tab).await;
    way::password(tab, way::KIM).await;
    assert_eq!(tab.text_of("h1").await, "Security notice");
    tab.click_css_through("#choose-totp").await;
    see(tab, look, "en-totp").await;
    assert!(tab.has("#qr svg").await, "the key is there as a QR code");
    let key = tab.text_of("#qr-key").await;
    tab.fill("code", &wrong(&way::code(&world, &key))).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("This code does not belong to the key above")
        .await;
    assert_eq!(
        tab.text_of("#qr-key").await,
        key,
        "a slip does not change the key that is in the app already"
    );
    tab.fill("code", &way::code(&world, &key)).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/absichern/totp/erfolg").await;
    tab.click_css_through("#further").await;
    tab.wait_for_url(&world.portal.url("/profil-auswaehlen"))
        .await;
    see(tab, look, "en-choose-profile").await;
    tab.click_css_through("#without-button").await;
    tab.wait_for_url(&world.portal.url("/start")).await;
    see(tab, look, "en-without-profile").await;
    assert_eq!(
        tab.evaluate::<String>("document.documentElement.lang")
            .await,
        "en"
    );
    way::sign_out(&world, tab).await;

    come_back(&world, tab, &key).await;
}

/// Password first, then only a code that is right and was not used.
async fn come_back(world: &World, tab: &Tab, key: &str) {
    way::begin(world, tab).await;
    way::to_the_form(tab).await;
    way::password(tab, way::KIM).await;
    tab.wait_for_url("/anmelden/code").await;
    let used = way::code(world, key);
    for (code, why) in [
        (wrong(&used), "a wrong code"),
        (used, "the code that confirmed the key"),
    ] {
        tab.fill("code", &code).await;
        tab.click_css_through("#submit").await;
        tab.wait_for_text("This code does not fit or has been used already")
            .await;
        let path = tab.path().await;
        assert!(path.starts_with("/anmelden/code"), "{why} led to {path}");
    }
    world.advance(Duration::from_secs(30));
    tab.fill("code", &way::code(world, key)).await;
    tab.click_css_through("#submit").await;
    way::arrived(world, tab).await;
    let used = way::code(world, key);
    way::sign_out(world, tab).await;

    // The same code within its half minute is a replay.
    way::begin(world, tab).await;
    way::to_the_form(tab).await;
    way::password(tab, way::KIM).await;
    tab.fill("code", &used).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("has been used already").await;
    // The password alone has opened nothing.
    assert!(!way::is_known_to_the_provider(world, tab).await);
}

/// Another code than this one and its neighbours.
fn wrong(code: &str) -> String {
    let number: u32 = code.parse().expect("six digits");
    format!("{:06}", (number + 500_000) % 1_000_000)
}

async fn see(tab: &Tab, look: bool, name: &str) {
    if look {
        tab.check_page(name).await;
    }
}
