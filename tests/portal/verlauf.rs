//! `/verlauf` and `/sachbearbeitung/protokoll`: the audit log as people read it.

use kit::audit::Log::Portal;
use kit::world::World;
use kit::{Database, Page, Visitor};
use serde_json::json;
use shared::claims::Role;

use crate::desk::{self, BORN, NUMBER, code_for_kim, enter, signed_in, unlock_kim};

const PROTOCOL: &str = "/sachbearbeitung/protokoll";

/// What stands in „Verlauf“, line by line.
async fn history(visitor: &Visitor) -> Vec<String> {
    let page = visitor.get("/verlauf").await.expect(200);
    page.texts_of("#history > li")
}

async fn auditor(world: &World) -> Visitor {
    desk::staff(world, "rita", &[Role::Audit]).await
}

/// The path of Kim's case, for staff.
async fn case_path(world: &World) -> String {
    let issued = Portal.newest(world, "code.issued").await;
    let case = issued["case"].as_str().expect("a case");
    format!("/sachbearbeitung/faelle/{case}")
}

kit::on_both!(a_customer_reads_who_did_what, async |database: Database| {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    let page = kim.get("/verlauf").await.expect(200);
    page.shows("Noch keine Einträge");
    unlock_kim(&world, &kim).await;
    let bea = desk::staff(&world, "bea", &[Role::Benefits]).await;
    world.advance(std::time::Duration::from_mins(1));
    let path = case_path(&world).await;
    let _ = bea.get(&path).await.expect(200);
    let told = history(&kim).await;
    assert!(told[0].starts_with("Ihr Fall wurde gelesen"), "{told:?}");
    assert!(told[0].contains("von einer Person, die bei uns arbeitet"));
    assert!(!told[0].contains("Netz"), "a colleague's address is theirs");
    let redeemed = told.iter().find(|line| line.contains("freigeschaltet"));
    let redeemed = redeemed.expect("Kim redeemed");
    assert!(redeemed.contains("von Ihnen"), "{redeemed}");
    assert!(redeemed.contains("aus dem Netz"), "{redeemed}");
    for line in &told {
        assert!(!line.contains("bea"), "no name: {line}");
        assert!(!line.contains("resident-"), "no id: {line}");
    }
    let page = kim.get("/verlauf?lang=en").await.expect(200);
    page.shows("Your case was read")
        .shows("by a person who works for us");
});

kit::on_both!(
    nobody_reads_what_is_not_theirs,
    async |database: Database| {
        let world = World::start(database).await;
        let code = code_for_kim(&world).await;
        let wrong = desk::with_wrong_secret(&code);
        let uwe = signed_in(&world, "uwe").await;
        for _ in 0..5 {
            let _ = enter(&uwe, &wrong, BORN).await.expect(422);
        }
        let told = history(&uwe).await;
        assert_eq!(
            told.len(),
            5,
            "his own tries, and nothing of the case: {told:?}"
        );
        assert!(told.iter().all(|line| line.contains("falsch eingegeben")));
        let kim = signed_in(&world, "kim").await;
        let kims_code = code_for_kim(&world).await;
        let _ = enter(&kim, &kims_code, BORN).await.expect(303);
        let told = history(&kim).await;
        let strange = told
            .iter()
            .filter(|line| line.contains("falsch eingegeben"));
        assert_eq!(strange.count(), 5, "{told:?}");
        assert!(told.iter().any(|line| line.contains("gesperrt")));
        for line in told.iter().filter(|line| line.contains("falsch")) {
            assert!(line.contains("von einer anderen Person"), "{line}");
        }
    }
);

kit::on_both!(older_entries_are_a_page_away, async |database: Database| {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    unlock_kim(&world, &kim).await;
    for number in 0..24 {
        let copy = format!(
            "INSERT INTO audit_events (id, at, nth, event, personal, by_id, about_id, case_id) \
             SELECT 'x{number}', at + 60, nth, 'code.issued', personal, by_id, about_id, case_id \
             FROM audit_events WHERE event = 'code.redeemed'"
        );
        Portal.tamper(&world, &copy).await;
    }
    let page = kim.get("/verlauf").await.expect(200);
    assert_eq!(page.texts_of("#history > li").len(), 20);
    let page = page.click("Ältere Einträge").await.expect(200);
    let rest = page.texts_of("#history > li");
    assert!(rest.len() >= 6, "{rest:?}");
    assert!(rest.iter().any(|line| line.contains("freigeschaltet")));
    let page = page.click("Neueste Einträge").await.expect(200);
    assert_eq!(page.url().path(), "/verlauf");
    let bent = kim.get("/verlauf?vor=nirgends").await.expect(200);
    assert_eq!(bent.texts_of("#history > li").len(), 20);
});

async fn filter(auditor: &Visitor, field: &str, value: &str) -> Page {
    let page = auditor.get(PROTOCOL).await.expect(200);
    let form = page.form("filter-form").fill(field, value);
    form.submit().await.expect(200)
}

fn rows(page: &Page) -> Vec<String> {
    page.texts_of("#protocol > li")
}

kit::on_both!(the_auditor_finds_entries, async |database: Database| {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    unlock_kim(&world, &kim).await;
    let bea = desk::staff(&world, "bea", &[Role::Benefits]).await;
    let path = case_path(&world).await;
    let _ = bea.get(&path).await.expect(200);
    let rita = auditor(&world).await;
    let page = filter(&rita, "ereignis", "case.read").await;
    let found = rows(&page);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("bea@example.org"), "{}", found[0]);
    assert!(found[0].contains(NUMBER), "{}", found[0]);
    for who in ["resident-kim", "sub-kim", "KIM@example.org"] {
        let found = rows(&filter(&rita, "wer", who).await);
        assert!(
            found.iter().all(|row| row.contains("resident-kim")),
            "{found:?}"
        );
        assert!(!found.is_empty());
    }
    let page = filter(&rita, "wer", NUMBER).await;
    assert!(rows(&page).iter().all(|row| row.contains(NUMBER)));
    filter(&rita, "wer", "niemand")
        .await
        .shows("niemand und kein Fall bekannt");
    filter(&rita, "von", "gestern")
        .await
        .shows("Geben Sie einen Tag an");
    filter(&rita, "von", "2026-11-24")
        .await
        .shows("Keine Einträge");
    assert!(!rows(&filter(&rita, "bis", "2026-11-23").await).is_empty());
    // Reading is an entry, and about whom.
    let read = Portal.newest(&world, "audit.read").await;
    assert_eq!(
        read["by"],
        json!({ "kind": "staff", "id": "resident-rita" })
    );
    let told = history(&kim).await;
    assert!(
        told.iter()
            .any(|line| line.starts_with("Das Protokoll wurde zur Kontrolle gelesen")),
        "{told:?}"
    );
});

kit::on_both!(the_auditor_checks_the_chain, async |database: Database| {
    let world = World::start(database).await;
    for _ in 0..4 {
        let _ = code_for_kim(&world).await;
    }
    let rita = auditor(&world).await;
    let page = rita.get(PROTOCOL).await.expect(200);
    page.shows("noch nicht geprüft");
    Portal.verify(&world).await.expect("it fits");
    let checked = page.form("check-form").submit().await.expect(303);
    assert_eq!(checked.url().path(), "/sachbearbeitung/protokoll/pruefen");
    let page = checked.follow().await.expect(200);
    page.shows("Keine Veränderungen gefunden");
    Portal.sealed(&world).await;
    Portal
        .tamper(
            &world,
            "UPDATE audit_events SET at = at - 9 WHERE seq = 2; \
                 DELETE FROM audit_events WHERE seq = 4",
        )
        .await;
    let page = page
        .form("check-form")
        .submit_and_follow()
        .await
        .expect(200);
    page.shows("Das Protokoll wurde verändert")
        .shows("Eintrag 2: verändert")
        .shows("Einträge 4 bis 4: fehlen");
    let noted = Portal.newest(&world, "audit.verified").await;
    assert_eq!(noted["details"]["faults"][0]["kind"], "changed");
});

kit::on_both!(
    only_the_auditor_reads_the_protocol,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let _ = kim.get(PROTOCOL).await.expect(403);
        for role in [Role::Benefits, Role::Lead, Role::Support] {
            let visitor = desk::staff(&world, role.as_str(), &[role]).await;
            let _ = visitor.get(PROTOCOL).await.expect(403);
        }
        assert!(
            Portal
                .entries(&world, &["--event", "audit.read"])
                .await
                .is_empty()
        );
    }
);
