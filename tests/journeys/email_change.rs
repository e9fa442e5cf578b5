//! Another e-mail address: asked for, confirmed at the new one, taken back from the old one (S84).

use kit::world::World;
use kit::{Database, Journey, Mail};

use crate::way;

const NEW: &str = "kim.neu@example.org";

async fn mail(world: &World, to: &str, subject: &str) -> Mail {
    loop {
        let mail = world.mailbox.next(to).await;
        if mail.subject == subject {
            return mail;
        }
    }
}

pub(crate) async fn confirmed_and_taken_back(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let _key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.click_css_through("#to-email").await;
    tab.fill("email", "kim").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Geben Sie eine E-Mail-Adresse ein").await;
    tab.check_page("email-wrong").await;
    tab.fill("email", NEW).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Wir haben an die neue Adresse geschrieben")
        .await;
    tab.check_page("email-sent").await;
    let link = mail(&world, NEW, "Bestätigung Ihrer neuen E-Mail-Adresse").await;
    tab.goto(&link.link("/email-bestaetigen")).await;
    tab.check_page("email-confirm").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihre E-Mail-Adresse ist geändert").await;
    tab.check_page("email-changed").await;
    tab.click_css_through("#to-account").await;
    assert!(tab.shows(NEW).await);

    // Whoever reads the old address did not want this.
    let owner = journey.person("Kim").await.tab().await;
    let changed = "Die E-Mail-Adresse Ihres Kontos wurde geändert";
    let stop = mail(&world, way::KIM, changed).await;
    owner.goto(&stop.link("/email-zurueck")).await;
    owner.check_page("email-stop").await;
    owner.click_css_through("#submit").await;
    owner.wait_for_url("/passwort-neu").await;
    owner.fill("password", "Herbst-Laub8?neun").await;
    owner.fill("password_repeat", "Herbst-Laub8?neun").await;
    owner.click_css_through("#submit").await;
    owner.wait_for_text("gilt ab sofort").await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.wait_for_url("/anmelden").await;
}
