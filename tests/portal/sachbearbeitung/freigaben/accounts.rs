//! What happens to accounts and colleagues waits for a second person.

use std::time::Duration;

use futures::future::join_all;
use kit::audit::Log::Portal;
use kit::{Page, Visitor};
use shared::claims::Role;

use super::{LIST, ask, events, office};
use crate::tray;

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
