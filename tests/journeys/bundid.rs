//! A private person who comes by BundID and needs no password: the account, the letter, the last way
//! in. And one who turns back there.

use std::time::Duration;

use kit::world::{Wishes, World};
use kit::{AuthenticatorKind, Database, Journey, Tab};

use crate::letter::{self, BORN, NAME, NUMBER};
use crate::way;

pub(crate) async fn a_private_person(journey: Journey) {
    whole_way(journey, Database::Sqlite).await;
}

/// The same where an office has its data in PostgreSQL.
pub(crate) async fn a_private_person_on_postgres(journey: Journey) {
    if Database::Postgres.available() {
        whole_way(journey, Database::Postgres).await;
    }
}

async fn start(database: Database) -> World {
    let wishes = Wishes {
        stand_ins: true,
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

/// Looks at the page, once: it is the same on both databases.
async fn see(tab: &Tab, database: Database, name: &str) {
    if database == Database::Sqlite {
        tab.check_page(name).await;
    }
}

async fn whole_way(journey: Journey, database: Database) {
    let world = start(database).await;
    let kim = journey.tab().await;
    register(&world, &kim, database).await;
    kim.click_css_through("#sign-in").await;
    prove(&kim).await;
    kim.wait_for_url(&world.portal.url("/profil-auswaehlen"))
        .await;
    unlock(&world, &kim, database).await;
    the_only_way_in(&world, &kim, database).await;
    another_way_in(&world, &kim, database).await;
}

/// The first time: an account with an e-mail address of Kim's choice, and no password.
async fn register(world: &World, kim: &Tab, database: Database) {
    way::begin(world, kim).await;
    see(kim, database, "by-bundid-options").await;
    kim.click_css_through("#sign-in-bundid").await;
    kim.wait_for_text("Sie werden jetzt zur BundID weitergeleitet")
        .await;
    see(kim, database, "by-bundid-leaving").await;
    kim.click_css_through("#leave-form #submit").await;
    at_bundid(kim).await;
    kim.wait_for_url("/registrieren/bundid").await;
    kim.wait_for_text(NAME).await;
    assert_eq!(kim.value_of("email").await, "", "never from BundID");
    see(kim, database, "by-bundid-new").await;
    kim.click_css_through("#submit").await;
    kim.wait_for("#error-summary").await;
    see(kim, database, "by-bundid-new-wrong").await;
    kim.fill("email", way::KIM).await;
    kim.check("terms").await;
    kim.check("privacy").await;
    kim.click_css_through("#submit").await;
    kim.wait_for_url("/registrieren/erfolg").await;
    way::confirm(world, kim, way::KIM).await;
    see(kim, database, "by-bundid-confirmed").await;
}

/// From the sign-in options to BundID and back.
async fn prove(tab: &Tab) {
    tab.click_css_through("#sign-in-bundid").await;
    tab.click_css_through("#leave-form #submit").await;
    at_bundid(tab).await;
}

async fn at_bundid(tab: &Tab) {
    tab.click_through("Online-Ausweis").await;
    tab.click_through(NAME).await;
    tab.click_through("Daten freigeben").await;
}

async fn unlock(world: &World, kim: &Tab, database: Database) {
    let letter = letter::to_kim(world).await;
    kim.goto(&world.portal.url("/freischaltcode")).await;
    kim.fill("code", &letter.code).await;
    kim.fill("birth_date", BORN).await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Ihr Profil ist freigeschaltet").await;
    kim.click_css_through("#home").await;
    kim.wait_for_text(NUMBER).await;
    assert!(kim.shows(NAME).await);
    see(kim, database, "by-bundid-home").await;
}

/// The settings show the identity, and keep it.
async fn the_only_way_in(world: &World, kim: &Tab, database: Database) {
    kim.goto(&world.idp.url("/konto")).await;
    let ways = kim.text_of("#ways").await;
    assert!(ways.contains("BundID"), "{ways}");
    assert!(ways.contains("Ihr Konto hat kein Passwort"), "{ways}");
    see(kim, database, "by-bundid-account").await;
    kim.click_css_through("#to-bundid").await;
    kim.wait_for("#last-way-in").await;
    assert!(!kim.has("#remove-form").await);
    see(kim, database, "by-bundid-last-way-in").await;
}

/// With a passkey the identity may go, and the passkey opens the account.
async fn another_way_in(world: &World, kim: &Tab, database: Database) {
    let _device = kim.authenticator(AuthenticatorKind::Device).await;
    kim.click_css_through("#new-passkey").await;
    kim.fill("name", "Mein Handy").await;
    kim.click_css_through("#passkey-button").await;
    kim.wait_for_url("/konto/passkeys/erfolg").await;
    kim.goto(&world.idp.url("/konto/bundid")).await;
    kim.wait_for("#remove-form").await;
    see(kim, database, "by-bundid-remove").await;
    kim.click_css_through("#remove-form #submit").await;
    kim.wait_for_text("Die Verbindung ist gelöst").await;
    assert!(!kim.text_of("#ways").await.contains("BundID"));
    see(kim, database, "by-bundid-removed").await;
    kim.goto(&world.portal.url("/")).await;
    way::sign_out(world, kim).await;
    world.advance(Duration::from_mins(1));
    way::begin(world, kim).await;
    // The autofill offers the passkey; this device says yes at once.
    kim.click_css_through("#sign-in").await;
    kim.wait_for_url(&world.portal.url("/")).await;
    kim.goto(&world.portal.url("/start")).await;
    kim.wait_for_text(NUMBER).await;
}

/// Cancelled at BundID: the page says so, and both ways on work.
pub(crate) async fn given_up_there(journey: Journey) {
    let world = start(Database::Sqlite).await;
    let tab = journey.tab().await;
    way::begin(&world, &tab).await;
    tab.click_css_through("#sign-in-bundid").await;
    tab.click_css_through("#leave-form #submit").await;
    tab.click_through("Anmeldung abbrechen").await;
    tab.wait_for_text("Sie haben die Anmeldung abgebrochen")
        .await;
    tab.check_page("by-bundid-cancelled").await;
    tab.click_css_through("#others").await;
    tab.wait_for("#sign-in-bundid").await;
    tab.click_css_through("#sign-in-bundid").await;
    tab.click_css_through("#leave-form #submit").await;
    tab.click_through("Anmeldung abbrechen").await;
    tab.click_css_through("#again").await;
    tab.wait_for_text("Sie werden jetzt zur BundID weitergeleitet")
        .await;
    tab.click_css_through("#leave-form #submit").await;
    at_bundid(&tab).await;
    tab.wait_for_url("/registrieren/bundid").await;
}

/// In English, up to the account; and whoever knows only Kim's user name there is told what opens it.
pub(crate) async fn in_english(journey: Journey) {
    let world = start(Database::Sqlite).await;
    let tab = journey.tab().await;
    tab.language("en").await;
    way::begin(&world, &tab).await;
    tab.click_css_through("#sign-in-bundid").await;
    tab.wait_for_text("You are now being sent to BundID").await;
    tab.click_css_through("#leave-form #submit").await;
    tab.wait_for_text("How would you like to sign in?").await;
    tab.click_css_through("#means-eid").await;
    tab.click_css_through("#person-kim a").await;
    tab.click_css_through("#release").await;
    tab.wait_for_url("/registrieren/bundid").await;
    tab.wait_for_text(NAME).await;
    tab.fill("email", way::KIM).await;
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_css_through("#submit").await;
    way::confirm(&world, &tab, way::KIM).await;

    let other = journey.person("Uwe").await.tab().await;
    other.language("en").await;
    way::begin(&world, &other).await;
    other.click_css_through("#sign-in-bundid").await;
    other.click_css_through("#leave-form #submit").await;
    other.click_css_through("#means-benutzername").await;
    other.click_through("User name and password alone").await;
    other.click_css_through("#person-kim a").await;
    other.click_css_through("#release").await;
    other.wait_for_text("Your account is secured by more").await;
    other.check_page("by-bundid-stronger").await;
    other.click_css_through("#by-bundid").await;
    other.click_css_through("#leave-form #submit").await;
    other.click_css_through("#means-eid").await;
    other.click_css_through("#person-kim a").await;
    other.click_css_through("#release").await;
    other.wait_for_url(&world.portal.url("/")).await;
}
