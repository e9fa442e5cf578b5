//! `/sachbearbeitung/freigaben`: four eyes.

use std::time::Duration;

use futures::future::join_all;
use kit::audit::Log::Portal;
use kit::{Page, Visitor};
use shared::claims::Role;

use crate::beantragen::ask_for_code;
use crate::desk::{self, BORN, count};
use crate::stage::Stage;
use crate::tray;

const LIST: &str = "/sachbearbeitung/freigaben";

/// An office where a second person confirms what happens to accounts.
async fn office(database: kit::Database) -> Stage {
    let words =
        "[staff]\nfour_eyes = [\"account.deactivate\", \"staff.roles\", \"staff.invite\"]\n";
    let stage = Stage::set_with(database, words).await;
    stage.provider.admin.add("kim", &[]);
    stage.provider.admin.add("uwe", &["staff.benefits"]);
    stage
}

/// Lays kim's deactivation before a second person; the page of what waits.
async fn ask(visitor: &Visitor) -> Page {
    let page = visitor
        .get("/sachbearbeitung/konten/kim/deaktivieren")
        .await;
    let page = page.expect(200);
    page.shows("Eine zweite Person muss das freigeben");
    let form = page.form("deactivate-form").fill("reason", "misuse");
    let page = form.submit().await.expect(303).follow().await.expect(200);
    page.shows("Wartet auf Freigabe durch eine zweite Person");
    page
}

async fn events(stage: &Stage, name: &str) -> i64 {
    let told = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{name}'");
    count(&stage.world, &told).await
}

kit::on_both!(
    nothing_happens_before_a_second_person_confirms,
    async |database: kit::Database| {
        let stage = office(database).await;
        let asker = stage.staff("sven", &[Role::Support]).await;
        let waits = ask(&asker).await;
        let path = waits.url().path().to_owned();
        assert!(stage.provider.admin.deeds().is_empty());
        assert!(waits.has("#withdraw-form") && !waits.has("#confirm-form"));
        // The same once more is the same.
        let page = asker.get("/sachbearbeitung/konten/kim").await.expect(200);
        assert!(page.has("#waits") && !page.has("#deactivate"));
        assert_eq!(ask(&asker).await.url().path(), path);
        asker
            .get(LIST)
            .await
            .expect(200)
            .shows("Nichts wartet auf Sie");

        // Who is not allowed the deed sees nothing; reactivating was not named.
        let clerk = stage.staff("bea", &[Role::Benefits]).await;
        clerk.get(LIST).await.expect(200).hides("kim@example.org");
        let _ = clerk.get(&path).await.expect(404);

        let second = stage.staff("lena", &[Role::Lead]).await;
        let list = second.get(LIST).await.expect(200);
        list.shows("kim@example.org").shows("sven@example.org");
        let page = second.get(&path).await.expect(200);
        page.shows("Hinweise auf Missbrauch");
        let done = page.form("confirm-form").submit().await.expect(303);
        done.follow()
            .await
            .expect(200)
            .shows("Freigegeben und ausgeführt");
        let deeds = stage.provider.admin.deeds();
        assert_eq!(deeds.len(), 1);
        assert_eq!(deeds[0].what, "POST accounts/kim/deactivation");
        let mine = asker.get(LIST).await.expect(200);
        mine.shows("Freigegeben und ausgeführt");
        for name in [
            "approval.asked",
            "approval.confirmed",
            "account.deactivated",
        ] {
            assert_eq!(events(&stage, name).await, 1, "{name}");
        }
        let id = async |sub: &str| {
            let select = format!("SELECT id FROM residents WHERE sub = '{sub}'");
            tray::text(&stage.world, &select).await
        };
        let entry = Portal.newest(&stage.world, "account.deactivated").await;
        assert_eq!(entry["by"]["kind"], "staff");
        assert_eq!(entry["by"]["id"], id("lena").await, "who confirmed did it");
        assert_eq!(entry["on_behalf"], id("sven").await);
        // What is decided stays so.
        let page = second.ask(http::Method::POST, &format!("{path}/ablehnen"));
        let csrf = list
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        let page = page.form(&[("csrf", csrf)]).send().await.expect(409);
        assert!(page.has("#submit-error"));
    }
);

kit::on_both!(
    of_many_confirmations_one_does_it,
    async |database: kit::Database| {
        let stage = office(database).await;
        let asker = stage.staff("sven", &[Role::Support]).await;
        let path = ask(&asker).await.url().path().to_owned();
        let mut forms = Vec::new();
        for name in ["lena", "lars", "lisa"] {
            let visitor = stage.staff(name, &[Role::Lead]).await;
            for _ in 0..3 {
                let page = visitor.get(&path).await.expect(200);
                forms.push(page.form("confirm-form").submit());
            }
        }
        let answers = join_all(forms).await;
        let statuses: Vec<_> = answers.iter().map(Page::status).collect();
        assert_eq!(stage.provider.admin.deeds().len(), 1, "{statuses:?}");
        assert_eq!(
            statuses.iter().filter(|it| **it == 303).count(),
            1,
            "{statuses:?}"
        );
        assert!(
            statuses.iter().all(|it| matches!(it, 303 | 409)),
            "{statuses:?}"
        );
        assert_eq!(events(&stage, "approval.confirmed").await, 1);
    }
);

kit::on_both!(
    neither_asker_nor_concerned_confirm,
    async |database: kit::Database| {
        let stage = office(database).await;
        stage.provider.admin.add("lars", &["staff.lead"]);
        let asker = stage.staff("lena", &[Role::Lead]).await;
        let page = asker
            .get("/sachbearbeitung/team/lars/rollen")
            .await
            .expect(200);
        let page = page
            .form("roles-form")
            .fill("role", "support")
            .submit()
            .await;
        let page = page.expect(303).follow().await.expect(200);
        page.shows("Technischer Support");
        let path = page.url().path().to_owned();
        let csrf = page
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        let post = async |visitor: &Visitor, verb: &str, csrf: &str| {
            let ask = visitor.ask(http::Method::POST, &format!("{path}/{verb}"));
            ask.form(&[("csrf", csrf)]).send().await
        };
        let _ = post(&asker, "bestaetigen", &csrf).await.expect(403);
        let _ = post(&asker, "ablehnen", &csrf).await.expect(403);
        let concerned = stage.staff("lars", &[Role::Lead]).await;
        let list = concerned.get(LIST).await.expect(200);
        list.shows("Nichts wartet auf Sie");
        let _ = concerned.get(&path).await.expect(404);
        // Grave: the second person's own sign-in must be fresh.
        let second = stage.staff("lisa", &[Role::Lead]).await;
        stage.world.advance(Duration::from_mins(6));
        stage.provider.answer(
            200,
            serde_json::json!({
                "access_token": "a", "token_type": "Bearer", "expires_in": 300,
                "refresh_token": "r",
            }),
        );
        let page = second.get(&path).await.expect(200);
        let sent = page.form("confirm-form").submit().await.expect(303);
        assert!(
            sent.header("location")
                .starts_with("/anmelden?frisch=1&weiter=")
        );
        assert!(stage.provider.admin.deeds().is_empty());
        stage.sign_in_as(&second, "lisa", &[Role::Lead]).await;
        let page = second.get(&path).await.expect(200);
        let done = page.form("confirm-form").submit().await.expect(303);
        done.follow()
            .await
            .expect(200)
            .shows("Freigegeben und ausgeführt");
        let roles = &stage.provider.admin.account("lars")["roles"];
        assert_eq!(*roles, serde_json::json!(["staff.support"]));
    }
);

kit::on_both!(
    refused_withdrawn_or_forgotten_nothing_is_done,
    async |database: kit::Database| {
        let stage = office(database).await;
        let asker = stage.staff("sven", &[Role::Support]).await;
        let page = ask(&asker).await;
        let page = page.form("withdraw-form").submit().await.expect(303);
        page.follow().await.expect(200).shows("Zurückgezogen");
        let path = ask(&asker).await.url().path().to_owned();
        let second = stage.staff("lena", &[Role::Lead]).await;
        let page = second.get(&path).await.expect(200);
        let page = page.form("refuse-form").submit().await.expect(303);
        page.follow()
            .await
            .expect(200)
            .shows("Abgelehnt")
            .shows("Es ist nichts geschehen");
        asker.get(LIST).await.expect(200).shows("Abgelehnt");
        for name in ["approval.withdrawn", "approval.refused"] {
            assert_eq!(events(&stage, name).await, 1, "{name}");
        }
        let path = ask(&asker).await.url().path().to_owned();
        stage.world.advance(Duration::from_hours(7 * 24));
        stage.sign_in_as(&second, "lena", &[Role::Lead]).await;
        let page = second.get(&path).await.expect(200);
        page.shows("Verfallen");
        assert!(!page.has("#confirm-form"));
        second
            .get(LIST)
            .await
            .expect(200)
            .shows("Nichts wartet auf Sie");
        // And it can be asked for anew.
        stage.sign_in_as(&asker, "sven", &[Role::Support]).await;
        assert_ne!(ask(&asker).await.url().path(), path);
        assert!(stage.provider.admin.deeds().is_empty());
    }
);

kit::on_both!(
    what_fails_goes_on_waiting,
    async |database: kit::Database| {
        let stage = office(database).await;
        let asker = stage.staff("sven", &[Role::Support]).await;
        let path = ask(&asker).await.url().path().to_owned();
        let second = stage.staff("lena", &[Role::Lead]).await;
        for (status, word, told) in [
            (409, "last_lead", "die letzte Teamleitung"),
            (503, "away", "war nicht erreichbar"),
            (404, "not_found", "nicht mehr da"),
        ] {
            stage.provider.admin.refuse(Some((status, word)));
            let page = second.get(&path).await.expect(200);
            let page = page.form("confirm-form").submit().await.expect(303);
            let page = page.follow().await.expect(200);
            page.shows("konnte nicht ausgeführt werden").shows(told);
            assert!(page.has("#confirm-form"), "{word}");
        }
        assert_eq!(events(&stage, "approval.confirmed").await, 0);
        stage.provider.admin.refuse(None);
        let page = second.get(&path).await.expect(200);
        let page = page.form("confirm-form").submit().await.expect(303);
        page.follow()
            .await
            .expect(200)
            .shows("Freigegeben und ausgeführt");
        assert_eq!(events(&stage, "account.deactivated").await, 1);
    }
);

kit::on_both!(an_invitation_waits_too, async |database: kit::Database| {
    let stage = office(database).await;
    let asker = stage.staff("lena", &[Role::Lead]).await;
    let page = asker
        .get("/sachbearbeitung/team/einladen")
        .await
        .expect(200);
    let form = page.form("invite-form").fill("email", "ina@example.org");
    let page = form.fill("role", "audit").submit().await.expect(303);
    let page = page.follow().await.expect(200);
    page.shows("ina@example.org").shows("Revision");
    assert!(stage.provider.admin.invitations().is_empty());
    let second = stage.staff("lars", &[Role::Lead]).await;
    let page = second.get(page.url().path()).await.expect(200);
    let _ = page.form("confirm-form").submit().await.expect(303);
    let invited = stage.provider.admin.invitations();
    assert_eq!(invited[0]["email"], "ina@example.org");
    // Sending it again is an invitation too.
    let id = invited[0]["id"].as_str().expect("an id");
    let again = format!("/sachbearbeitung/team/einladungen/{id}/erneut");
    let page = asker.get(&again).await.expect(200);
    let page = page.form("invitation-form").submit_and_follow().await;
    page.expect(200)
        .shows("Wartet auf Freigabe durch eine zweite Person");
    assert_eq!(stage.provider.admin.invitations(), invited);
});

kit::on_both!(
    what_was_never_asked_for_is_nowhere,
    async |database: kit::Database| {
        let stage = office(database).await;
        let lead = stage.staff("lena", &[Role::Lead]).await;
        let _ = lead.get("/sachbearbeitung/freigaben/nie").await.expect(404);
        let page = lead.get(LIST).await.expect(200);
        let csrf = page
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        for path in [
            "/sachbearbeitung/freigaben/nie/bestaetigen",
            "/sachbearbeitung/freigaben/nie/ablehnen",
            "/sachbearbeitung/freigaben/nie/zurueckziehen",
        ] {
            let ask = lead.ask(http::Method::POST, path).form(&[("csrf", &csrf)]);
            let _ = ask.send().await.expect(404);
        }
    }
);

/// An office where codes for organisations and the end of a case need two.
async fn casework(database: kit::Database) -> Stage {
    let words = "[staff]\nfour_eyes = [\"code.organisation\", \"case.close\"]\n";
    Stage::set_with(database, words).await
}

kit::on_both!(
    a_code_for_an_organisation_waits,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let _ = desk::code_for_company(world).await;
        let case = tray::case_of(world, "987B654321").await;
        let path = format!("/sachbearbeitung/faelle/{case}/code");
        let codes = "SELECT COUNT(*) FROM unlock_codes WHERE revoked_at IS NULL";
        let asker = desk::staff(world, "petra", &[Role::Placement]).await;
        let page = asker.get(&path).await.expect(200);
        assert!(page.has("#two-people"));
        let page = page
            .form("issue-form")
            .submit_and_follow()
            .await
            .expect(200);
        page.shows("Wartet auf Freigabe").shows("Muster GmbH");
        assert_eq!(tray::letters(world).len(), 1, "only the old one");
        let second = desk::staff(world, "bea", &[Role::Benefits]).await;
        let page = second.get(page.url().path()).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
        assert_eq!(tray::wait_for(world, 2).await.len(), 2);
        assert_eq!(count(world, codes).await, 1, "the old one is dead");
        assert_eq!(events(&stage, "approval.confirmed").await, 1);
        let by = "SELECT issued_by FROM unlock_codes WHERE issued_by IS NOT NULL";
        assert_eq!(tray::text(world, by).await, "resident-bea");
        // A person's code does not wait.
        let _ = desk::code_for_kim(world).await;
        let case = tray::case_of(world, desk::NUMBER).await;
        let page = asker
            .get(&format!("/sachbearbeitung/faelle/{case}/code"))
            .await;
        let page = page
            .expect(200)
            .form("issue-form")
            .submit()
            .await
            .expect(303);
        assert_eq!(
            page.header("location"),
            format!("/sachbearbeitung/faelle/{case}")
        );
    }
);

kit::on_both!(
    the_end_of_a_case_waits_for_another_person,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let asker = desk::staff(world, "petra", &[Role::Lead]).await;
        let second = desk::staff(world, "bea", &[Role::Benefits]).await;
        let kim = desk::staff(world, "kim", &[Role::Benefits]).await;
        desk::unlock_kim(world, &kim).await;
        let case = tray::case_of(world, desk::NUMBER).await;
        let close = format!("/sachbearbeitung/faelle/{case}/schliessen");
        let open = "SELECT COUNT(*) FROM cases WHERE closed_at IS NULL";
        let ask = async || {
            let page = asker.get(&close).await.expect(200);
            let form = page.form("close-form").fill("reason", "ended");
            let page = form.submit_and_follow().await.expect(200);
            page.shows("Der Leistungsbezug ist beendet");
            page.url().path().to_owned()
        };
        let path = ask().await;
        assert_eq!(count(world, open).await, 1);
        // It is Kim's own case: nothing to see, nothing to decide.
        kim.get(LIST)
            .await
            .expect(200)
            .shows("Nichts wartet auf Sie");
        let _ = kim.get(&path).await.expect(404);
        let page = second.get(&path).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
        assert_eq!(count(world, open).await, 0);
        assert_eq!(events(&stage, "case.closed").await, 1);
    }
);

/// Posts to where no form of this visitor leads.
async fn post(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = visitor.get("/sachbearbeitung").await.expect(200);
    let csrf = page.attribute("input[name=csrf]", "value");
    let csrf = csrf.unwrap_or_default();
    let all = [&[("csrf", csrf.as_str())], fields].concat();
    visitor
        .ask(http::Method::POST, path)
        .form(&all)
        .send()
        .await
}

/// Redeems the company's code.
async fn join_company(visitor: &Visitor, code: &str) {
    let form = visitor.get("/freischaltcode?fuer=organisation").await;
    let form = form.form("code-form").fill("code", code);
    let done = form.fill("register_number", "HRB 12345").submit().await;
    let _ = done.expect(303);
}

const WAITING: &str = "SELECT COUNT(*) FROM approvals";
const CODES: &str = "SELECT COUNT(*) FROM unlock_codes";

kit::on_both!(
    four_eyes_are_no_way_to_ones_own_case,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let code = desk::code_for_company(world).await;
        let case = tray::case_of(world, "987B654321").await;
        let petra = desk::staff(world, "petra", &[Role::Placement]).await;
        join_company(&petra, &code).await;
        let kim = desk::signed_in(world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klicker", BORN, "")
            .await
            .expect(303);
        let request = tray::text(world, "SELECT id FROM code_requests").await;
        let answer = format!("/sachbearbeitung/anfragen/{request}");
        // Another's request, her own organisation.
        let page = post(&petra, &answer, &[("case", &case)]).await;
        page.expect(403).shows("Das ist Ihr eigener Fall");
        // No request at all, and one that is closed.
        let bea = desk::staff(world, "bea", &[Role::Benefits]).await;
        let nowhere = "/sachbearbeitung/anfragen/nowhere";
        let _ = post(&bea, nowhere, &[("case", &case)]).await.expect(404);
        let no = format!("{answer}/ablehnen");
        let _ = post(&bea, &no, &[("reason", "unclear")]).await.expect(303);
        let _ = post(&bea, &answer, &[("case", &case)]).await.expect(409);
        // Her own request, another organisation's case.
        let _ = ask_for_code(&bea, "Bea Amt", BORN, "").await.expect(303);
        let open = "SELECT id FROM code_requests WHERE resident_id = 'resident-bea'";
        let own = tray::text(world, open).await;
        let own = format!("/sachbearbeitung/anfragen/{own}");
        let page = post(&bea, &own, &[("case", &case)]).await;
        page.expect(403).shows("Das ist Ihr eigener Fall");
        // A closed case.
        tray::change(
            world,
            "UPDATE cases SET closed_at = 1, closed_reason = 'dissolved'",
        )
        .await;
        let lena = desk::staff(world, "lena", &[Role::Lead]).await;
        let page = post(&lena, &own, &[("case", &case)]).await;
        page.expect(422).shows("Der Fall ist geschlossen");
        let codes = format!("/sachbearbeitung/faelle/{case}/code");
        let page = post(&lena, &codes, &[]).await.expect(422);
        page.shows("Der Fall ist geschlossen");
        assert_eq!(count(world, WAITING).await, 0);
    }
);

kit::on_both!(
    who_asked_must_still_be_a_stranger_to_the_case,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let code = desk::code_for_company(world).await;
        let case = tray::case_of(world, "987B654321").await;
        let base = format!("/sachbearbeitung/faelle/{case}");
        let petra = desk::staff(world, "petra", &[Role::Lead]).await;
        let page = petra.get(&format!("{base}/code")).await.expect(200);
        let page = page.form("issue-form").submit_and_follow().await;
        let code_waits = page.expect(200).url().path().to_owned();
        let page = petra.get(&format!("{base}/schliessen")).await.expect(200);
        let form = page.form("close-form").force("reason", "dissolved");
        let page = form.submit_and_follow().await.expect(200);
        let end_waits = page.url().path().to_owned();
        join_company(&petra, &code).await;
        let before = count(world, CODES).await;
        let bea = desk::staff(world, "bea", &[Role::Benefits]).await;
        for path in [&code_waits, &end_waits] {
            let page = bea.get(path).await.expect(200);
            let page = page.form("confirm-form").submit_and_follow().await;
            page.expect(200)
                .shows("konnte nicht ausgeführt werden")
                .shows("der Person, die es vorgelegt hat");
        }
        assert_eq!(count(world, CODES).await, before);
        assert_eq!(events(&stage, "case.closed").await, 0);
        assert_eq!(events(&stage, "approval.confirmed").await, 0);
    }
);

kit::on_both!(
    a_letter_goes_to_the_address_that_two_people_saw,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let _ = desk::code_for_company(world).await;
        let case = tray::case_of(world, "987B654321").await;
        let base = format!("/sachbearbeitung/faelle/{case}");
        let asker = desk::staff(world, "bea", &[Role::Benefits]).await;
        let lay = async || {
            let page = asker.get(&format!("{base}/code")).await.expect(200);
            let page = page.form("issue-form").submit_and_follow().await;
            page.expect(200).url().path().to_owned()
        };
        let path = lay().await;
        let second = desk::staff(world, "lena", &[Role::Lead]).await;
        let seen = second.get(&path).await.expect(200);
        seen.shows("987B654321")
            .shows("HRB 12345")
            .shows("Musterstadt")
            .shows("Lindenweg 12");
        let read = "SELECT COUNT(*) FROM audit_events WHERE event = 'case.read' \
                    AND by_id = 'resident-lena' AND case_id IS NOT NULL";
        assert_eq!(count(world, read).await, 1, "seeing it is reading it");
        let change = asker.get(&format!("{base}/aendern")).await.expect(200);
        let change = change.form("case-form");
        let change = change.fill("address", "Diebesgasse 1\r\n12345 Musterstadt");
        let _ = change.submit().await.expect(303);
        let page = seen.form("confirm-form").submit_and_follow().await;
        page.expect(200)
            .shows("konnte nicht ausgeführt werden")
            .shows("Inzwischen hat sich etwas geändert");
        assert_eq!(count(world, CODES).await, 1, "only the old one");
        // Asked for before a version was kept: it fits none.
        let page = second.get(&path).await.expect(200);
        let _ = page.form("refuse-form").submit().await.expect(303);
        let path = lay().await;
        let forget = "UPDATE approvals SET deed = REPLACE(deed, '\"version\":2,', '')";
        tray::change(world, forget).await;
        let page = second.get(&path).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Inzwischen hat sich etwas geändert");
        // Anew, with the address that it has now.
        let page = second.get(&path).await.expect(200);
        let _ = page.form("refuse-form").submit().await.expect(303);
        let page = second.get(&lay().await).await.expect(200);
        page.shows("Diebesgasse 1");
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
        let letters = tray::wait_for(world, 2).await;
        let to = letters[1]["to"].as_str().unwrap_or_default();
        assert!(to.contains("Diebesgasse 1"), "{to}");
        let issued = "SELECT COUNT(*) FROM audit_events WHERE event = 'code.issued' \
                      AND by_id = 'resident-lena' AND personal LIKE '%\"on_behalf\":\"resident-bea\"%'";
        assert_eq!(
            count(world, issued).await,
            1,
            "by whom, and on whose behalf"
        );
    }
);

kit::on_both!(
    the_auditor_sees_on_whose_behalf,
    async |database: kit::Database| {
        let stage = casework(database).await;
        let world = &stage.world;
        let _ = desk::code_for_company(world).await;
        let case = tray::case_of(world, "987B654321").await;
        let bea = desk::staff(world, "bea", &[Role::Benefits]).await;
        let page = bea
            .get(&format!("/sachbearbeitung/faelle/{case}/code"))
            .await;
        let page = page.expect(200).form("issue-form").submit_and_follow();
        let path = page.await.expect(200).url().path().to_owned();
        let lena = desk::staff(world, "lena", &[Role::Lead]).await;
        let page = lena.get(&path).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
        let rita = desk::staff(world, "rita", &[Role::Audit]).await;
        let path = "/sachbearbeitung/protokoll?ereignis=code.issued&wer=resident-bea";
        let page = rita.get(path).await.expect(200);
        page.shows("lena@example.org").shows("bea@example.org");
        // Who only asked is named where the other did it.
        let path = "/sachbearbeitung/protokoll?ereignis=approval.confirmed&wer=resident-bea";
        rita.get(path).await.expect(200).shows("lena@example.org");
    }
);

/// An office where deactivating customers alone needs two.
async fn support_desk(database: kit::Database) -> Stage {
    let words = "[staff]\nfour_eyes = [\"account.deactivate\"]\n";
    let stage = Stage::set_with(database, words).await;
    stage.provider.admin.add("kim", &[]);
    for (name, role) in [
        ("sven", "staff.support"),
        ("susi", "staff.support"),
        ("lena", "staff.lead"),
    ] {
        stage.provider.admin.add(name, &[role]);
    }
    stage
}

kit::on_both!(
    what_a_former_colleague_asked_for_is_withdrawn,
    async |database: kit::Database| {
        let stage = support_desk(database).await;
        let sven = stage.staff("sven", &[Role::Support]).await;
        let path = ask(&sven).await.url().path().to_owned();
        let lena = stage.staff("lena", &[Role::Lead]).await;
        let change = async |role: &str| {
            let page = lena.get("/sachbearbeitung/team/sven/rollen").await;
            let form = page.expect(200).form("roles-form");
            let _ = form.fill("role", role).submit().await.expect(303);
        };
        // Who may still do it has still asked for it.
        change("lead").await;
        let page = lena.get(&path).await.expect(200);
        assert!(page.has("#confirm-form"));
        change("audit").await;
        let gone = lena.get(&path).await.expect(200);
        gone.shows("Zurückgezogen").shows("lena@example.org");
        let late = page.form("confirm-form").submit().await.expect(409);
        assert!(late.has("#submit-error"));
        assert_eq!(events(&stage, "approval.withdrawn").await, 1);
        // Deactivated, likewise.
        let susi = stage.staff("susi", &[Role::Support]).await;
        let path = ask(&susi).await.url().path().to_owned();
        let page = lena.get("/sachbearbeitung/team/susi/deaktivieren").await;
        let form = page.expect(200).form("deactivate-form");
        let _ = form
            .fill("reason", "left_office")
            .submit()
            .await
            .expect(303);
        lena.get(&path).await.expect(200).shows("Zurückgezogen");
        assert_eq!(events(&stage, "approval.withdrawn").await, 2);
        let kim = &stage.provider.admin.account("kim")["state"];
        assert_eq!(*kim, "active");
    }
);

kit::on_both!(
    who_lost_the_role_at_the_shell_has_asked_for_nothing,
    async |database: kit::Database| {
        let stage = support_desk(database).await;
        let sven = stage.staff("sven", &[Role::Support]).await;
        let path = ask(&sven).await.url().path().to_owned();
        let lena = stage.staff("lena", &[Role::Lead]).await;
        for roles in [&[][..], &["staff.benefits"]] {
            stage.provider.admin.set_roles("sven", roles);
            let page = lena.get(&path).await.expect(200);
            let page = page.form("confirm-form").submit_and_follow().await;
            page.expect(200)
                .shows("konnte nicht ausgeführt werden")
                .shows("Wer es vorgelegt hat, darf es nicht mehr");
            assert!(stage.provider.admin.deeds().is_empty());
        }
        stage.provider.admin.set_roles("sven", &["staff.support"]);
        let page = lena.get(&path).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
    }
);

kit::on_both!(
    another_wish_about_the_same_is_not_lost_silently,
    async |database: kit::Database| {
        let stage = office(database).await;
        let lena = stage.staff("lena", &[Role::Lead]).await;
        let roles = async |visitor: &Visitor, role: &str| {
            let page = visitor.get("/sachbearbeitung/team/uwe/rollen").await;
            let form = page.expect(200).form("roles-form");
            form.fill("role", role).submit().await
        };
        let first = roles(&lena, "support").await.expect(303);
        let lars = stage.staff("lars", &[Role::Lead]).await;
        let page = roles(&lars, "audit").await.expect(409);
        page.shows("Dazu wartet schon etwas anderes")
            .shows("Ihr Vorhaben ist nicht vorgelegt");
        assert!(page.link("Zu den Freigaben").ends_with(LIST));
        let page = lars.get("/sachbearbeitung/team/uwe/rollen-entziehen").await;
        let form = page.expect(200).form("withdraw-form");
        let _ = form.submit().await.expect(409);
        assert_eq!(count(&stage.world, WAITING).await, 1);
        // The very same leads to what waits.
        let same = roles(&lars, "support").await.expect(303);
        assert_eq!(same.header("location"), first.header("location"));
        let page = same.follow().await.expect(200);
        assert!(page.has("#confirm-form"), "lars may confirm it");
    }
);

kit::on_both!(
    a_person_s_code_waits_where_the_setting_says,
    async |database: kit::Database| {
        let words = "[staff]\nfour_eyes = [\"code.issue\"]\n";
        let stage = Stage::set_with(database, words).await;
        let world = &stage.world;
        let _ = desk::code_for_kim(world).await;
        let _ = desk::code_for_company(world).await;
        let kim = desk::signed_in(world, "kim").await;
        let _ = ask_for_code(&kim, "Kim Klicker", BORN, "")
            .await
            .expect(303);
        let request = tray::text(world, "SELECT id FROM code_requests").await;
        let case = tray::case_of(world, desk::NUMBER).await;
        let before = count(world, CODES).await;
        let petra = desk::staff(world, "petra", &[Role::Placement]).await;
        let answer = format!("/sachbearbeitung/anfragen/{request}");
        let sent = post(&petra, &answer, &[("case", &case)]).await.expect(303);
        let waits = sent.follow().await.expect(200);
        waits
            .shows("Freischaltcode für eine Person ausstellen")
            .shows("Lindenweg 12");
        assert_eq!(count(world, CODES).await, before);
        let bea = desk::staff(world, "bea", &[Role::Benefits]).await;
        let page = bea.get(waits.url().path()).await.expect(200);
        let page = page.form("confirm-form").submit_and_follow().await;
        page.expect(200).shows("Freigegeben und ausgeführt");
        assert_eq!(count(world, CODES).await, before + 1);
        let answered = Portal.newest(world, "code.request_answered").await;
        assert_eq!(answered["by"]["id"], "resident-bea");
        assert_eq!(answered["on_behalf"], "resident-petra");
        // An organisation's does not: it was not named.
        let case = tray::case_of(world, "987B654321").await;
        let path = format!("/sachbearbeitung/faelle/{case}/code");
        let page = petra.get(&path).await.expect(200).form("issue-form");
        let sent = page.submit().await.expect(303);
        assert_eq!(
            sent.header("location"),
            format!("/sachbearbeitung/faelle/{case}")
        );
    }
);
