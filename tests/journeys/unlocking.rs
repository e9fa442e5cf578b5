//! From nothing to „Kundennummer" (S2–S6, S17, S21–S64, S75, S104), by passkey; the QR code of the
//! letter before anybody is signed in; and a profile that moves to another account.

use std::time::Duration;

use kit::world::World;
use kit::{AuthenticatorKind, Database, Journey, Tab};

use crate::letter::{self, BORN, Letter, NAME, NUMBER};
use crate::way;

/// The main job, start to end.
pub(crate) async fn with_a_passkey(journey: Journey) {
    main_job(journey, Database::Sqlite).await;
}

/// The same where an office has its data in PostgreSQL.
pub(crate) async fn with_a_passkey_on_postgres(journey: Journey) {
    if Database::Postgres.available() {
        main_job(journey, Database::Postgres).await;
    }
}

/// Looks at the page, once: it is the same on both databases.
async fn see(tab: &Tab, database: Database, name: &str) {
    if database == Database::Sqlite {
        tab.check_page(name).await;
    }
}

async fn main_job(journey: Journey, database: Database) {
    let world = World::start(database).await;
    let letter = letter::to_kim(&world).await;
    let tab = journey.tab().await;
    let device = tab.authenticator(AuthenticatorKind::Device).await;
    tab.goto(&world.portal.url("/")).await;
    see(&tab, database, "portal-start").await;
    tab.click_through("Anmelden").await;
    tab.wait_for_url(&world.idp.url("/anmelden?vorgang=")).await;
    see(&tab, database, "sign-in-options").await;
    way::register(&tab, way::KIM).await;
    tab.wait_for_text("Sie haben sich erfolgreich registriert")
        .await;
    see(&tab, database, "registered").await;
    way::confirm(&world, &tab, way::KIM).await;
    tab.click_through("Zur Anmeldung").await;
    tab.click_css_through("#sign-in").await;
    see(&tab, database, "sign-in").await;
    way::password(&tab, way::KIM).await;
    assert_eq!(tab.text_of("h1").await, "Sicherheitshinweis");
    see(&tab, database, "security-notice").await;
    // There is no way around it.
    tab.goto(&world.portal.url("/start")).await;
    assert!(
        tab.url()
            .await
            .starts_with(&world.idp.url("/absichern?vorgang=")),
        "the password alone led to {}",
        tab.url().await
    );
    tab.click_through("Passkey einrichten").await;
    tab.fill("Name des Passkeys", "Kim Handy").await;
    tab.click_through("Passkey erstellen").await;
    tab.wait_for_text("Passkey erfolgreich eingerichtet").await;
    see(&tab, database, "passkey-done").await;
    tab.click_through("Passwort aus dem Konto entfernen").await;
    tab.click_css_through("#submit").await;
    way::arrived(&world, &tab).await;
    assert_eq!(device.credentials().await.len(), 1);

    unlock(&world, &tab, database, &letter).await;
    way::sign_out(&world, &tab).await;
    see(&tab, database, "signed-out").await;
    device.present(false).await;
    assert!(
        !way::is_known_to_the_provider(&world, &tab).await,
        "signing out ends both sessions"
    );
    tab.goto(&world.portal.url("/start")).await;
    tab.wait_for_url(&world.idp.url("/anmelden?vorgang=")).await;

    come_back(&world, &tab, &device).await;
}

/// By the button, and by the browser's autofill.
async fn come_back(world: &World, tab: &Tab, device: &kit::Authenticator) {
    tab.click_css_through("#sign-in").await;
    tab.wait_for("#sign-in-form").await;
    // The password is gone.
    way::password(tab, way::KIM).await;
    tab.wait_for_text("Benutzername und Passwort passen nicht zusammen")
        .await;
    way::by_passkey(tab, device).await;
    tab.wait_for_url(&world.portal.url("/start")).await;
    tab.wait_for_text(NUMBER).await;
    way::sign_out(world, tab).await;

    way::begin(world, tab).await;
    tab.click_css_through("#sign-in").await;
    // Nothing is typed or clicked: this device says yes at once.
    way::arrived(world, tab).await;
}

/// From the profile choice to the home page, with the code from the letter.
async fn unlock(world: &World, tab: &Tab, database: Database, letter: &Letter) {
    tab.goto(&world.portal.url("/start")).await;
    see(tab, database, "home-without-profile").await;
    tab.goto(&world.portal.url("/profil-auswaehlen")).await;
    assert_eq!(tab.text_of("h1").await, "Profil auswählen");
    see(tab, database, "choose-profile").await;
    tab.click_through("Freischaltcode eingeben").await;
    see(tab, database, "unlock-code").await;
    tab.fill(
        "Freischaltcode",
        &letter.code.to_lowercase().replace('-', " "),
    )
    .await;
    tab.fill("Geburtsdatum", "01.01.1990").await;
    tab.click_through("Profil freischalten").await;
    tab.wait_for_text("Diese Angaben passen nicht zusammen")
        .await;
    see(tab, database, "unlock-code-refused").await;
    tab.fill("Geburtsdatum", BORN).await;
    tab.click_through("Profil freischalten").await;
    tab.wait_for_text("Ihr Profil ist freigeschaltet").await;
    assert!(tab.shows(NAME).await && tab.shows(NUMBER).await);
    see(tab, database, "unlocked").await;
    tab.click_through("Zur Startseite").await;
    tab.wait_for_url(&world.portal.url("/start")).await;
    assert!(
        tab.text_of("main")
            .await
            .contains(&format!("Kundennummer: {NUMBER}")),
        "{}",
        tab.text().await
    );
    assert!(tab.shows(NAME).await);
    see(tab, database, "home").await;
    for tile in [
        "mailbox",
        "decisions",
        "appointments",
        "benefits",
        "placement",
    ] {
        tab.click_css_through(&format!("#tile-{tile}")).await;
        tab.wait_for_text("Daran arbeiten wir noch").await;
        tab.back().await;
        tab.wait_for("#services").await;
    }
    tab.click_css_through("#tile-history").await;
    tab.wait_for_text("Ein Freischaltcode wurde eingegeben")
        .await;
    see(tab, database, "history").await;
    tab.back().await;
    tab.wait_for("#services").await;
}

/// The letter's QR code, opened by who has no account yet and is not signed in.
pub(crate) async fn by_the_letters_qr_code(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let letter = letter::to_kim(&world).await;
    let tab = journey.tab().await;
    tab.goto(&letter.link).await;
    tab.wait_for_url(&world.idp.url("/anmelden?vorgang=")).await;
    assert!(
        !tab.evaluate::<String>("location.href + document.referrer")
            .await
            .contains(&letter.code),
        "the code stays out of the address bar"
    );
    way::register(&tab, way::KIM).await;
    way::confirm(&world, &tab, way::KIM).await;
    way::to_the_form(&tab).await;
    way::password(&tab, way::KIM).await;
    way::set_up_totp(&world, &tab).await;
    tab.click_css_through("#further").await;
    tab.wait_for_url(&world.portal.url("/freischaltcode")).await;
    assert_eq!(tab.path().await, "/freischaltcode");
    assert_eq!(tab.value_of("code").await, letter.code);
    tab.fill("birth_date", BORN).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr Profil ist freigeschaltet").await;
    tab.goto(&world.portal.url("/freischaltcode")).await;
    assert_eq!(
        tab.value_of("code").await,
        "",
        "the code is used up and forgotten"
    );
}

/// One case, one account: who has the newer letter has the profile, and both are told.
pub(crate) async fn one_case_one_account(journey: Journey) {
    const OTHER: &str = "kim@example.com";
    let world = World::start(Database::Sqlite).await;
    let first = journey.person("Kims altes Konto").await.tab().await;
    way::arrive_with_totp(&world, &first, way::KIM).await;
    let letter = letter::to_kim(&world).await;
    enter(&first, &world, &letter).await;
    first.goto(&world.portal.url("/start")).await;
    first.wait_for_text(NUMBER).await;
    let _ = world.mailbox.next(way::KIM).await; // of the second factor

    let second = journey.person("Kims neues Konto").await.tab().await;
    way::arrive_with_totp(&world, &second, OTHER).await;
    let _ = world.mailbox.next(OTHER).await;
    world.advance(Duration::from_mins(1));
    let newer = letter::to_kim(&world).await;
    enter(&second, &world, &newer).await;
    second.goto(&world.portal.url("/start")).await;
    second.wait_for_text(NUMBER).await;

    first.goto(&world.portal.url("/start")).await;
    assert!(
        !first.shows(NUMBER).await && !first.shows(NAME).await,
        "the old account still sees the case: {}",
        first.text().await
    );
    first.goto(&world.portal.url("/profile-verwalten")).await;
    assert!(!first.shows(NUMBER).await);
    let away = world.mailbox.next(way::KIM).await;
    assert_eq!(
        away.subject,
        "Ihr Profil gehört jetzt zu einem anderen Konto"
    );
    let here = world.mailbox.next(OTHER).await;
    assert_eq!(here.subject, "Ihr Profil ist in dieses Konto umgezogen");
    for mail in [away, here] {
        assert!(
            !mail.says(NUMBER) && !mail.says(&newer.code),
            "a mail is no place for it: {}",
            mail.text
        );
    }
}

async fn enter(tab: &Tab, world: &World, letter: &Letter) {
    tab.goto(&world.portal.url("/freischaltcode")).await;
    tab.fill("code", &letter.code).await;
    tab.fill("birth_date", BORN).await;
    tab.click_css_through("#submit").await;
    tab.wait_for_text("Ihr Profil ist freigeschaltet").await;
}
