//! Signed in on two devices; and a sign-in that was somebody else's.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Journey, Tab};

use crate::way;

/// The account's page, told which device is which, ends the other one's sign-in.
pub(crate) async fn ended_from_the_list(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    let person = journey.person("Kim am Telefon").await;
    let other = person.tab().await;
    elsewhere(&world, &other, &key).await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.click_css_through("#to-devices").await;
    tab.check_page("devices-two").await;
    tab.click_css_through("#active form button").await;
    tab.wait_for_text("Das Gerät ist abgemeldet.").await;
    tab.check_page("devices-ended").await;
    other.goto(&world.idp.url("/konto")).await;
    other.wait_for_url("/anmelden").await;
    other.goto(&world.portal.url("/start")).await;
    other.wait_for_url(&world.idp.url("/anmelden")).await;
}

/// „Das war ich nicht": the link puts the stranger out and leads the owner step by step.
pub(crate) async fn it_was_not_me(journey: Journey) {
    travel(&journey, true).await;
}

pub(crate) async fn it_was_not_me_without_scripts(journey: Journey) {
    travel(&journey, false).await;
}

async fn travel(journey: &Journey, look: bool) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    tab.scripts(look).await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    let person = journey.person("Jemand anderes").await;
    let strange = person.tab().await;
    elsewhere(&world, &strange, &key).await;
    let mail = world
        .mailbox
        .next_about(way::KIM, "Neue Anmeldung in Ihrem Konto")
        .await;
    tab.goto(&mail.link("/das-war-ich-nicht")).await;
    if look {
        tab.check_page("not-me").await;
    }
    tab.click_css_through("#not-me-form button").await;
    tab.wait_for("#to-password").await;
    if look {
        tab.check_page("not-me-closed").await;
    }
    strange.goto(&world.idp.url("/konto")).await;
    strange.wait_for_url("/anmelden").await;

    tab.click_css_through("#to-password").await;
    tab.fill("email", way::KIM).await;
    tab.click_css_through("#submit").await;
    let mail = world
        .mailbox
        .next_about(way::KIM, "Neues Passwort wählen")
        .await;
    tab.goto(&mail.link("/passwort-neu")).await;
    tab.fill("password", PASSWORD).await;
    tab.fill("password_repeat", PASSWORD).await;
    tab.click_css_through("#submit").await;
    world.advance(Duration::from_secs(30));
    sign_in(&world, &tab, &key).await;
    tab.wait_for_url("/konto").await;
}

/// Password and code in a browser that the account does not know.
async fn elsewhere(world: &World, tab: &Tab, key: &str) {
    world.advance(Duration::from_secs(30));
    sign_in(world, tab, key).await;
    tab.wait_for_url("/konto").await;
}

async fn sign_in(world: &World, tab: &Tab, key: &str) {
    tab.goto(&world.idp.url("/anmelden/konto?weiter=/konto"))
        .await;
    way::password(tab, way::KIM).await;
    tab.wait_for_url("/anmelden/code").await;
    tab.fill("code", &way::code(world, key)).await;
    tab.click_css_through("#submit").await;
}
