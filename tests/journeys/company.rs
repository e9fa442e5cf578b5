//! A company (S6): the first code comes from the office, then its admin brings a colleague in, and
//! withdraws them again. Two people, two browsers.

use std::time::Duration;

use kit::world::World;
use kit::{Database, Journey, Tab};

use crate::letter::{self, COMPANY, REGISTER};
use crate::way;

const LENA: &str = "lena@muster.example";
const ROBIN: &str = "robin@muster.example";

pub(crate) async fn an_admin_brings_a_colleague_in(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let lena = journey.person("Lena, Unternehmens-Admin").await.tab().await;
    way::arrive_with_totp(&world, &lena, LENA).await;
    to_the_code(&world, &lena).await;
    lena.fill("Freischaltcode", &letter::to_company(&world).await.code)
        .await;
    lena.fill("Registernummer", REGISTER).await;
    lena.click_through("Profil freischalten").await;
    lena.wait_for_text("Sie sind Admin").await;
    lena.check_page("company-unlocked").await;
    lena.click_through("Zugänge verwalten").await;
    lena.wait_for_text("das sind Sie").await;
    lena.check_page("company-alone").await;

    let code = issue(&lena).await;
    // Who came later stands below.
    world.advance(Duration::from_mins(1));
    let robin = journey.person("Robin, Kollegin").await.tab().await;
    way::arrive_with_totp(&world, &robin, ROBIN).await;
    let _ = world.mailbox.next(ROBIN).await; // of the second factor
    let link = format!("/freischaltcode/{code}?fuer=organisation");
    robin.goto(&world.portal.url(&link)).await;
    assert_eq!(robin.value_of("code").await, code);
    robin.fill("Registernummer", REGISTER).await;
    robin.click_through("Profil freischalten").await;
    robin.wait_for_text(COMPANY).await;
    assert!(!robin.shows("Sie sind Admin").await);
    robin.check_page("company-joined").await;
    robin.goto(&world.portal.url("/unternehmen/zugaenge")).await;
    robin.wait_for_text("fragen Sie einen Admin").await;
    robin.check_page("company-not-admin").await;

    withdraw(&world, &lena).await;
    robin.goto(&world.portal.url("/start")).await;
    assert!(
        !robin.shows(COMPANY).await,
        "the access is gone at once: {}",
        robin.text().await
    );
    let mail = world.mailbox.next(ROBIN).await;
    assert_eq!(mail.subject, "Ihr Zugang zu einer Organisation ist beendet");

    lena.goto(&world.portal.url("/profile-verwalten")).await;
    lena.click_css_through("#remove-1").await;
    lena.wait_for_text("Ihre Organisation braucht einen Admin")
        .await;
    lena.check_page("company-last-admin").await;
}

/// From the profile choice by „Neues Profil anlegen → Unternehmen" to the form.
async fn to_the_code(world: &World, tab: &Tab) {
    tab.goto(&world.portal.url("/profil-auswaehlen")).await;
    tab.click_css_through("#create").await;
    tab.click_css_through("#company").await;
    tab.wait_for_text("Als Unternehmen benötigen Sie immer einen Freischaltcode")
        .await;
    tab.check_page("company-needs-code").await;
    tab.click_css_through("#code").await;
}

/// Makes a code, which the page shows once.
async fn issue(tab: &Tab) -> String {
    tab.click_through("Freischaltcode erstellen").await;
    tab.check_page("company-code-form").await;
    tab.fill("Für wen ist der Code?", "Robin aus der Buchhaltung")
        .await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Dieser Code wird nur jetzt angezeigt")
        .await;
    let code = tab.text_of("#qr-key").await;
    assert_eq!(code.len(), 19, "{code}");
    tab.check_page("company-code").await;
    tab.print_picture("company-code").await;
    assert!(tab.has("#print:not([hidden])").await);
    // The same form once more, as reloading sends it: nothing is shown or made.
    tab.reload().await;
    tab.wait_for_text("Der Code wurde schon angezeigt").await;
    assert!(!tab.shows(&code).await);
    tab.check_page("company-code-again").await;
    tab.click_css_through("#back").await;
    tab.wait_for_text("Robin aus der Buchhaltung").await;
    assert!(!tab.shows(&code[5..]).await);
    code
}

async fn withdraw(world: &World, lena: &Tab) {
    lena.goto(&world.portal.url("/unternehmen/zugaenge")).await;
    lena.wait_for_text(ROBIN).await;
    lena.check_page("company-two").await;
    lena.click_css_through("#member-2-change").await;
    lena.check_page("company-member").await;
    lena.click_css_through("#role").await;
    lena.wait_for_text("Die Rechte sind geändert").await;
    let mail = world.mailbox.next(ROBIN).await;
    assert!(mail.says("Sie sind jetzt Admin"), "{}", mail.text);
    lena.click_css_through("#member-2-change").await;
    lena.click_css_through("#withdraw").await;
    lena.wait_for_text("Der Zugang ist entzogen").await;
    assert!(!lena.shows(ROBIN).await);
}
