//! Passkeys after the first one: names, a second one, deleting, and the last way in (S59–S66).

use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey, Tab};

use crate::way;

pub(crate) async fn managed(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let first = tab.authenticator(AuthenticatorKind::Device).await;
    way::arrive_with_passkey(&world, &tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto/passkeys")).await;
    assert_eq!(names(&tab).await, ["Mein Handy"]);
    tab.click_through("Umbenennen").await;
    tab.wait_for("#name-form").await;
    for (name, answer) in [
        ("ab", "Wählen Sie einen Namen mit 3 bis 30 Zeichen"),
        (
            "<b>Kim</b>",
            "Im Namen ist ein Zeichen, das nicht erlaubt ist",
        ),
        ("", "Geben Sie dem Passkey einen Namen"),
    ] {
        tab.fill("name", name).await;
        tab.click_css_through("#submit").await;
        tab.wait_for_text(answer).await;
    }
    tab.check_page("passkey-name-wrong").await;
    tab.fill("name", "Handy (Küche)").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Der Name ist geändert").await;
    assert_eq!(names(&tab).await, ["Handy (Küche)"]);

    // A device does not take two for one account.
    tab.click_css_through("#new-passkey").await;
    tab.fill("name", "Noch einmal").await;
    tab.click_css("#passkey-button").await;
    tab.wait_for_text("Auf diesem Gerät ist schon ein Passkey")
        .await;
    first.unplug().await;
    let second = tab.authenticator(AuthenticatorKind::Device).await;
    tab.click_css_through("#passkey-button").await;
    tab.wait_for_url("/konto/passkeys/erfolg").await;
    tab.goto(&world.idp.url("/konto/passkeys")).await;
    let mut both = names(&tab).await;
    both.sort();
    assert_eq!(both, ["Handy (Küche)", "Noch einmal"]);
    tab.check_page("passkeys-two").await;

    // Of two, one may go: the first.
    tab.click_through("Löschen (Handy (Küche))").await;
    tab.wait_for("#remove-form").await;
    tab.check_page("passkey-remove").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Der Passkey ist gelöscht").await;
    assert_eq!(names(&tab).await, ["Noch einmal"]);

    // The last one may not: the password alone is no way in.
    tab.click_through("Löschen").await;
    tab.wait_for("#last-way-in").await;
    assert!(!tab.has("#remove-form").await);
    tab.check_page("passkey-last-way-in").await;

    tab.goto(&world.idp.url("/konto")).await;
    tab.click_css_through("#sign-out-form button").await;
    second.present(true).await;
    tab.goto(&world.idp.url("/anmelden/konto")).await;
    tab.wait_for("#ways").await;
}

/// „Abbrechen" after the passkey leaves a password that is no way in by itself.
pub(crate) async fn a_password_left_behind(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let device = tab.authenticator(AuthenticatorKind::Device).await;
    way::to_the_notice(&world, &tab, way::KIM).await;
    way::set_up_passkey(&tab, "Mein Handy").await;
    tab.click_through("Abbrechen").await;
    way::arrived(&world, &tab).await;
    way::sign_out(&world, &tab).await;

    device.present(false).await;
    way::begin(&world, &tab).await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    tab.wait_for_text("Das Passwort allein genügt nicht").await;
    tab.check_page("password-is-not-enough").await;
    assert!(!way::is_known_to_the_provider(&world, &tab).await);
    tab.goto(&world.idp.url("/absichern/totp")).await;
    assert!(
        tab.path().await.starts_with("/anmelden"),
        "nobody enrols a second factor with the password alone"
    );
    // From that page the passkey leads on.
    way::begin(&world, &tab).await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    device.present(true).await;
    tab.click_css_through("#passkey-button").await;
    tab.wait_for_url(&world.portal.url("/")).await;
}

async fn names(tab: &Tab) -> Vec<String> {
    tab.evaluate("[...document.querySelectorAll('#passkeys .thing-name')].map(e => e.innerText)")
        .await
}
