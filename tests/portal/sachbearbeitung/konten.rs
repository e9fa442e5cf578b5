//! `/sachbearbeitung/konten`: find, see, deactivate, reactivate (S94, S95).

use kit::{Page, Visitor};
use shared::claims::Role;

use crate::desk::count;
use crate::stage::Stage;

const LIST: &str = "/sachbearbeitung/konten";

/// Sends the question whether to deactivate.
async fn deactivate(visitor: &Visitor, account: &str, note: &str) -> Page {
    let page = visitor.get(&format!("{LIST}/{account}/deaktivieren")).await;
    let form = page.expect(200).form("deactivate-form");
    form.fill("reason", "misuse")
        .fill("note", note)
        .submit()
        .await
}

kit::on_both!(
    an_account_is_found_by_its_whole_address,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        stage.provider.admin.add("kim", &[]);
        let support = stage.staff("sven", &[Role::Support]).await;
        let search = |email: &'static str| {
            let support = &support;
            async move {
                let page = support.get(LIST).await.expect(200);
                page.form("search-form").fill("email", email).submit().await
            }
        };
        let page = search(" kim@example.org ").await.expect(303);
        assert_eq!(page.header("location"), "/sachbearbeitung/konten/kim");
        let page = page.follow().await.expect(200);
        page.shows("kim@example.org").shows("Aktiv");
        page.shows("Eingerichtet am").shows("Nicht eingerichtet");
        assert!(page.has("#deactivate") && !page.has("#reactivate"));
        let none = search("kim").await.expect(422);
        assert!(none.has("#email-error"), "{}", none.text());
        search("uwe@example.org")
            .await
            .expect(422)
            .shows("Es gibt kein Konto");
        let call = stage.provider.admin.calls().remove(0);
        assert_eq!(call.what, "GET accounts");
        assert_eq!(
            call.token, "access",
            "the person's own token for the provider"
        );
        let read = "SELECT COUNT(*) FROM audit_events WHERE event = 'account.read'";
        assert_eq!(count(&stage.world, read).await, 1);
        for odd in ["..", "%2e%2e", "a%2Fb", "%3f"] {
            let page = support.get(&format!("{LIST}/{odd}/deaktivieren")).await;
            assert_eq!(page.status(), 404, "{odd}");
        }
    }
);

kit::on_both!(
    deactivated_with_a_reason_and_reactivated,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let admin = &stage.provider.admin;
        admin.add("kim", &[]);
        let kim = stage.signed_in().await;
        drop(kim);
        let support = stage.staff("sven", &[Role::Support]).await;
        let page = support
            .get("/sachbearbeitung/konten/kim/deaktivieren")
            .await;
        let page = page.expect(200);
        page.shows("sofort überall abgemeldet")
            .shows("Servicenummer");
        let missing = page.form("deactivate-form").submit().await.expect(422);
        assert!(missing.has("#reason-error"));
        let form = page.form("deactivate-form").fill("reason", "other");
        assert!(
            form.submit().await.expect(422).has("#note-error"),
            "which other one?"
        );
        let long = deactivate(&support, "kim", &"ä".repeat(201)).await;
        assert!(long.expect(422).has("#note-error"));
        let odd = page.form("deactivate-form").force("reason", "identified");
        let _ = odd.submit().await.expect(422);
        assert!(admin.deeds().is_empty());

        let done = deactivate(&support, "kim", "hat angerufen")
            .await
            .expect(303);
        let page = done.follow().await.expect(200);
        page.shows("Das Konto ist deaktiviert")
            .shows("Hinweise auf Missbrauch");
        page.shows("hat angerufen");
        assert!(page.has("#reactivate") && !page.has("#deactivate"));
        let deeds = admin.deeds();
        assert_eq!(deeds.len(), 1);
        assert_eq!(deeds[0].what, "POST accounts/kim/deactivation");
        assert_eq!(deeds[0].body["reason"], "misuse: hat angerufen");
        // Once more leads back to the account.
        let again = support
            .get("/sachbearbeitung/konten/kim/deaktivieren")
            .await;
        assert_eq!(
            again.expect(303).header("location"),
            "/sachbearbeitung/konten/kim"
        );

        let page = support
            .get("/sachbearbeitung/konten/kim/reaktivieren")
            .await;
        let form = page.expect(200).form("reactivate-form");
        let page = form.fill("reason", "identified").submit().await.expect(303);
        page.follow()
            .await
            .expect(200)
            .shows("Das Konto ist reaktiviert");
        assert_eq!(admin.account("kim")["state"], "active");
        for event in ["account.deactivated", "account.reactivated"] {
            let told = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{event}'");
            assert_eq!(count(&stage.world, &told).await, 1, "{event}");
        }
    }
);

kit::on_both!(
    a_colleagues_account_is_the_leads,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let admin = &stage.provider.admin;
        admin.add("lena", &["staff.lead"]);
        admin.add("sven", &["staff.support"]);
        admin.add("uwe", &["staff.benefits"]);
        let support = stage.staff("sven", &[Role::Support]).await;
        let page = support.get("/sachbearbeitung/konten/uwe").await.expect(200);
        assert!(page.has("#colleague") && !page.has("#deactivate"));
        let page = support
            .get("/sachbearbeitung/konten/uwe/deaktivieren")
            .await;
        let page = page.expect(303);
        assert_eq!(
            page.header("location"),
            "/sachbearbeitung/team/uwe/deaktivieren"
        );
        let _ = page.follow().await.expect(403);
        // The own account, by whatever way.
        let own = support
            .get("/sachbearbeitung/konten/sven")
            .await
            .expect(200);
        assert!(own.has("#own") && !own.has("#deactivate"));
        let lead = stage.staff("lena", &[Role::Lead]).await;
        let own = lead.get("/sachbearbeitung/team/lena/deaktivieren").await;
        assert_eq!(
            own.expect(303).header("location"),
            "/sachbearbeitung/team/lena"
        );
        assert!(admin.deeds().is_empty());
        let page = lead.get("/sachbearbeitung/team/uwe/deaktivieren").await;
        let form = page.expect(200).form("deactivate-form");
        let page = form
            .fill("reason", "left_office")
            .submit()
            .await
            .expect(303);
        page.follow()
            .await
            .expect(200)
            .shows("Das Konto ist deaktiviert");
        assert_eq!(admin.account("uwe")["state"], "deactivated");
        let page = lead.get("/sachbearbeitung/team/uwe/reaktivieren").await;
        let form = page.expect(200).form("reactivate-form");
        let _ = form.fill("reason", "mistake").submit().await.expect(303);
        assert_eq!(admin.account("uwe")["state"], "active");
    }
);

kit::on_both!(
    what_the_provider_refuses_is_told,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let admin = &stage.provider.admin;
        admin.add("kim", &[]);
        let support = stage.staff("sven", &[Role::Support]).await;
        for (word, told) in [
            ("last_lead", "die letzte Teamleitung"),
            ("above_own_role", "über Ihrer eigenen Rolle"),
            ("of_tomorrow", "inzwischen geändert"),
        ] {
            admin.refuse(Some((409, word)));
            let page = deactivate(&support, "kim", "").await.expect(422);
            page.shows(told);
            assert!(page.has("#submit-error"), "{word}");
        }
        admin.refuse(Some((400, "invalid")));
        deactivate(&support, "kim", "")
            .await
            .expect(422)
            .shows("nicht angenommen");
        admin.refuse(Some((403, "forbidden")));
        let _ = deactivate(&support, "kim", "").await.expect(403);
        admin.refuse(Some((404, "not_found")));
        let _ = deactivate(&support, "kim", "").await.expect(404);
        admin.refuse(Some((401, "insufficient_user_authentication")));
        let page = support
            .get("/sachbearbeitung/konten/kim/deaktivieren")
            .await;
        let fresh = page.expect(303);
        assert_eq!(
            fresh.header("location"),
            "/anmelden?frisch=1&weiter=%2Fsachbearbeitung%2Fkonten%2Fkim%2Fdeaktivieren"
        );
        assert!(stage.is_signed_in(&support).await);
        // The provider does not know the login any more: it is over here as well.
        admin.refuse(Some((401, "invalid_token")));
        let page = support.get("/sachbearbeitung/konten/kim").await.expect(303);
        assert_eq!(page.header("location"), "/abgemeldet");
        assert!(!stage.is_signed_in(&support).await);
        let sessions = "SELECT COUNT(*) FROM sessions";
        assert_eq!(count(&stage.world, sessions).await, 0);
        let written = "SELECT COUNT(*) FROM audit_events WHERE event = 'account.deactivated'";
        assert_eq!(count(&stage.world, written).await, 0);
    }
);

kit::on_both!(
    without_the_provider_there_is_a_page,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let support = stage.staff("sven", &[Role::Support]).await;
        stage.provider.admin.refuse(Some((503, "busy")));
        stage.provider.admin.add("kim", &[]);
        let page = deactivate(&support, "kim", "").await.expect(503);
        page.shows("nicht erreichbar");
        assert!(page.header("retry-after").parse::<u64>().is_ok());
        stage.provider.admin.refuse(None);
        let _ = support.get("/sachbearbeitung/konten/kim").await.expect(200);
    }
);

kit::on_both!(
    what_another_had_done_is_not_written_down_twice,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        stage.provider.admin.add("kim", &[]);
        let support = stage.staff("sven", &[Role::Support]).await;
        stage.provider.admin.be_done_before();
        let done = deactivate(&support, "kim", "").await.expect(303);
        done.follow().await.expect(200).shows("deaktiviert");
        let told = "SELECT COUNT(*) FROM audit_events WHERE event = 'account.deactivated'";
        assert_eq!(count(&stage.world, told).await, 0);
    }
);
