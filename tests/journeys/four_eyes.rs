//! Four eyes on a code for an organisation: one asks, another sees where the letter goes and
//! confirms. Two people, two browsers.

use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab, staff};
use shared::claims::Role;

use crate::letter::{self, COMPANY, REGISTER};

const WAITS: &str = "Wartet auf Freigabe durch eine zweite Person";

pub(crate) async fn a_code_for_an_organisation(journey: Journey) {
    let wishes = Wishes {
        portal: "[staff]\nfour_eyes = [\"code.organisation\"]\n".to_owned(),
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let _ = letter::to_company(&world).await;
    let petra = journey.person("Petra, Leistung").await.tab().await;
    let roles = [Role::Benefits];
    let _ = staff::member_in_tab(&world, &petra, "petra@jobcenter.example", &roles).await;
    petra.wait_for_url("/sachbearbeitung").await;
    petra.click_through("Fälle").await;
    petra.fill("Fall suchen", COMPANY).await;
    petra.press_through("Enter").await;
    petra.click_through(COMPANY).await;
    let case = petra.url().await;
    ask(&petra, &case).await;

    let bea = journey.person("Bea, Vermittlung").await.tab().await;
    let roles = [Role::Placement];
    let _ = staff::member_in_tab(&world, &bea, "bea@jobcenter.example", &roles).await;
    bea.wait_for_url("/sachbearbeitung").await;
    open(&bea).await;
    assert!(bea.shows("Lindenweg 12").await, "{}", bea.text().await);
    // The address that Bea saw is not the one to which the letter would go.
    petra.goto(&format!("{case}/aendern")).await;
    petra
        .fill("Anschrift", "Am Markt 1\n12345 Musterstadt")
        .await;
    petra.click_css_through("#submit").await;
    petra.wait_for_text("Die Änderungen sind gespeichert").await;
    bea.click_css_through("#submit").await;
    bea.wait_for_text("Inzwischen hat sich etwas geändert")
        .await;
    bea.check_page("four-eyes-changed").await;
    bea.click_css_through("#refuse").await;
    bea.wait_for_text("Es ist nichts geschehen").await;

    ask(&petra, &case).await;
    open(&bea).await;
    assert!(bea.shows("Am Markt 1").await, "{}", bea.text().await);
    bea.click_css_through("#submit").await;
    bea.wait_for_text("Freigegeben und ausgeführt").await;
    petra.reload().await;
    petra.wait_for_text("Freigegeben und ausgeführt").await;
}

/// Petra lays the code before a second person.
async fn ask(petra: &Tab, case: &str) {
    petra.goto(&format!("{case}/code")).await;
    petra
        .wait_for_text("Eine zweite Person muss das freigeben")
        .await;
    petra.click_css_through("#submit").await;
    petra.wait_for_text(WAITS).await;
    petra.check_page("four-eyes-asked").await;
}

/// Bea opens what waits for her.
async fn open(bea: &Tab) {
    bea.click_through("Freigaben").await;
    bea.click_css_through("#waiting-1 a").await;
    bea.wait_for_text(REGISTER).await;
    bea.check_page("four-eyes-decide").await;
}
