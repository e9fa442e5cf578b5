//! Somebody else's application: an education provider signs its staff in by Mein
//! Unternehmenskonto, a customer connects by consent, reads the reported course under „Verlauf"
//! and ends the access. Two people, two browsers.

use std::time::Duration;

use kit::world::{EducationProvider, Wishes, World};
use kit::{Database, Journey, Tab};

use crate::letter::{self, BORN, NAME, NUMBER};
use crate::way;

const LEYLA: &str = "leyla@lernwerk.example";
const COURSE: &str = "Lager und Logistik";
const OTHER: &str = "Bewerbungstraining";

pub(crate) async fn connected_reported_withdrawn(journey: Journey) {
    whole_way(journey, Database::Sqlite).await;
}

/// The same where an office has its data in PostgreSQL.
pub(crate) async fn connected_reported_withdrawn_on_postgres(journey: Journey) {
    if Database::Postgres.available() {
        whole_way(journey, Database::Postgres).await;
    }
}

/// Looks at the page, once: it is the same on both databases.
async fn see(tab: &Tab, database: Database, name: &str) {
    if database == Database::Sqlite {
        tab.check_page(name).await;
    }
}

async fn whole_way(journey: Journey, database: Database) {
    let wishes = Wishes {
        stand_ins: true,
        education: true,
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let education = world.education.as_ref().expect("it was wished for");
    let leyla = journey.person("Leyla, Bildungsträger").await.tab().await;
    leyla.goto(&education.url("/")).await;
    see(&leyla, database, "education-start").await;
    come_in(&world, &leyla, database).await;
    prepare(&leyla, education, database).await;
    let link = invite(&leyla, education, database).await;

    let kim = journey.person("Kim, Kundin").await.tab().await;
    way::arrive_with_totp(&world, &kim, way::KIM).await;
    unlock(&world, &kim).await;
    connect(&kim, &link, database).await;
    report(&leyla, education, COURSE).await;
    see(&leyla, database, "education-reported").await;
    leyla.wait_for_text("Der Kurs ist gemeldet").await;

    kim.goto(&world.portal.url("/verlauf")).await;
    let told = "Ein Bildungsträger hat Ihre Teilnahme an einem Kurs gemeldet";
    kim.wait_for_text(told).await;
    for part in [COURSE, "01.12.2026", "(Beispiel-Bildungsträger)"] {
        assert!(kim.shows(part).await, "{part}: {}", kim.text().await);
    }
    see(&kim, database, "education-history").await;
    withdraw(&world, &kim, database).await;
    world.advance(Duration::from_secs(1));
    report(&leyla, education, OTHER).await;
    leyla
        .wait_for_text("Die Verbindung besteht nicht mehr")
        .await;
    see(&leyla, database, "education-ended").await;
    leyla.click_css_through("#back").await;
    leyla.wait_for_text("Noch niemand ist verbunden").await;
    if database == Database::Sqlite {
        in_english(&kim, education).await;
        leyla.goto(&education.url("/personal")).await;
        leyla.click_css_through("#sign-out").await;
        leyla.wait_for_url("/abgemeldet").await;
    }
}

/// Proves the organisation; the page after it.
async fn by_muk(tab: &Tab) {
    tab.click_css_through("#identify-mein-uk").await;
    tab.click_css_through("#submit").await;
    tab.click_through("Lernwerk Musterstadt gGmbH").await;
    tab.click_through("Dr. Leyla Lernfeld").await;
    tab.click_through("Daten freigeben").await;
}

/// The first time an account is made on the way; then consent is asked.
async fn come_in(world: &World, leyla: &Tab, database: Database) {
    leyla.click_css_through("#sign-in").await;
    by_muk(leyla).await;
    leyla.fill("email", LEYLA).await;
    leyla.check("terms").await;
    leyla.check("privacy").await;
    leyla.click_css_through("#submit").await;
    leyla.wait_for_url("/registrieren/erfolg").await;
    way::confirm(world, leyla, LEYLA).await;
    let education = world.education.as_ref().expect("it was wished for");
    leyla.goto(&education.url("/")).await;
    leyla.click_css_through("#sign-in").await;
    by_muk(leyla).await;
    leyla.wait_for("#consent-form").await;
    see(leyla, database, "education-staff-consent").await;
    leyla.click_css_through("#submit").await;
    leyla.wait_for_url(&education.url("/personal")).await;
    let who = leyla.text_of("#who").await;
    assert!(
        who.contains("Lernwerk Musterstadt gGmbH") && who.contains("Leyla Lernfeld"),
        "{who}"
    );
    see(leyla, database, "education-nobody").await;
}

/// Two courses; a mistake is shown at its field.
async fn prepare(leyla: &Tab, education: &EducationProvider, database: Database) {
    leyla.goto(&education.url("/personal/kurse")).await;
    leyla.click_css_through("#submit").await;
    leyla.wait_for("#error-summary").await;
    see(leyla, database, "education-course-wrong").await;
    for course in [COURSE, OTHER] {
        leyla.fill("title", course).await;
        leyla.fill("starts_on", "2026-12-01").await;
        leyla.fill("ends_on", "2027-02-28").await;
        leyla.click_css_through("#submit").await;
        leyla.wait_for_text(course).await;
    }
    see(leyla, database, "education-courses").await;
}

/// The link that Kim gets.
async fn invite(leyla: &Tab, education: &EducationProvider, database: Database) -> String {
    leyla.goto(&education.url("/personal/einladungen")).await;
    leyla.fill("for_whom", "Kim aus dem Vorkurs").await;
    leyla.click_css_through("#submit").await;
    leyla.wait_for("#invitations").await;
    see(leyla, database, "education-invitations").await;
    leyla.text_of(".invitation-link").await
}

async fn unlock(world: &World, kim: &Tab) {
    let letter = letter::to_kim(world).await;
    kim.goto(&world.portal.url("/freischaltcode")).await;
    kim.fill("code", &letter.code).await;
    kim.fill("birth_date", BORN).await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Ihr Profil ist freigeschaltet").await;
}

async fn connect(kim: &Tab, link: &str, database: Database) {
    kim.goto(link).await;
    kim.wait_for_text("Lernwerk Musterstadt gGmbH").await;
    see(kim, database, "education-invited").await;
    kim.click_through("Mit dem Jobcenter verbinden").await;
    kim.wait_for("#consent-form").await;
    see(kim, database, "education-consent").await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Sie sind mit dem Jobcenter verbunden")
        .await;
    assert!(kim.shows(NAME).await);
    see(kim, database, "education-connected").await;
}

async fn report(leyla: &Tab, education: &EducationProvider, course: &str) {
    leyla.goto(&education.url("/personal")).await;
    leyla.wait_for_text(NUMBER).await;
    leyla.click_through(NAME).await;
    leyla.check(course).await;
    leyla.click_css_through("#submit").await;
}

/// Under „Verbundene Dienste" of the provider.
async fn withdraw(world: &World, kim: &Tab, database: Database) {
    kim.goto(&world.idp.url("/konto/dienste")).await;
    kim.wait_for_text("Beispiel-Bildungsträger").await;
    see(kim, database, "education-services").await;
    kim.click_css_through("#services .button").await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("Der Zugriff ist beendet").await;
}

async fn in_english(kim: &Tab, education: &EducationProvider) {
    kim.goto(&education.url("/?lang=en")).await;
    kim.wait_for_text("Courses that take you further").await;
    kim.check_page("education-start-en").await;
    kim.click_css_through("#join").await;
    kim.fill("code", "7K2M 9QXA 41TZ").await;
    kim.click_css_through("#submit").await;
    kim.wait_for_text("This code does not exist").await;
    kim.check_page("education-join-en").await;
    kim.goto(&education.url("/verbindungen")).await;
    kim.wait_for_text("You are connected with nobody").await;
    kim.check_page("education-connections-en").await;
    kim.click_css_through("#leave").await;
    kim.wait_for_text("You are signed out").await;
}
