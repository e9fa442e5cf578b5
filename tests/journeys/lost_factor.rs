//! The phone with the app is lost: back in by password and recovery code, with and without
//! scripts, to what waited (N6); or by a code in a letter.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};

use crate::{letter, way};

pub(crate) async fn replaced(journey: Journey) {
    let tab = journey.tab().await;
    travel(&journey, &tab, true).await;
}

pub(crate) async fn replaced_without_scripts(journey: Journey) {
    let tab = journey.tab().await;
    tab.scripts(false).await;
    travel(&journey, &tab, false).await;
}

async fn travel(journey: &Journey, tab: &Tab, look: bool) {
    let world = World::start(Database::Sqlite).await;
    way::to_the_notice(&world, tab, way::KIM).await;
    let old = way::set_up_totp(&world, tab).await;
    see(tab, look, "codes-offered").await;
    tab.click_css_through("#make-codes").await;
    see(tab, look, "codes-made").await;
    let code = tab.text_of("#codes li").await;
    tab.click_css_through("#further").await;
    way::arrived(&world, tab).await;
    world.advance(Duration::from_mins(1));

    // Another device, without the phone.
    let person = journey.person("Kim am neuen Rechner").await;
    let other = person.tab().await;
    other.scripts(look).await;
    way::begin(&world, &other).await;
    way::to_the_form(&other).await;
    way::password(&other, way::KIM).await;
    other.wait_for_url("/anmelden/code").await;
    other.click_css_through("#lost").await;
    see(&other, look, "lost").await;
    other.fill("email", way::KIM).await;
    other.fill("password", PASSWORD).await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/zugang-verloren/code").await;
    see(&other, look, "recovery-code").await;
    other.fill("code", &code).await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/absichern?vorgang=").await;
    see(&other, look, "recovery-notice").await;
    other.click_css_through("#choose-totp").await;
    let new = other.text_of("#qr-key").await;
    assert_ne!(new, old);
    other.fill("code", &way::code(&world, &new)).await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/zugang-verloren/geraete").await;
    see(&other, look, "recovery-devices").await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/zugang-verloren/erfolg").await;
    see(&other, look, "recovered").await;
    other.click_css_through("#further").await;
    way::arrived(&world, &other).await;
    assert!(
        !way::is_known_to_the_provider(&world, tab).await,
        "whoever has the lost phone is signed out"
    );
}

async fn see(tab: &Tab, look: bool, name: &str) {
    if look {
        tab.check_page(name).await;
    }
}

/// No codes were saved: the letter brings one, without scripts, from the page to the new factor.
pub(crate) async fn replaced_by_letter(journey: Journey) {
    let wishes = Wishes {
        portal: "letters.opening_key = \"dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=\"\n\
                 letters.ask_seconds = 1"
            .to_owned(),
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let tab = journey.tab().await;
    let _ = way::arrive_with_totp(&world, &tab, way::KIM).await;
    let unlock = letter::to_kim(&world).await;
    tab.goto(&world.portal.url("/freischaltcode")).await;
    tab.fill("code", &unlock.code).await;
    tab.fill("birth_date", letter::BORN).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr Profil ist freigeschaltet").await;
    world.advance(Duration::from_hours(14 * 24));

    let person = journey.person("Kim am neuen Rechner").await;
    let other = person.tab().await;
    other.scripts(false).await;
    first(&world, &other).await;
    other.click_through("einen Code per Brief senden").await;
    look(&other, "recovery-letter").await;
    other.click_css_through("#submit").await;
    other.wait_for("#asked").await;
    look(&other, "recovery-letter-asked").await;
    let told = "Wiederherstellungscode per Brief angefordert";
    let mail = world.mailbox.next_about(way::KIM, told).await;
    other.goto(&mail.link("/brief-stoppen")).await;
    look(&other, "recovery-letter-stop").await;

    let code = letter_with_code(&world).await;
    first(&world, &other).await;
    other.fill("code", &code).await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/absichern").await;
    other.click_css_through("#choose-totp").await;
    let new = other.text_of("#qr-key").await;
    other.fill("code", &way::code(&world, &new)).await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/zugang-verloren/geraete").await;
    other.click_css_through("#submit").await;
    other.wait_for_url("/zugang-verloren/erfolg").await;
    assert!(way::is_known_to_the_provider(&world, &other).await);
}

/// With the password to the page that asks for a code.
async fn first(world: &World, tab: &Tab) {
    tab.goto(&world.idp.url("/zugang-verloren")).await;
    tab.fill("email", way::KIM).await;
    tab.fill("password", PASSWORD).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/zugang-verloren/code").await;
}

/// Axe is a script, the person goes on without.
async fn look(tab: &Tab, name: &str) {
    tab.scripts(true).await;
    tab.check_page(name).await;
    tab.scripts(false).await;
}

/// The recovery code in the letter, once it lies in the outbox.
async fn letter_with_code(world: &World) -> String {
    for _ in 0..400 {
        let entries = std::fs::read_dir(world.letters()).expect("the outbox");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let slips = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
        for slip in slips.map(|path| std::fs::read(path).expect("a slip")) {
            let slip: serde_json::Value = serde_json::from_slice(&slip).expect("JSON");
            if slip["kind"] == "recovery_code" {
                let text = slip["text"].as_str().expect("a text");
                let is_code = |line: &&str| line.len() == 24 && line.matches('-').count() == 4;
                return text.lines().find(is_code).expect("a code").to_owned();
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("no letter with a recovery code came")
}
