//! `/profil/bearbeiten` and `/profil/bearbeiten/verwerfen`: the customer changes their address.

use std::time::Duration;

use http::Method;
use kit::audit::Log::Portal;
use kit::{Page, Visitor};
use shared::claims::Role;
use sqlx::AssertSqlSafe;

use crate::ausweisen::{come_back_with, kim, kim_elsewhere, proof, prove, stay};
use crate::desk::{self, code_for_company, code_for_kim, count};
use crate::stage::Stage;

const EDIT: &str = "/profil/bearbeiten";

async fn open(visitor: &Visitor) -> Page {
    visitor.get(EDIT).await.expect(200)
}

async fn send(page: &Page, [street, code, place]: [&str; 3]) -> Page {
    let form = page.form("address-form").fill("street", street);
    let form = form.fill("postal_code", code).fill("place", place);
    form.submit().await
}

const MARKET: [&str; 3] = ["Am Markt 1", "54321", "Beispielhausen"];
const DRAFTS: &str = "SELECT COUNT(*) FROM address_drafts";

/// How many cases have this address.
async fn addressed(stage: &Stage, street: &str) -> i64 {
    let select = format!("SELECT COUNT(*) FROM cases WHERE address LIKE '%{street}%'");
    count(&stage.world, &select).await
}

/// Somebody at the office writes, without the portal.
async fn write(stage: &Stage, sql: &str) {
    let pool = desk::database(&stage.world).await;
    let written = sqlx::query(AssertSqlSafe(sql.to_owned()));
    let _ = written.execute(&pool).await.expect("written");
    pool.close().await;
}

kit::on_both!(what_was_typed_survives_the_proof, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let home = kim.get("/start").await.expect(200);
    assert_eq!(
        home.attribute("#edit-profile", "href").as_deref(),
        Some(EDIT)
    );
    let page = open(&kim).await;
    page.shows("Kim Klicker")
        .shows("123A456789")
        .shows("Zum Speichern weisen Sie sich aus")
        .hides("1987");
    let form = page.form("address-form");
    assert_eq!(form.value("street"), Some("Lindenweg 12"));
    assert_eq!(form.value("postal_code"), Some("12345"));
    assert_eq!(form.value("place"), Some("Musterstadt"));
    let sent = send(&page, MARKET).await.expect(303);
    let to = "/ausweisen?weiter=%2Fprofil%2Fbearbeiten";
    assert_eq!(sent.header("location"), to);
    sent.follow().await.expect(200).shows("Jetzt ausweisen");
    assert_eq!(
        addressed(&stage, "Markt").await,
        0,
        "nothing is changed yet"
    );
    let sealed = "SELECT COUNT(*) FROM address_drafts WHERE draft IS NOT NULL";
    assert_eq!(count(&stage.world, sealed).await, 1);
    // Whoever turns back finds it as well.
    let page = open(&kim).await;
    page.shows("Ihre Eingaben sind noch nicht gespeichert");
    assert_eq!(
        page.form("address-form").value("street"),
        Some("Am Markt 1")
    );

    prove(&stage, &kim).await;
    let page = open(&kim).await;
    page.shows("Sie haben sich ausgewiesen");
    assert_eq!(
        page.form("address-form").value("place"),
        Some("Beispielhausen")
    );
    let saved = page.form("address-form").submit().await.expect(303);
    let saved = saved.follow().await.expect(200);
    saved
        .shows("Ihre neue Anschrift ist gespeichert")
        .shows("von Ihnen am");
    let record = saved.text_of("#on-record").expect("the address");
    assert!(record.contains("Am Markt 1") && record.contains("54321 Beispielhausen"));
    assert!(!saved.has("#restored"));
    assert_eq!(count(&stage.world, DRAFTS).await, 0, "good for one saving");
    // While the proof is believed it goes at once.
    let sent = send(&open(&kim).await, ["Ring 3", "54321", "Beispielhausen"]).await;
    sent.expect(303).follow().await.expect(200).shows("Ring 3");
});

kit::on_both!(everybody_concerned_is_told, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    prove(&stage, &kim).await;
    let _ = send(&open(&kim).await, MARKET).await.expect(303);
    let mail = stage.world.mailbox.next("kim@example.org").await;
    assert_eq!(mail.subject, "Ihre Anschrift wurde geändert");
    assert!(mail.says("Waren Sie das nicht?"), "{}", mail.text);
    assert!(!mail.says("Markt"), "a mail is no place for it");
    let history = kim.get("/verlauf").await.expect(200);
    let lines = history.texts_of("#history > li");
    assert!(
        lines[0].starts_with("Ihre Anschrift wurde im Profil geändert"),
        "{lines:?}"
    );
    assert!(lines[0].contains("von Ihnen"), "{lines:?}");
    let event = Portal.newest(&stage.world, "profile.address_changed").await;
    let told = event.to_string();
    assert!(
        told.contains("LoA/substantial") && told.contains("bundid"),
        "{told}"
    );
    assert!(!told.contains("Markt"), "{told}");
    // Staff see that, when and how.
    let bea = stage.staff("bea", &[Role::Benefits]).await;
    let case = event["case"].as_str().expect("a case");
    let case = format!("/sachbearbeitung/faelle/{case}");
    let page = bea.get(&case).await.expect(200);
    let own = page.text_of("#address-own").expect("how it was changed");
    assert!(
        own.contains("online") && own.contains("substanziell"),
        "{own}"
    );
    let kept = "SELECT COUNT(*) FROM cases WHERE address_by LIKE '%\"proven_at\"%' \
                AND address_by LIKE '%bundid%' AND address_changed_at >= created_at";
    assert_eq!(count(&stage.world, kept).await, 1);
    // The office has the last word, and then it is the office's.
    stage.world.advance(Duration::from_mins(1));
    let since = count(&stage.world, "SELECT address_changed_at FROM cases").await;
    let form = bea.get(&format!("{case}/aendern")).await.expect(200);
    let form = form.form("case-form").fill("family_name", "Klick");
    let _ = form.submit().await.expect(303);
    let page = bea.get(&case).await.expect(200);
    assert!(
        page.has("#address-own"),
        "another field says nothing of the address"
    );
    let now = count(&stage.world, "SELECT address_changed_at FROM cases").await;
    assert_eq!(now, since);
    let form = bea.get(&format!("{case}/aendern")).await.expect(200);
    let form = form
        .form("case-form")
        .fill("address", "Gasse 2\n12345 Musterstadt");
    let _ = form.submit().await.expect(303);
    assert!(!bea.get(&case).await.expect(200).has("#address-own"));
    let now = count(&stage.world, "SELECT address_changed_at FROM cases").await;
    assert_eq!(now, since + 60);
});

kit::on_both!(somebody_else_s_proof_changes_nothing, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    for (who, differs) in [
        (
            ["MUSTERMANN", "1964-08-12"],
            "[\"family_name\",\"birth_date\"]",
        ),
        (["KLICKER", "1987-03-15"], "[\"birth_date\"]"),
        (["Klick", "1987-03-14"], "[\"family_name\"]"),
        (["", "1987"], "[\"family_name\",\"birth_date\"]"),
    ] {
        stage.world.advance(Duration::from_secs(1));
        let now = stage.world.now();
        let other = |claims: &mut serde_json::Value| {
            claims["verified_claims"] = proof("bundid", now, who);
        };
        let _ = come_back_with(&stage, &kim, other).await.expect(303);
        let sent = send(&open(&kim).await, MARKET).await.expect(303);
        assert_eq!(sent.header("location"), "/profil/bearbeiten/nachweis");
        let page = sent.follow().await.expect(200);
        page.shows("Ihr Nachweis passt nicht zu Ihrem Fall")
            .shows("Rufen Sie uns an")
            .shows("an unseren Schalter")
            .hides("1987");
        assert_eq!(addressed(&stage, "Markt").await, 0, "{who:?}");
        assert_eq!(count(&stage.world, DRAFTS).await, 0);
        let event = Portal
            .newest(&stage.world, "profile.identity_mismatch")
            .await;
        assert_eq!(event["details"]["differs"].to_string(), differs, "{event}");
        assert!(!event.to_string().contains("MUSTERMANN"), "{event}");
    }
    let history = kim.get("/verlauf").await.expect(200);
    history.shows("passte nicht zum Fall");
    // Staff see it at the case until it is settled.
    let event = Portal
        .newest(&stage.world, "profile.identity_mismatch")
        .await;
    let case = event["case"].as_str().expect("a case");
    let case = format!("/sachbearbeitung/faelle/{case}");
    let bea = stage.staff("bea", &[Role::Benefits]).await;
    let page = bea.get(&case).await.expect(200);
    let hint = page.text_of("#mismatch").expect("a hint");
    assert!(hint.contains("Nachweis passt nicht"), "{hint}");
    assert!(hint.contains("Familienname") && hint.contains("Geburtsdatum"));
    let unknown = "/sachbearbeitung/faelle/unknown/nachweis-erledigt";
    let unknown = bea
        .ask(Method::POST, unknown)
        .form(&[("csrf", "x")])
        .send()
        .await;
    let _ = unknown.expect(404);
    let settled = page.form("settle-form").submit_and_follow().await;
    let page = settled.expect(200);
    page.shows("Als geklärt vermerkt");
    assert!(!page.has("#mismatch"));
    let _ = Portal.newest(&stage.world, "case.mismatch_settled").await;
    // The right proof, written as cards write it.
    prove(&stage, &kim).await;
    let saved = send(&open(&kim).await, MARKET).await.expect(303);
    let saved = saved.follow().await.expect(200);
    saved.shows("Ihre neue Anschrift ist gespeichert");
});

kit::on_both!(slips_are_told_before_anything_else, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let page = send(&open(&kim).await, ["", "1234", "5"]).await.expect(422);
    page.shows("Geben Sie Straße und Hausnummer ein.")
        .shows("in Deutschland fünf Ziffern")
        .shows("Geben Sie den Namen des Ortes");
    assert_eq!(page.form("address-form").value("postal_code"), Some("1234"));
    assert!(page.has("#error-summary"));
    assert_eq!(count(&stage.world, DRAFTS).await, 0);
    let same = send(
        &open(&kim).await,
        ["Lindenweg  12 ", "12345", "Musterstadt"],
    )
    .await;
    let same = same.expect(303).follow().await.expect(200);
    same.shows("Diese Anschrift haben wir schon");
    // Without the form's token nothing happens.
    let form = open(&kim).await.form("address-form").force("csrf", "x");
    let _ = form.submit().await.expect(400);
    let abroad = open(&kim).await.form("address-form");
    let abroad = abroad
        .fill("country", "Österreich")
        .fill("postal_code", "1010");
    let abroad = abroad.fill("place", "Wien").submit().await.expect(303);
    assert!(abroad.header("location").starts_with("/ausweisen"));
});

kit::on_both!(a_decayed_proof_saves_nothing, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    prove(&stage, &kim).await;
    stay(&stage, &kim, 15).await;
    let page = open(&kim).await;
    stay(&stage, &kim, 16).await;
    let sent = send(&page, MARKET).await.expect(303);
    assert!(sent.header("location").starts_with("/ausweisen?"));
    assert_eq!(addressed(&stage, "Markt").await, 0);
    prove(&stage, &kim).await;
    let page = open(&kim).await;
    let _ = page.form("address-form").submit().await.expect(303);
    assert_eq!(addressed(&stage, "Markt").await, 1);
});

kit::on_both!(two_do_not_undo_each_other, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    prove(&stage, &kim).await;
    let (one, two) = (open(&kim).await, open(&kim).await);
    let _ = send(&one, MARKET).await.expect(303);
    let late = send(&two, ["Ring 3", "12345", "Musterstadt"])
        .await
        .expect(409);
    late.shows("Ihre Angaben haben sich inzwischen geändert")
        .shows("Am Markt 1");
    let form = late.form("address-form");
    assert_eq!(form.value("street"), Some("Ring 3"));
    let _ = form.submit().await.expect(303);
    assert_eq!(addressed(&stage, "Ring 3").await, 1);
    // At the same moment only one of them.
    let (one, two) = (open(&kim).await, open(&kim).await);
    let (one, two) = tokio::join!(
        send(&one, ["Gasse 4", "12345", "Musterstadt"]),
        send(&two, ["Gasse 5", "12345", "Musterstadt"]),
    );
    let mut answers = [one.status(), two.status()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    // The office changes something while the person proves who they are.
    let kim = kim_elsewhere(&stage).await;
    let _ = send(&open(&kim).await, MARKET).await.expect(303);
    let moved = "UPDATE cases SET version = version + 1, \
                 address = '[\"Neue Allee 9\",\"12345 Musterstadt\"]'";
    write(&stage, moved).await;
    prove(&stage, &kim).await;
    let page = open(&kim).await;
    page.shows("Ihre Angaben haben sich inzwischen geändert")
        .shows("Neue Allee 9");
    let _ = page.form("address-form").submit().await.expect(303);
    assert_eq!(addressed(&stage, "Markt").await, 1);
});

kit::on_both!(
    what_was_typed_is_for_one_browser_and_an_hour,
    async |database| {
        let stage = Stage::set(database).await;
        let kim = kim(&stage).await;
        let _ = send(&open(&kim).await, MARKET).await.expect(303);
        let elsewhere = kim_elsewhere(&stage).await;
        let page = open(&elsewhere).await;
        assert!(!page.has("#restored"));
        assert_eq!(
            page.form("address-form").value("street"),
            Some("Lindenweg 12")
        );
        // In the same browser another person does not see it.
        desk::sign_in(&stage.world, &kim, "robin").await;
        open(&kim)
            .await
            .hides("Markt")
            .shows("noch kein freigeschaltetes Profil");

        let kim = kim_elsewhere(&stage).await;
        let _ = send(&open(&kim).await, MARKET).await.expect(303);
        let page = open(&kim).await;
        assert!(page.has("#discard-form"));
        let thrown = page.form("/profil/bearbeiten/verwerfen").submit().await;
        let page = thrown.expect(303).follow().await.expect(200);
        assert_eq!(
            page.form("address-form").value("street"),
            Some("Lindenweg 12")
        );
        let _ = send(&open(&kim).await, MARKET).await.expect(303);
        stay(&stage, &kim, 59).await;
        assert!(open(&kim).await.has("#restored"));
        stay(&stage, &kim, 2).await;
        assert!(!open(&kim).await.has("#restored"));
    }
);

kit::on_both!(the_page_says_why_it_cannot_be_changed, async |database| {
    let stage = Stage::set(database).await;
    let kim = stage.signed_in().await;
    let page = open(&kim).await;
    page.shows("noch kein freigeschaltetes Profil");
    assert!(!page.has("#address-form"));
    let code = code_for_company(&stage.world).await;
    let form = kim.get("/freischaltcode?fuer=organisation").await;
    let form = form.form("code-form").fill("code", &code);
    let sent = form.fill("register_number", "HRB 12345").submit().await;
    let _ = sent.expect(303);
    let page = open(&kim).await;
    page.shows("aus dem Register").shows("Muster GmbH");
    assert!(!page.has("#address-form"));
    let robin = stage.visitor();
    let under_way = stage.begin(&robin, "/anmelden").await;
    let mut claims = stage.claims(&under_way.nonce);
    claims["sub"] = "robin".into();
    claims["sid"] = "session-of-robin".into();
    let id_token = stage.provider.key.sign("JWT", &claims);
    stage.provider.answer(200, Stage::tokens(&id_token));
    let _ = stage.come_back(&robin, &under_way.state).await.expect(303);
    let code = code_for_kim(&stage.world).await;
    let _ = desk::enter(&robin, &code, desk::BORN).await.expect(303);
    let page = open(&robin).await;
    let closed = "UPDATE cases SET closed_at = 1, closed_reason = 'moved', version = version + 1 \
                  WHERE kind = 'person'";
    write(&stage, closed).await;
    let sent = send(&page, MARKET).await.expect(303);
    sent.follow()
        .await
        .expect(200)
        .shows("Ihr Fall ist geschlossen");
    assert_eq!(addressed(&stage, "Markt").await, 0);
});
