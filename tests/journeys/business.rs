//! An organisation that comes by Mein Unternehmenskonto: its first acting person redeems the
//! office's letter, and brings the second one in.

use std::time::Duration;

use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};

use crate::{letter, way};

const LERNWERK: &str = "Lernwerk Musterstadt gGmbH";
const LEYLA: &str = "leyla@lernwerk.example";
const BERND: &str = "bernd@lernwerk.example";

pub(crate) async fn by_mein_unternehmenskonto(journey: Journey) {
    let wishes = Wishes {
        stand_ins: true,
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let leyla = journey.person("Leyla, für das Lernwerk").await.tab().await;
    arrive(&world, &leyla, "Dr. Leyla Lernfeld", LEYLA).await;
    leyla.wait_for_text("Leyla Lernfeld").await;
    assert!(leyla.shows("HRB 204711").await);
    leyla.check_page("business-choose").await;
    leyla.click_css_through("#unlock").await;
    leyla.wait_for_text("laut Mein Unternehmenskonto").await;
    leyla.check_page("business-code").await;
    let letter = letter::to_lernwerk(&world).await;
    leyla.fill("Freischaltcode", &letter.code).await;
    leyla.click_through("Profil freischalten").await;
    leyla.wait_for_text("Sie sind Admin").await;
    leyla.check_page("business-unlocked").await;
    leyla.click_css_through("#home").await;
    leyla.wait_for_text("für diese Organisation").await;
    assert!(leyla.shows(LERNWERK).await && leyla.shows("Leyla Lernfeld").await);
    leyla.check_page("business-home").await;

    let code = issue(&world, &leyla).await;
    world.advance(Duration::from_mins(1));
    let bernd = journey.person("Bernd, auch vom Lernwerk").await.tab().await;
    arrive(&world, &bernd, "Bernd Bildung", BERND).await;
    bernd.wait_for_text("noch nicht freigeschaltet").await;
    bernd.click_css_through("#unlock").await;
    bernd.fill("Freischaltcode", &code).await;
    bernd.click_through("Profil freischalten").await;
    bernd.wait_for_text(LERNWERK).await;
    bernd.goto(&world.portal.url("/start")).await;
    bernd.wait_for_text("Bernd Bildung").await;

    leyla.goto(&world.portal.url("/unternehmen/zugaenge")).await;
    leyla.wait_for_text("Bernd Bildung").await;
    leyla.check_page("business-colleagues").await;
    leyla.goto(&world.portal.url("/verlauf")).await;
    leyla.wait_for_text("(Bernd Bildung)").await;
    leyla.check_page("business-history").await;
}

/// A new account by Mein Unternehmenskonto, with a confirmed e-mail address; up to the portal.
async fn arrive(world: &World, tab: &Tab, who: &str, email: &str) {
    way::begin(world, tab).await;
    prove(tab, who).await;
    tab.wait_for_url("/registrieren/mein-uk").await;
    tab.fill("email", email).await;
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_css_through("#submit").await;
    way::confirm(world, tab, email).await;
    tab.click_css_through("#sign-in").await;
    prove(tab, who).await;
    tab.wait_for_url(&world.portal.url("/profil-auswaehlen"))
        .await;
}

/// From the sign-in options to Mein Unternehmenskonto and back.
async fn prove(tab: &Tab, who: &str) {
    tab.click_css_through("#sign-in-mein-uk").await;
    tab.click_css_through("#submit").await;
    tab.click_through(LERNWERK).await;
    tab.click_through(who).await;
    tab.click_through("Daten freigeben").await;
}

/// The code for the second acting person.
async fn issue(world: &World, tab: &Tab) -> String {
    let form = world.portal.url("/unternehmen/zugaenge/neu");
    tab.goto(&form).await;
    tab.fill("Für wen ist der Code?", "Bernd Bildung").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Dieser Code wird nur jetzt angezeigt")
        .await;
    tab.text_of("#qr-key").await
}
