//! What does not work, and what the pages say then.

use std::time::Duration;

use http::Method;
use kit::{Database, Visitor};

use super::{
    LEYLA, accept, connected, customer, education, invite, kim, knock, press, report, staff,
    unlock, world,
};

#[tokio::test]
async fn who_acts_for_nobody_is_not_let_in() {
    let world = world(Database::Sqlite).await;
    let visitor = education(&world).visitor();
    assert_eq!(visitor.get("/personal").await.status(), 303);
    let bundid = world.stand_ins.as_ref().expect("stand-ins").bundid.base();
    // A person by BundID: proven well, but for no organisation.
    for round in 0..2 {
        let question = knock(&visitor).await.expect(200);
        let means = super::leave(&world, &question, &visitor, "bundid").await;
        let pairs = means.url().query_pairs().into_owned();
        let (_, vorgang) = { pairs }.find(|(name, _)| name == "vorgang").expect("one");
        let persons = format!("{bundid}/personen?vorgang={vorgang}&mittel=eid");
        let persons = visitor.get(&persons).await.expect(200);
        let person = persons.attribute("#person-kim a", "href").expect("Kim");
        let page = visitor.get(&format!("{bundid}{person}")).await.expect(200);
        let form = page.form("release-form").press("Daten freigeben");
        let page = form.submit_and_follow().await;
        if round == 0 {
            let form = page.expect(200).form("register-form");
            let form = form.fill("email", super::KIM).check("terms");
            let _ = form.check("privacy").submit_and_follow().await.expect(200);
            let mail = world.mailbox.next(super::KIM).await;
            let link = mail.link("/registrieren/bestaetigen");
            let form = visitor.get(&link).await.expect(200).form("confirm-form");
            let _ = form.submit_and_follow().await.expect(200);
            continue;
        }
        let page = if page.has("#consent-form") {
            press(&page, "Erlauben").await
        } else {
            page
        };
        let page = page.expect(403);
        page.shows("Es fehlt der Nachweis Ihrer Organisation");
        assert!(page.has("#again-form"), "there is a way on");
        assert_eq!(visitor.get("/personal").await.status(), 303);
    }
}

#[tokio::test]
async fn an_answer_counts_once_in_its_browser_and_from_its_provider() {
    let world = world(Database::Sqlite).await;
    let visitor = education(&world).visitor();
    let state = async |visitor: &Visitor| {
        let start = visitor.get("/").await.expect(200);
        let away = start.form("staff-form").submit().await.expect(303);
        let url = url::Url::parse(&away.redirect()).expect("an address");
        let pair = |wanted: &str| {
            let mut pairs = url.query_pairs().into_owned();
            let found = pairs.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value).unwrap_or_default()
        };
        assert_eq!(pair("code_challenge_method"), "S256");
        assert!(!pair("nonce").is_empty());
        assert_eq!(pair("acr_values"), "http://eidas.europa.eu/LoA/substantial");
        assert!(pair("claims").contains("organization_id"));
        pair("state")
    };
    let own = state(&visitor).await;
    let iss = world.idp.base();
    let back = |state: &str, more: &str| format!("/zurueck/personal?state={state}&{more}");
    let good = format!("code=c&iss={iss}");
    let thief = education(&world).visitor();
    let lost = "Diese Anmeldung kennen wir nicht";
    let page = thief.get(&back(&own, &good)).await.expect(400);
    page.shows(lost);
    // A wrong issuer spends the state.
    for answer in ["code=c&iss=http://localhost:1", &good] {
        visitor
            .get(&back(&own, answer))
            .await
            .expect(400)
            .shows(lost);
    }
    for query in ["", "code=a&code=b", "state=x"] {
        let page = visitor.get(&format!("/zurueck/personal?{query}")).await;
        page.expect(400).shows(lost);
    }
    let own = state(&visitor).await;
    let said = format!("error=access_denied&iss={iss}");
    let page = visitor.get(&back(&own, &said)).await.expect(200);
    page.shows("Sie haben abgebrochen");
    // An answer to a customer's question opens no office.
    let own = state(&visitor).await;
    let other = format!("/zurueck/verbinden?state={own}&{good}");
    visitor.get(&other).await.expect(400).shows(lost);
    // A code that the provider does not know.
    let own = state(&visitor).await;
    visitor
        .get(&back(&own, &good))
        .await
        .expect(400)
        .shows(lost);
}

#[tokio::test]
async fn another_organisation_sees_nothing_and_forms_are_ours() {
    let world = world(Database::Sqlite).await;
    let [ours, _kim] = connected(&world).await;
    let page = customer(&ours).await;
    let path = page.url().path().to_owned();
    let who = ["Nachbarschaftshilfe Musterstadt e. V.", "Vera Verein"];
    let theirs = staff(&world, who).await;
    let list = theirs.get("/personal").await.expect(200);
    list.shows("Noch niemand ist verbunden");
    let _ = theirs.get(&path).await.expect(404);
    let courses = theirs.get("/personal/kurse").await.expect(200);
    courses.shows("Noch kein Kurs");
    // A colleague sees the same as we.
    let who = ["Lernwerk Musterstadt gGmbH", "Bernd Bildung"];
    let colleague = staff(&world, who).await;
    colleague.get(&path).await.expect(200).shows("Kim Klicker");
    for path in [
        "/personal/kurse",
        "/personal/einladungen",
        "/personal/abmelden",
        &format!("{path}/melden"),
    ] {
        let ask = ours.ask(Method::POST, path).form(&[("title", "x")]);
        let page = ask.send().await.expect(400);
        page.shows("Das Formular hat nicht gepasst");
    }
    let page = ours.get("/personal").await.expect(200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(!page.body().contains("<script"), "no scripts");
    let names = ours.cookies();
    let port = education(&world).base().rsplit(':').next().expect("a port");
    let ours = format!("education-{port}-staff");
    assert!(names.contains(&ours), "{names:?}");
}

#[tokio::test]
async fn an_invitation_is_good_once_and_for_thirty_days() {
    let world = world(Database::Sqlite).await;
    let staff = staff(&world, LEYLA).await;
    let kim = kim(&world).await.and_at(education(&world).base());
    let gone = "Diese Einladung gilt nicht";
    let link = invite(&staff).await;
    let page = staff.get("/personal/einladungen").await.expect(200);
    let _ = page.form("zurueckziehen").submit_and_follow().await;
    kim.get(&link).await.expect(404).shows(gone);
    let link = invite(&staff).await;
    let code = link.rsplit('/').next().expect("a code").to_lowercase();
    let join = kim.get("/teilnehmen").await.expect(200);
    let form = join.form("code-form").fill("code", &code.replace('-', " "));
    let page = form.submit_and_follow().await.expect(200);
    page.shows("Lernwerk Musterstadt gGmbH");
    // Without an unlocked profile nothing is kept, and the invitation stays good.
    let asked = accept(&world, &kim, &link).await.expect(200);
    let page = press(&asked, "Ablehnen").await.expect(200);
    page.shows("Sie haben abgebrochen");
    let asked = accept(&world, &kim, &link).await.expect(200);
    let page = press(&asked, "Erlauben").await.expect(403);
    page.shows("Das Profil ist noch nicht freigeschaltet");
    let unlock_url = page.attribute("#unlock", "href");
    assert_eq!(unlock_url, Some(world.portal.url("/freischaltcode")));
    unlock(&world, &kim).await;
    let page = accept(&world, &kim, &link).await.expect(200);
    page.shows("Sie sind mit dem Jobcenter verbunden");
    kim.get(&link).await.expect(404).shows(gone);
    let link = invite(&staff).await;
    world.advance(Duration::from_hours(24 * 30));
    kim.get(&link).await.expect(404).shows(gone);
}

#[tokio::test]
async fn who_is_away_is_named() {
    let world = world(Database::Sqlite).await;
    let [staff, kim] = connected(&world).await;
    let at_education = education(&world).visitor();
    let ready = at_education.get("/health/ready").await.expect(200);
    assert_eq!(ready.text(), "ok");
    let page = customer(&staff).await;
    world.idp.stop().await;
    world.advance(Duration::from_secs(2));
    let busy = report(&page).await.expect(503);
    busy.shows("Das geht gerade nicht").shows("10 Sekunden");
    assert_eq!(busy.header("retry-after"), "10");
    // Ending a connection here works without the provider.
    let own = kim.and_at(education(&world).base());
    let open = own.get("/verbindungen").await.expect(200);
    world.portal.stop().await;
    let away = report(&page).await.expect(503);
    away.shows("Das Jobcenter antwortet nicht");
    world.advance(Duration::from_mins(6));
    let away = report(&page).await.expect(503);
    away.shows("Der Anmeldedienst antwortet nicht");
    let gone = open.form("trennen").submit_and_follow().await.expect(200);
    gone.shows("Der Anmeldedienst hat nicht geantwortet");
    education(&world).restart().await;
    let _ = at_education.get("/health/live").await.expect(200);
    let ready = at_education.get("/health/ready").await.expect(503);
    ready.shows("the identity provider cannot be reached");
    let start = at_education.get("/").await.expect(200);
    let page = start.form("staff-form").submit_and_follow().await;
    page.expect(503).shows("Der Anmeldedienst antwortet nicht");
    let _ = at_education.get("/impressum").await.expect(200);
    let _ = at_education.get("/gibt-es-nicht").await.expect(404);
}
