//! What happens to cases and their codes waits for a second person.

use kit::audit::Log::Portal;
use shared::claims::Role;

use super::{CODES, LIST, WAITING, events, join_company, post};
use crate::beantragen::ask_for_code;
use crate::desk::{self, BORN, count};
use crate::stage::Stage;
use crate::tray;

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
