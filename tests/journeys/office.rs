//! The office at work: a case is recorded, found in spite of slips, changed by two people at once,
//! and closed.

use kit::world::World;
use kit::{Database, Journey, Tab, staff};
use shared::claims::Role;

const CASES: &str = "/sachbearbeitung/faelle";

pub(crate) async fn a_case_is_recorded_found_and_closed(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let bea = journey.person("Bea, Leistung").await.tab().await;
    let roles = [Role::Benefits];
    let _ = staff::member_in_tab(&world, &bea, "bea@jobcenter.example", &roles).await;
    bea.wait_for_url("/sachbearbeitung").await;
    bea.click_through("Fälle").await;
    bea.wait_for_text("Welchen Fall suchen Sie?").await;
    bea.check_page("office-cases").await;
    record(&bea).await;

    bea.goto(&world.portal.url(CASES)).await;
    bea.fill("Fall suchen", "kimm kilcker").await;
    bea.press_through("Enter").await;
    bea.wait_for_text("Ein Fall gefunden").await;
    bea.check_page("office-found").await;
    bea.click_through("Kim Klicker").await;
    bea.wait_for_text("Noch niemand hat das Profil").await;

    let lea = journey.person("Lea, Leitung").await.tab().await;
    let roles = [Role::Lead];
    let _ = staff::member_in_tab(&world, &lea, "lea@jobcenter.example", &roles).await;
    both_change(&bea, &lea).await;

    bea.click_through("Fall schließen").await;
    bea.check_page("office-close").await;
    bea.check("Ein anderes Jobcenter ist zuständig").await;
    bea.click_css_through("#submit").await;
    bea.wait_for_text("Offene Freischaltcodes gelten nicht mehr")
        .await;
    bea.check_page("office-closed").await;
    bea.click_through("Fall wieder öffnen").await;
    bea.wait_for_text("Der Fall ist wieder offen").await;
}

/// With a mistake first.
async fn record(tab: &Tab) {
    tab.click_through("Fall erfassen").await;
    tab.check_page("office-kind").await;
    tab.click_through("Privatperson").await;
    tab.fill("Vorname", "Kim").await;
    tab.fill("Familienname", "Klicker").await;
    tab.fill("Geburtsdatum", "14.03.1987").await;
    tab.fill("Kundennummer", "123").await;
    tab.fill("Nummer der Bedarfsgemeinschaft", "97122//0000004")
        .await;
    tab.fill("Anschrift", "Lindenweg 12\n12345 Musterstadt")
        .await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Eine Kundennummer besteht aus").await;
    tab.check_page("office-mistake").await;
    tab.fill("Kundennummer", "123 a 456789").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Der Fall ist erfasst").await;
    tab.check_page("office-recorded").await;
}

/// Lea opens the form, Bea is quicker; Lea loses nothing.
async fn both_change(bea: &Tab, lea: &Tab) {
    let case = bea.url().await;
    lea.goto(&format!("{case}/aendern")).await;
    bea.click_through("Fall ändern").await;
    bea.fill("Familienname", "Klick").await;
    bea.click_css_through("#submit").await;
    bea.wait_for_text("Die Änderungen sind gespeichert").await;
    lea.fill("Anschrift", "Am Markt 1\n12345 Musterstadt").await;
    lea.click_css_through("#submit").await;
    lea.wait_for_text("Jemand anderes hat den Fall inzwischen geändert")
        .await;
    assert_eq!(lea.value_of("Familienname").await, "Klick");
    lea.check_page("office-meanwhile").await;
    lea.click_css_through("#submit").await;
    lea.wait_for_text("Am Markt 1").await;
    assert!(lea.shows("Kim Klick").await, "{}", lea.text().await);
    bea.goto(&case).await;
    bea.wait_for_text("Am Markt 1").await;
}
