//! The phone with the app is lost: back in by password and recovery code, with and without
//! scripts, to what waited (N6).

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Journey, Tab};

use crate::way;

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
    world.advance(std::time::Duration::from_mins(1));

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
