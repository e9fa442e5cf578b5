//! From the first sign-in of the staff to the end of a connection.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use kit::Database;
use serde_json::Value;

use super::{COURSE, add_course, connected, customer, education, knock, press, report, world};

kit::on_both!(a_course_is_reported_and_seen, async |database: Database| {
    let world = world(database).await;
    let [staff, kim] = connected(&world).await;
    let page = customer(&staff).await;
    page.shows("123A456789").shows(COURSE);
    let done = report(&page).await.expect(200);
    done.shows("Der Kurs ist gemeldet");
    assert!(!done.has("#report-form"), "each course once");
    let at_portal = kim.and_at(&world.portal.base());
    let told = at_portal.get("/verlauf").await.expect(200);
    told.shows("Ein Bildungsträger hat Ihre Teilnahme an einem Kurs gemeldet");
    let own = kim.and_at(education(&world).base());
    let own = own.get("/verbindungen").await.expect(200);
    own.shows(COURSE).shows("01.12.2026");
    // What was kept is there after a restart, and nobody else reads it.
    let kept = std::fs::metadata(education(&world).book()).expect("a file");
    assert_eq!(kept.permissions().mode() & 0o777, 0o600);
    education(&world).restart().await;
    assert_eq!(staff.get("/personal").await.status(), 303, "signed out");
    // The provider still knows the person, and what was allowed.
    let page = knock(&staff).await.expect(200);
    assert_eq!(page.url().path(), "/personal", "{}", page.text());
    // The access token was in memory: the next report refreshes; so does one after five minutes.
    for title in ["Deutsch B2", "Bewerbungstraining"] {
        add_course(&staff, title).await;
        report(&customer(&staff).await)
            .await
            .expect(200)
            .shows("gemeldet");
        world.advance(Duration::from_mins(6));
    }
});

/// The refresh token that is kept for Kim.
fn refresh_token(book: &std::path::Path) -> Option<String> {
    let text = std::fs::read_to_string(book).expect("the file");
    let kept: Value = serde_json::from_str(&text).expect("JSON");
    let organisations = kept["organisations"].as_object().expect("organisations");
    let mut customers = organisations
        .values()
        .filter_map(|it| it["customers"].as_array());
    let token = customers.find_map(|it| it.first()?["refresh_token"].as_str());
    token.map(str::to_owned)
}

#[tokio::test]
async fn refreshes_of_one_customer_wait_for_each_other() {
    let world = world(Database::Sqlite).await;
    let [staff, _kim] = connected(&world).await;
    for title in ["Deutsch A1", "Deutsch A2", "Deutsch B1"] {
        add_course(&staff, title).await;
    }
    world.advance(Duration::from_mins(6));
    let before = refresh_token(&education(&world).book());
    let page = customer(&staff).await;
    let ids = page.texts_of("#course label").len();
    assert_eq!(ids, 4);
    let send = |nth: usize| {
        let css = format!("#course .check:nth-of-type({nth}) input");
        let course = page.attribute(&css, "value").expect("a course");
        let form = page.form("report-form").force("course", &course);
        async move { form.submit_and_follow().await.expect(200) }
    };
    let all = tokio::join!(send(1), send(2), send(3), send(4));
    for page in [all.0, all.1, all.2, all.3] {
        page.shows("Der Kurs ist gemeldet");
    }
    assert_ne!(refresh_token(&education(&world).book()), before, "rotated");
}

#[tokio::test]
async fn who_takes_the_consent_back_is_forgotten() {
    let world = world(Database::Sqlite).await;
    let [staff, kim] = connected(&world).await;
    let page = customer(&staff).await;
    let at_idp = kim.and_at(&world.idp.base());
    let services = at_idp.get("/konto/dienste").await.expect(200);
    let end = services
        .click("Zugriff beenden (Beispiel-Bildungsträger)")
        .await;
    let _ = end.expect(200).form("end-form").submit_and_follow().await;
    world.advance(Duration::from_secs(1));
    let ended = report(&page).await.expect(200);
    ended
        .shows("Die Verbindung besteht nicht mehr")
        .shows("Kim Klicker");
    assert_eq!(refresh_token(&education(&world).book()), None);
    let page = staff.get("/personal").await.expect(200);
    page.shows("Noch niemand ist verbunden");
}

#[tokio::test]
async fn who_disconnects_is_forgotten_and_the_token_given_back() {
    let world = world(Database::Sqlite).await;
    let [staff, kim] = connected(&world).await;
    let token = refresh_token(&education(&world).book()).expect("a token");
    let open = customer(&staff).await;
    let own = kim.and_at(education(&world).base());
    // Another browser finds its connections by signing in alone.
    let join = own.get("/teilnehmen").await.expect(200);
    let page = join.form("look-form").submit_and_follow().await.expect(200);
    assert_eq!(page.url().path(), "/verbindungen", "{}", page.text());
    let gone = page.form("trennen").submit_and_follow().await.expect(200);
    gone.shows("Die Verbindung ist getrennt")
        .shows("Sie sind mit niemandem verbunden");
    assert_eq!(refresh_token(&education(&world).book()), None);
    let _ = report(&open).await.expect(404);
    let ask = world.idp.visitor().ask(http::Method::POST, "/oauth/token");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", &token)];
    let basic = crate::service::basic("bildungstraeger", "secret-of-the-customers-client");
    let ask = ask.as_program().header("authorization", &basic);
    let refused = ask.form(&fields).send().await.expect(400);
    assert_eq!(refused.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn signing_out_ends_both_and_the_providers_word_counts() {
    let world = world(Database::Sqlite).await;
    let staff = super::staff(&world, super::LEYLA).await;
    let page = staff.get("/personal").await.expect(200);
    let form = page.form("sign-out-form");
    let left = form.submit_and_follow().await.expect(200);
    assert!(
        left.url().path() == "/abgemeldet" || left.has("#sign-out-form"),
        "{}",
        left.text()
    );
    assert_eq!(staff.get("/personal").await.status(), 303);

    let page = knock(&staff).await.expect(200);
    let page = super::by_muk(&world, &page, &staff, super::LEYLA).await;
    let page = page.expect(200);
    let page = if page.has("#consent-form") {
        press(&page, "Erlauben").await.expect(200)
    } else {
        page
    };
    assert_eq!(page.url().path(), "/personal", "{}", page.text());
    let at_idp = staff.and_at(&world.idp.base());
    let account = at_idp.get("/konto").await.expect(200);
    let _ = account.form("sign-out-form").submit().await;
    // The provider tells by a job of its own.
    for _ in 0..200 {
        if staff.get("/personal").await.status() == 303 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the staff's session lived on");
}
