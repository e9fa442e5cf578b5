//! The office's people come in: the first lead by the mail of the settings, a colleague who has
//! an account already, and one who is signed in as somebody else.

use kit::people::PASSWORD;
use kit::staff::{first_lead_in_tab, invitation};
use kit::world::{LEAD, World};
use kit::{Database, Journey};
use shared::claims::Role;

use crate::way;

pub(crate) async fn of_the_first_lead(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.person("Leitung").await.tab().await;
    let link = invitation(&world, "vorschau@example.org", &[Role::Lead, Role::Audit]).await;
    tab.goto(&link).await;
    tab.wait_for_text("lädt Sie ein").await;
    tab.fill("password", "kurz").await;
    tab.allow("422");
    tab.click_css_through("#submit").await;
    tab.wait_for("#error-summary").await;
    tab.check_page("einladung-fehler").await;
    first_lead_in_tab(&world, &tab).await;
    tab.wait_for_url(&world.portal.url("/sachbearbeitung"))
        .await;
    // Who is in finds a used link used.
    tab.allow("410");
    let mail = world.mailbox.all().into_iter().find(|mail| mail.to == LEAD);
    tab.goto(&mail.expect("the invitation").link("/einladung"))
        .await;
    tab.wait_for_text("schon angenommen").await;
    tab.check_page("einladung-angenommen").await;
}

pub(crate) async fn of_who_has_an_account(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let kim = journey.person("Kim").await.tab().await;
    let key = way::arrive_with_totp(&world, &kim, way::KIM).await;
    let link = invitation(&world, "uwe@example.org", &[Role::Benefits]).await;
    kim.goto(&link).await;
    kim.wait_for_text("mit einem anderen Konto angemeldet")
        .await;
    kim.check_page("einladung-anderes-konto").await;
    let link = invitation(&world, way::KIM, &[Role::Benefits]).await;
    let other = journey.person("Kim am anderen Rechner").await.tab().await;
    other.goto(&link).await;
    other.wait_for_text("gibt es schon ein Konto").await;
    other.check_page("einladung-anmelden").await;
    other.click_css_through("#sign-in").await;
    other.fill("email", way::KIM).await;
    other.fill("password", PASSWORD).await;
    other.click_css_through("#submit").await;
    world.advance(std::time::Duration::from_secs(30));
    other.fill("code", &way::code(&world, &key)).await;
    other.click_css_through("#submit").await;
    other
        .wait_for_text("auf allen anderen Geräten abgemeldet")
        .await;
    other.check_page("einladung-annehmen").await;
    other.click_css_through("#submit").await;
    other
        .wait_for_url(&world.portal.url("/sachbearbeitung"))
        .await;
    assert!(!way::is_known_to_the_provider(&world, &kim).await);
}
