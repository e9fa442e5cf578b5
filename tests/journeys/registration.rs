//! What happens around a registration and a forgotten password (S34–S37, S92).

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Journey};

use crate::way;

/// Who opens the link elsewhere must know the password: nobody confirms a stranger's account.
pub(crate) async fn confirmed_in_another_browser(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let laptop = journey.person("Kims Laptop").await.tab().await;
    way::begin(&world, &laptop).await;
    way::register(&laptop, way::KIM).await;
    let link = world.mailbox.next(way::KIM).await;
    let link = link.link("/registrieren/bestaetigen");

    let phone = journey.person("Kims Handy").await.tab().await;
    phone.goto(&link).await;
    phone.check_page("confirm-elsewhere").await;
    phone.click_css_through("#submit").await;
    phone.wait_for_text("Das ist nicht das Passwort").await;
    phone.fill("password", "Falsch-Aber7!lang").await;
    phone.click_css_through("#submit").await;
    phone.wait_for_text("Das ist nicht das Passwort").await;
    laptop.goto(&world.idp.url("/anmelden/konto")).await;
    way::password(&laptop, way::KIM).await;
    laptop
        .wait_for_text("Benutzername und Passwort passen nicht zusammen")
        .await;
    phone.fill("password", PASSWORD).await;
    phone.click_css_through("#submit").await;
    phone.wait_for("#confirmed").await;
    // There is nothing to go on with in this browser but the portal itself.
    phone.click_css_through("#sign-in").await;
    phone
        .wait_for_url(&world.idp.url("/anmelden?vorgang="))
        .await;

    // The link has done its deed.
    laptop.goto(&link).await;
    laptop.wait_for("#already").await;
    laptop.click_css_through("#sign-in").await;
    laptop.click_css_through("#sign-in").await;
    way::password(&laptop, way::KIM).await;
    laptop.wait_for_url("/absichern?vorgang=").await;
}

/// Who registers a known address sees what everybody sees; its owner gets another mail.
pub(crate) async fn a_known_address(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let kim = journey.person("Kim").await.tab().await;
    way::arrive_with_totp(&world, &kim, way::KIM).await;
    let _ = world.mailbox.next(way::KIM).await; // of the second factor

    let mut seen = Vec::new();
    for (who, email) in [("Uwe", way::KIM), ("Ute", "ute@example.org")] {
        let tab = journey.person(who).await.tab().await;
        way::begin(&world, &tab).await;
        way::register(&tab, email).await;
        seen.push(tab.text().await.replace(email, "ADRESSE"));
    }
    assert_eq!(
        seen[0], seen[1],
        "the page tells whether the address is known"
    );
    let known = world.mailbox.next(way::KIM).await;
    assert_eq!(known.subject, "Sie haben schon ein Konto");
    assert!(!known.says("/registrieren/bestaetigen"), "{}", known.text);
    let new = world.mailbox.next("ute@example.org").await;
    assert_eq!(new.subject, "Bestätigung Ihrer E-Mail-Adresse");
    // The owner's way in is unchanged, and the mail leads to it.
    let owner = journey.person("Kim anderswo").await.tab().await;
    owner.goto(&known.link("/anmelden")).await;
    way::to_the_form(&owner).await;
    way::password(&owner, way::KIM).await;
    owner.wait_for_url("/anmelden/code").await;
}

/// A new password by mail; the second factor is asked as ever.
pub(crate) async fn a_forgotten_password(journey: Journey) {
    const NEW: &str = "Herbst-Laub8?neun";
    let world = World::start(Database::Sqlite).await;
    let tab = journey.tab().await;
    let key = way::arrive_with_totp(&world, &tab, way::KIM).await;
    let _ = world.mailbox.next(way::KIM).await; // of the second factor
    way::sign_out(&world, &tab).await;

    way::begin(&world, &tab).await;
    way::to_the_form(&tab).await;
    tab.click_css_through("#forgot-password").await;
    tab.check_page("forgotten").await;
    tab.fill("email", way::KIM).await;
    tab.click_css_through("#submit").await;
    tab.wait_for("#sent").await;
    let mail = world.mailbox.next(way::KIM).await;
    assert_eq!(mail.subject, "Neues Passwort wählen");
    let link = mail.link("/passwort-neu");
    tab.goto(&link).await;
    tab.check_page("new-password").await;
    tab.fill("password", NEW).await;
    tab.fill("password_repeat", NEW).await;
    tab.click_css_through("#submit").await;
    tab.wait_for("#chosen").await;
    let told = world.mailbox.next(way::KIM).await;
    assert_eq!(told.subject, "Ihr Passwort wurde geändert");
    assert!(!way::is_known_to_the_provider(&world, &tab).await);

    tab.goto(&link).await;
    tab.wait_for_text("Dieser Link gilt nicht mehr").await;
    tab.goto(&world.idp.url("/anmelden/konto")).await;
    way::password(&tab, way::KIM).await;
    tab.wait_for_text("Benutzername und Passwort passen nicht zusammen")
        .await;
    tab.fill("email", way::KIM).await;
    tab.fill("password", NEW).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_url("/anmelden/code").await;
    assert!(!way::is_known_to_the_provider(&world, &tab).await);
    tab.goto(&world.idp.url("/anmelden/code")).await;
    world.advance(Duration::from_secs(30));
    tab.fill("code", &way::code(&world, &key)).await;
    tab.click_css_through("#submit").await;
    tab.wait_for("#ways").await;
}
