//! `/freischaltcode/beantragen`: asking for a code, what is told, how often.

use std::time::Duration;

use kit::audit::Log;
use kit::world::World;
use kit::{Database, Form, Page, Visitor};

use crate::desk::{self, BORN, NUMBER, code_for_kim, count, signed_in};

const PATH: &str = "/freischaltcode/beantragen";
const ALL: &str = "SELECT COUNT(*) FROM code_requests";

async fn filled(visitor: &Visitor, name: &str, born: &str, number: &str) -> Form {
    let form = visitor.get(PATH).await.expect(200).form("request-form");
    form.fill("name", name)
        .fill("birth_date", born)
        .fill("customer_number", number)
}

pub(crate) async fn ask_for_code(visitor: &Visitor, name: &str, born: &str, number: &str) -> Page {
    filled(visitor, name, born, number).await.submit().await
}

kit::on_both!(
    a_request_is_kept_shown_and_taken_back,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let page = kim.get(PATH).await.expect(200);
        page.shows("nur an die Anschrift, die wir von Ihnen haben");
        let open = page.form("request-form");
        let done = ask_for_code(&kim, "Kim Klicker", "14.3.1987", "").await;
        let page = done.expect(303).follow().await.expect(200);
        page.shows("23. November 2026 eingegangen");
        assert!(!page.has("#request-form"));
        // A second one from a page that was still open changes nothing.
        let again = open.fill("name", "Kim").fill("birth_date", BORN);
        let _ = again.submit().await.expect(303);
        assert_eq!(count(&world, ALL).await, 1);
        let withdraw = page.form("/freischaltcode/beantragen/zurueckziehen");
        let page = withdraw.submit().await.expect(303);
        let page = page.follow().await.expect(200);
        assert!(page.has("#request-form"));
        let names = "SELECT COUNT(*) FROM code_requests WHERE name IS NOT NULL";
        assert_eq!(count(&world, names).await, 0, "what was told is gone");
    }
);

kit::on_both!(
    slips_are_told_and_kept_in_the_form,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let page = ask_for_code(&kim, "", "14.03.", "12").await.expect(422);
        page.shows("Geben Sie den Namen ein")
            .shows("mit Tag, Monat und Jahr")
            .shows("drei Ziffern, einen Buchstaben");
        let form = page.form("request-form");
        assert_eq!(form.value("birth_date"), Some("14.03."));
        let path = format!("{PATH}?fuer=organisation");
        let form = kim.get(&path).await.expect(200).form("request-form");
        let page = form.fill("name", "Muster GmbH").submit().await.expect(422);
        page.shows("Geben Sie die Registernummer ein");
        assert_eq!(count(&world, ALL).await, 0);
    }
);

kit::on_both!(
    the_answer_does_not_tell_whether_there_is_a_case,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let mut answers = Vec::new();
        for (who, name, born, number) in [
            ("kim", "Kim Klicker", BORN, NUMBER),
            ("robin", "Niemand Niemals", "01.02.1903", ""),
            ("alex", "Kim Klicker", "01.02.1903", NUMBER),
        ] {
            let visitor = signed_in(&world, who).await;
            let done = ask_for_code(&visitor, name, born, number).await.expect(303);
            let page = done.follow().await.expect(200);
            let text = page.text_of("main").expect("a page");
            answers.push((done.redirect(), text));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:#?}");
    }
);

kit::on_both!(
    an_account_may_ask_five_times_a_day,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        // What fails by a fault of ours does not count.
        let form = filled(&kim, "Kim Klicker", BORN, "").await;
        let away = "ALTER TABLE code_requests RENAME TO requests_away";
        Log::Portal.tamper(&world, away).await;
        for _ in 0..6 {
            let _ = form.clone().submit().await.expect(500);
        }
        let back = "ALTER TABLE requests_away RENAME TO code_requests";
        Log::Portal.tamper(&world, back).await;
        for _ in 0..5 {
            let done = ask_for_code(&kim, "Kim Klicker", BORN, "")
                .await
                .expect(303);
            let page = done.follow().await.expect(200);
            let form = page.form("/freischaltcode/beantragen/zurueckziehen");
            let _ = form.submit().await.expect(303);
        }
        let page = ask_for_code(&kim, "Kim Klicker", BORN, "")
            .await
            .expect(429);
        assert!(!page.header("retry-after").is_empty());
        world.advance(Duration::from_hours(24));
        let kim = signed_in(&world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klicker", BORN, "")
            .await
            .expect(303);
    }
);

kit::on_both!(many_networks_are_not_needed, async |database: Database| {
    let world = World::start(database).await;
    let mut refused = 0;
    for number in 0..32 {
        let visitor = signed_in(&world, &format!("person{number}")).await;
        let page = ask_for_code(&visitor, "Kim Klicker", BORN, "").await;
        refused += usize::from(page.status() == 429);
    }
    assert_eq!(refused, 2);
});

kit::on_both!(
    the_pages_without_a_code_lead_here,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        for path in ["/freischaltcode", "/profil-auswaehlen", "/profil-anlegen"] {
            let page = kim.get(path).await.expect(200);
            assert!(page.has(&format!("main a[href='{PATH}']")), "{path}");
        }
        let page = kim.get("/profil-anlegen").await.expect(200);
        let form = page.form("person");
        let _ = form.submit().await.expect(303);
        let home = kim.get("/start").await.expect(200);
        home.shows("Standardprofil");
        assert!(home.has(&format!("#how-to-code a[href='{PATH}']")));
        let _ = desk::NUMBER;
    }
);
