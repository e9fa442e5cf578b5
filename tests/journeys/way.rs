//! Steps that several journeys take. Buttons are found by id, so that they serve both languages.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Authenticator, Tab, totp};

pub(crate) const KIM: &str = "kim.klicker@example.org";

/// From the portal's start page to the provider's sign-in options.
pub(crate) async fn begin(world: &World, tab: &Tab) {
    tab.goto(&world.portal.url("/")).await;
    tab.click_css_through("#sign-in").await;
    tab.wait_for_url(&world.idp.url("/anmelden?vorgang=")).await;
}

/// From the sign-in options to the page that says that a mail was sent.
pub(crate) async fn register(tab: &Tab, email: &str) {
    tab.click_css_through("#register").await;
    tab.fill("email", email).await;
    tab.fill("password", PASSWORD).await;
    tab.fill("password_repeat", PASSWORD).await;
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/registrieren/erfolg").await;
}

/// Opens the mail's link in the browser that registered and presses the button.
pub(crate) async fn confirm(world: &World, tab: &Tab, email: &str) {
    let mail = world.mailbox.next(email).await;
    tab.goto(&mail.link("/registrieren/bestaetigen")).await;
    tab.click_css_through("#submit").await;
    tab.wait_for("#confirmed").await;
}

/// From a page with „Anmelden" (confirmed, options) to the form.
pub(crate) async fn to_the_form(tab: &Tab) {
    tab.click_css_through("#sign-in").await;
    if !tab.path().await.starts_with("/anmelden/konto") {
        tab.click_css_through("#sign-in").await;
    }
    tab.wait_for("#sign-in-form").await;
}

/// Fills in the form and sends it.
pub(crate) async fn password(tab: &Tab, email: &str) {
    tab.fill("email", email).await;
    tab.fill("password", PASSWORD).await;
    tab.click_css_through("#submit").await;
}

/// Registers, confirms and signs in from the portal, up to the „Sicherheitshinweis".
pub(crate) async fn to_the_notice(world: &World, tab: &Tab, email: &str) {
    begin(world, tab).await;
    register(tab, email).await;
    confirm(world, tab, email).await;
    to_the_form(tab).await;
    password(tab, email).await;
    tab.wait_for_url("/absichern?vorgang=").await;
}

/// The code that the person's app shows now.
pub(crate) fn code(world: &World, key: &str) -> String {
    totp::code(key, world.now())
}

/// From the „Sicherheitshinweis" to the success page of the second factor; gives its key.
pub(crate) async fn set_up_totp(world: &World, tab: &Tab) -> String {
    tab.click_css_through("#choose-totp").await;
    let key = tab.text_of("#qr-key").await;
    tab.fill("code", &code(world, &key)).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/absichern/totp/erfolg").await;
    key
}

/// From the „Sicherheitshinweis" to the success page of the passkey.
pub(crate) async fn set_up_passkey(tab: &Tab, name: &str) {
    tab.click_css_through("#choose-passkey").await;
    tab.fill("name", name).await;
    tab.click_css_through("#passkey-button").await;
    tab.wait_for_url("/absichern/passkey/erfolg").await;
}

/// A new person with password and second factor, who has arrived in the portal.
pub(crate) async fn arrive_with_totp(world: &World, tab: &Tab, email: &str) -> String {
    to_the_notice(world, tab, email).await;
    let key = set_up_totp(world, tab).await;
    tab.click_css_through("#further").await;
    arrived(world, tab).await;
    key
}

/// A new person with a passkey, who has arrived in the portal.
pub(crate) async fn arrive_with_passkey(world: &World, tab: &Tab, email: &str) {
    to_the_notice(world, tab, email).await;
    set_up_passkey(tab, "Mein Handy").await;
    tab.click_css_through("#further").await;
    arrived(world, tab).await;
}

/// Signs out in the portal and sees that it said so.
pub(crate) async fn sign_out(world: &World, tab: &Tab) {
    tab.click_css_through("#sign-out-form button").await;
    tab.wait_for_url(&world.portal.url("/abgemeldet")).await;
}

/// Whether the provider knows this browser: `/konto` opens only for who is signed in.
pub(crate) async fn is_known_to_the_provider(world: &World, tab: &Tab) -> bool {
    tab.goto(&world.idp.url("/konto")).await;
    tab.path().await == "/konto"
}

/// Waits until the person is in the portal and the portal says so.
pub(crate) async fn arrived(world: &World, tab: &Tab) {
    tab.wait_for_url(&world.portal.url("/")).await;
    tab.wait_for("#sign-out-form").await;
}

/// Lets an absent device come and say yes: the waiting autofill may take its passkey at once, or
/// the button does.
pub(crate) async fn by_passkey(tab: &Tab, device: &Authenticator) {
    device.present(true).await;
    for _ in 0..15 {
        if !tab.has("#passkey-button").await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tab.click_if_there("#passkey-button").await;
}
