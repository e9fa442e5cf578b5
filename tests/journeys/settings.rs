//! The account's own settings: another password, and a way in less (S85, S86).

use kit::people::PASSWORD;
use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey};

use crate::way;

const NEW: &str = "Herbst-Laub8?neun";

pub(crate) async fn another_password_without_scripts(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    tab.scripts(false).await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto")).await;
    tab.click_css_through("#to-password").await;
    for (current, new, why) in [
        (
            PASSWORD,
            "Passwort123!",
            "Dieses Passwort wird zuerst erraten",
        ),
        (
            "Falsch-1234!x",
            NEW,
            "Das ist nicht Ihr bisheriges Passwort",
        ),
    ] {
        tab.fill("current", current).await;
        tab.fill("password", new).await;
        tab.fill("password_repeat", new).await;
        tab.click_css_through("#submit").await;
        tab.wait_for_text(why).await;
    }
    tab.fill("current", PASSWORD).await;
    tab.fill("password", NEW).await;
    tab.fill("password_repeat", NEW).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr neues Passwort gilt ab sofort").await;
    tab.click_css_through("#sign-out-form button").await;
    world.advance(std::time::Duration::from_secs(30));
    tab.goto(&world.idp.url("/anmelden/konto")).await;
    tab.fill("email", way::KIM).await;
    tab.fill("password", NEW).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/anmelden/code").await;
    tab.fill("code", &way::code(&world, &key)).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/konto").await;
}

pub(crate) async fn a_way_in_less(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let _device = tab.authenticator(AuthenticatorKind::Device).await;
    let _key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    tab.goto(&world.idp.url("/konto/anmeldeoptionen")).await;
    tab.check_page("options-last").await;
    tab.click_through("Löschen (Passwort mit zweitem Faktor (TOTP))")
        .await;
    tab.wait_for("#last-way-in").await;
    tab.check_page("totp-last-way-in").await;
    tab.click_css_through("#new-passkey").await;
    tab.fill("name", "Mein Handy").await;
    tab.click_css_through("#passkey-button").await;
    tab.wait_for_url("/konto/passkeys/erfolg").await;
    tab.goto(&world.idp.url("/konto/anmeldeoptionen")).await;
    tab.click_through("Löschen (Passwort mit zweitem Faktor (TOTP))")
        .await;
    tab.wait_for("#remove-form").await;
    tab.check_page("totp-remove").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Der zweite Faktor ist entfernt").await;
    tab.check_page("account-totp-removed").await;
}
