//! From the first sign-in to a secured account, and in again (S38–S48, S59–S73, S88).

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey, Tab};

use crate::way;

const KIM: &str = "kim.klicker@example.org";

/// Kim registers, confirms her address and sends user name and password.
async fn first_sign_in(world: &World, tab: &Tab) {
    tab.goto(&world.idp.url("/registrieren")).await;
    tab.fill("email", KIM).await;
    tab.fill("password", PASSWORD).await;
    tab.fill("password_repeat", PASSWORD).await;
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_through("Registrieren").await;
    let mail = world.mailbox.next(KIM).await;
    tab.goto(&mail.link("/registrieren/bestaetigen")).await;
    tab.click_css_through("#submit").await;
    password(world, tab).await;
    tab.wait_for_url("/absichern").await;
}

async fn password(world: &World, tab: &Tab) {
    tab.goto(&world.idp.url("/anmelden")).await;
    tab.click_css_through("#sign-in").await;
    tab.fill("Benutzername / E-Mail-Adresse", KIM).await;
    tab.fill("password", PASSWORD).await;
    tab.click_css_through("#submit").await;
}

async fn sign_out(tab: &Tab) {
    tab.click_css_through("#sign-out-form button").await;
}

pub(crate) async fn with_a_second_factor(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    first_sign_in(&world, &tab).await;
    tab.check_page("absichern").await;
    tab.click_through("Zweiten Faktor einrichten").await;
    tab.check_page("absichern-totp").await;
    let key = tab.text_of("#qr-key").await;
    tab.fill("code", "12345").await;
    tab.click_through("Bestätigen").await;
    tab.wait_for_text("Geben Sie die 6 Ziffern ein").await;
    tab.pictures("absichern-totp-falsch").await;
    tab.fill("code", &kit::totp::code(&key, world.now())).await;
    tab.click_through("Bestätigen").await;
    tab.wait_for_text("erfolgreich eingerichtet").await;
    tab.check_page("absichern-totp-erfolg").await;
    tab.click_through("Weiter").await;
    tab.wait_for_url("/konto").await;
    tab.check_page("konto").await;
    sign_out(&tab).await;
    tab.goto(&world.idp.url("/anmelden")).await;
    tab.check_page("anmelden").await;
    world.advance(Duration::from_secs(30));
    password(&world, &tab).await;
    tab.check_page("anmelden-code").await;
    tab.fill("code", &kit::totp::code(&key, world.now())).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/konto").await;
    tab.click_through("Zwei-Faktor-Verfahren (TOTP) einrichten und ändern")
        .await;
    tab.wait_for_text("Sie haben schon einen zweiten Faktor eingerichtet")
        .await;
}

pub(crate) async fn with_a_passkey(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    first_sign_in(&world, &tab).await;
    let device = tab.authenticator(AuthenticatorKind::Device).await;
    tab.click_through("Passkey einrichten").await;
    tab.check_page("absichern-passkey").await;
    tab.fill("Name des Passkeys", "<Kim>").await;
    tab.allow("422");
    tab.click("Passkey erstellen").await;
    tab.wait_for_text("ein Zeichen, das nicht erlaubt ist")
        .await;
    tab.fill("Name des Passkeys", "Kim Handy").await;
    tab.click_through("Passkey erstellen").await;
    tab.wait_for_text("Passkey erfolgreich eingerichtet").await;
    tab.check_page("absichern-passkey-erfolg").await;
    tab.click_through("Passwort aus dem Konto entfernen").await;
    tab.check_page("konto-passwort-entfernen").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Das Passwort ist aus Ihrem Konto entfernt")
        .await;
    tab.click_through("Passkeys verwalten").await;
    tab.wait_for_text("Kim Handy").await;
    tab.check_page("konto-passkeys").await;
    sign_out(&tab).await;
    // The autofill of the sign-in page offers the passkey; this device says yes at once.
    tab.goto(&world.idp.url("/anmelden/konto")).await;
    tab.wait_for_text("So melden Sie sich an").await;
    sign_out(&tab).await;
    device.present(false).await;
    tab.goto(&world.idp.url("/anmelden/konto")).await;
    tab.check_page("anmelden-konto").await;
    way::by_passkey(&tab, &device).await;
    tab.wait_for_text("Kontoeinstellungen").await;
}
