//! „Das passende Konto finden" (S22) and the way back in, by questions alone, with and without
//! scripts; and a form that was open for too long.

use std::time::Duration;

use kit::world::World;
use kit::{Database, Journey, Tab};

use crate::way;

pub(crate) async fn the_right_account(journey: Journey) {
    let tab = journey.tab().await;
    find(&tab, true).await;
}

pub(crate) async fn the_right_account_without_scripts(journey: Journey) {
    let tab = journey.tab().await;
    tab.scripts(false).await;
    find(&tab, false).await;
}

async fn find(tab: &Tab, look: bool) {
    let world = World::start(Database::Sqlite).await;
    way::begin(&world, tab).await;
    tab.click_css_through("#help-account").await;
    assert_eq!(tab.text_of("h1").await, "Das passende Konto finden");
    see(tab, look, "find-question").await;
    tab.click_through("Für mich selbst").await;
    tab.click_through("Ja").await;
    see(tab, look, "find-known").await;
    tab.click_through("Das geht nicht mehr").await;
    assert_eq!(tab.text_of("h1").await, "Zugang verloren");
    see(tab, look, "access-lost").await;
    tab.back().await;
    tab.click_through("Zurück zur vorigen Frage").await;
    tab.click_through("Nein").await;
    see(tab, look, "find-new").await;
    tab.click_through("Jetzt registrieren").await;
    tab.wait_for("#register-form").await;
}

/// The session is over when the form is sent: after the sign-in it is there as it was.
pub(crate) async fn nothing_typed_is_lost_without_scripts(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    tab.scripts(false).await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&world.portal.url("/freischaltcode/beantragen"))
        .await;
    tab.fill("name", "Kim Klicker").await;
    tab.fill("birth_date", "14.03.1987").await;
    world.advance(Duration::from_mins(26));
    tab.click_css_through("#submit").await;
    tab.wait_for_url(&world.idp.url("/anmelden")).await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    tab.fill("code", &way::code(&world, &key)).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url(&world.portal.url("/freischaltcode/beantragen"))
        .await;
    tab.wait_for_text("Ihre Eingaben sind noch da").await;
    assert_eq!(tab.value_of("name").await, "Kim Klicker");
    assert_eq!(tab.value_of("birth_date").await, "14.03.1987");
    tab.scripts(true).await;
    tab.check_accessible().await;
    tab.scripts(false).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("eingegangen").await;
}

async fn see(tab: &Tab, look: bool, name: &str) {
    if look {
        tab.check_page(name).await;
    }
}
