//! The office deactivates an account and the customer is out (S94); reactivates it, and their
//! passkey opens it again (S95). Two people, two browsers.

use std::time::Duration;

use kit::audit::Log::Idp;
use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey, Patience, Tab, staff};

use crate::way::{self, KIM};

pub(crate) async fn staff_deactivates_and_the_customer_is_out(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let kim = journey.person("Kim, Kundin").await.tab().await;
    let device = kim.authenticator(AuthenticatorKind::Device).await;
    way::arrive_with_passkey(&world, &kim, KIM).await;
    device.present(false).await;
    let lead = journey.person("Teamleitung").await.tab().await;
    staff::first_lead_in_tab(&world, &lead).await;
    find(&world, &lead).await;
    lead.check_page("office-account").await;
    lead.click_through("Konto deaktivieren").await;
    lead.wait_for_text("Möchten Sie dieses Konto deaktivieren?")
        .await;
    lead.check_page("office-deactivate").await;
    lead.click_css_through("#submit").await;
    lead.wait_for_text("Wählen Sie einen Grund aus").await;
    lead.check("Hinweise auf Missbrauch").await;
    lead.click_css_through("#submit").await;
    lead.wait_for_text("Das Konto ist deaktiviert").await;
    lead.check_page("office-account-deactivated").await;

    is_out(&world, &kim).await;
    assert!(!way::is_known_to_the_provider(&world, &kim).await);
    to_the_form(&world, &kim).await;
    way::by_passkey(&kim, &device).await;
    kim.wait_for_text("Ihr Konto ist deaktiviert und nicht nutzbar")
        .await;
    device.present(false).await;

    world.advance(Duration::from_secs(30));
    lead.click_through("Konto reaktivieren").await;
    lead.check("Die Person hat sich ausgewiesen").await;
    lead.click_css_through("#submit").await;
    lead.wait_for_text("Das Konto ist reaktiviert").await;
    // Reactivating ends what was open once more: all that began before the portal is told.
    let waiting = "SELECT COUNT(*) FROM logout_messages";
    let patience = Patience::default();
    while Idp.count(&world, waiting).await > 0 {
        assert!(patience.lasts().await, "the portal was not told");
    }
    world.advance(Duration::from_secs(2));
    to_the_form(&world, &kim).await;
    way::by_passkey(&kim, &device).await;
    way::arrived(&world, &kim).await;
}

/// In the office: the account of this address.
async fn find(world: &World, lead: &Tab) {
    lead.goto(&world.portal.url("/sachbearbeitung/konten"))
        .await;
    lead.fill("E-Mail-Adresse", KIM).await;
    lead.click_through("Konto suchen").await;
    lead.wait_for("#account").await;
}

/// The portal is told by a job of the provider.
async fn is_out(world: &World, kim: &Tab) {
    let patience = Patience::default();
    loop {
        kim.goto(&world.portal.url("/impressum")).await;
        if !kim.has("#sign-out-form").await {
            return;
        }
        assert!(patience.lasts().await, "still in: {}", kim.text().await);
    }
}

async fn to_the_form(world: &World, kim: &Tab) {
    way::begin(world, kim).await;
    kim.click_css_through("#sign-in").await;
    kim.wait_for("#sign-in-form").await;
}
