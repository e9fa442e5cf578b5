//! A customer with a second factor changes their address (S91): they prove who they are at BundID and
//! find again what they typed. One who turns back there loses nothing.

use std::time::Duration;

use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab};

use crate::letter::{self, BORN};
use crate::way;

/// Kim with password, TOTP and an account that is connected with BundID; her profile is unlocked.
async fn at_home(tab: &Tab) -> World {
    let wishes = Wishes {
        stand_ins: true,
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let key = way::arrive_with_totp(&world, tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto/bundid")).await;
    tab.click_css_through("#link-form button").await;
    at_bundid(tab, "Online-Ausweis").await;
    tab.click_css_through("#connect-form #submit").await;
    tab.wait_for_text("Ihr Konto ist verbunden").await;
    let letter = letter::to_kim(&world).await;
    tab.goto(&world.portal.url("/freischaltcode")).await;
    tab.fill("code", &letter.code).await;
    tab.fill("birth_date", BORN).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr Profil ist freigeschaltet").await;
    for _ in 0..2 {
        // Of the second factor and of BundID.
        let _ = world.mailbox.next(way::KIM).await;
    }
    // Who signs in anew by password and code has proven no identity.
    way::sign_out(&world, tab).await;
    world.advance(Duration::from_mins(1));
    way::begin(&world, tab).await;
    tab.click_css_through("#sign-in").await;
    way::password(tab, way::KIM).await;
    tab.fill("code", &way::code(&world, &key)).await;
    tab.click_css_through("#submit").await;
    way::arrived(&world, tab).await;
    world
}

/// Proves at the stand-in to be Kim.
async fn at_bundid(tab: &Tab, means: &str) {
    tab.click_through(means).await;
    tab.click_through("Kim Klicker").await;
    tab.click_through("Daten freigeben").await;
}

/// Types another address; the page „Bitte weisen Sie sich aus“ is next.
async fn type_address(world: &World, tab: &Tab) {
    tab.goto(&world.portal.url("/start")).await;
    tab.click_css_through("#edit-profile").await;
    tab.wait_for_text("Lindenweg 12").await;
    tab.check_page("edit-profile").await;
    tab.fill("Straße und Hausnummer", "Am Markt 1").await;
    tab.fill("Postleitzahl", "123").await;
    tab.click_through("Anschrift speichern").await;
    tab.wait_for_text("in Deutschland fünf Ziffern").await;
    tab.check_page("edit-profile-wrong").await;
    tab.fill("Postleitzahl", "54321").await;
    tab.fill("Ort", "Beispielhausen").await;
    tab.click_through("Anschrift speichern").await;
    tab.wait_for_text("Bitte weisen Sie sich aus").await;
}

/// There and back, by ELSTER.
pub(crate) async fn changed_after_a_proof(journey: Journey) {
    let tab = journey.tab().await;
    let world = at_home(&tab).await;
    type_address(&world, &tab).await;
    tab.check_page("identify").await;
    tab.click_css_through("#identify").await;
    leave(&tab).await;
    at_bundid(&tab, "ELSTER-Zertifikat").await;
    tab.wait_for_url(&world.portal.url("/profil/bearbeiten"))
        .await;
    tab.wait_for_text("Sie haben sich ausgewiesen").await;
    tab.check_page("edit-profile-restored").await;
    assert_eq!(tab.value_of("street").await, "Am Markt 1");
    tab.click_through("Anschrift speichern").await;
    tab.wait_for_text("Ihre neue Anschrift ist gespeichert")
        .await;
    tab.check_page("edit-profile-saved").await;
    assert!(
        tab.text_of("#on-record")
            .await
            .contains("54321 Beispielhausen")
    );
    let mail = world.mailbox.next(way::KIM).await;
    assert_eq!(mail.subject, "Ihre Anschrift wurde geändert");
    tab.goto(&world.portal.url("/verlauf")).await;
    tab.wait_for_text("Ihre Anschrift wurde im Profil geändert")
        .await;
}

/// From the provider to the choice of means at BundID.
async fn leave(tab: &Tab) {
    // Where several services prove so much, the provider asks which one.
    if tab.has("#identify-bundid").await {
        tab.click_css_through("#identify-bundid").await;
    }
    tab.wait_for_text("sicheren Nachweis Ihrer Identität").await;
    tab.click_css_through("#leave-form #submit").await;
    tab.wait_for_text("ELSTER-Zertifikat").await;
    assert!(!tab.has("[href*='mittel=benutzername']").await, "too low");
}

/// Cancelled at BundID, then at the provider: the portal offers a way on.
pub(crate) async fn given_up_at_bundid(journey: Journey) {
    let tab = journey.tab().await;
    let world = at_home(&tab).await;
    type_address(&world, &tab).await;
    tab.click_css_through("#identify").await;
    leave(&tab).await;
    tab.click_through("Anmeldung abbrechen").await;
    tab.wait_for_text("Sie haben die Anmeldung abgebrochen")
        .await;
    tab.click_css_through("#others").await;
    tab.wait_for_url(&world.portal.url("/ausweisen?grund="))
        .await;
    tab.wait_for_text("Es wurde nichts geändert").await;
    tab.check_page("identify-refused").await;
    tab.click_css_through("#back").await;
    tab.wait_for_text("noch nicht gespeichert").await;
    assert_eq!(tab.value_of("place").await, "Beispielhausen");
    assert!(tab.text_of("#on-record").await.contains("Lindenweg 12"));
    tab.click_through("Eingaben verwerfen").await;
    assert_eq!(tab.value_of("street").await, "Lindenweg 12");
}
