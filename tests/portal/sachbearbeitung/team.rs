//! `/sachbearbeitung/team`: colleagues, invitations, roles.

use kit::Visitor;
use kit::audit::Log::Portal;
use shared::claims::Role;

use crate::desk::count;
use crate::stage::Stage;
use crate::tray;

async fn with_a_lead(database: kit::Database) -> (Stage, Visitor) {
    let stage = Stage::set(database).await;
    stage.provider.admin.add("lena", &["staff.lead"]);
    stage.provider.admin.add("uwe", &["staff.benefits"]);
    stage.provider.admin.add("kim", &[]);
    let lead = stage.staff("lena", &[Role::Lead]).await;
    (stage, lead)
}

kit::on_both!(
    colleagues_are_listed_with_their_roles,
    async |database: kit::Database| {
        let (stage, lead) = with_a_lead(database).await;
        let page = lead.get("/sachbearbeitung/team").await.expect(200);
        page.shows("uwe@example.org")
            .shows("Leistung")
            .shows("das sind Sie");
        page.hides("kim@example.org");
        assert!(page.has("#invite"));
        let member = lead.get("/sachbearbeitung/team/uwe").await.expect(200);
        assert!(member.has("#roles") && member.has("#deactivate"));
        let own = lead.get("/sachbearbeitung/team/lena").await.expect(200);
        assert!(own.has("#own") && !own.has("#roles") && !own.has("#deactivate"));
        // A citizen is none of them.
        let citizen = lead.get("/sachbearbeitung/team/kim").await.expect(303);
        assert_eq!(citizen.header("location"), "/sachbearbeitung/konten/kim");
        // Audit sees who belongs to the staff, and changes nothing.
        let audit = stage.staff("rita", &[Role::Audit]).await;
        let page = audit.get("/sachbearbeitung/team").await.expect(200);
        page.shows("uwe@example.org");
        assert!(!page.has("#invite") && !page.has("#invitations"));
        let page = audit.get("/sachbearbeitung/team/uwe").await.expect(200);
        assert!(!page.has("#roles") && !page.has("#deactivate"));
        for path in [
            "uwe/rollen",
            "uwe/rollen-entziehen",
            "uwe/deaktivieren",
            "einladen",
        ] {
            let _ = audit
                .get(&format!("/sachbearbeitung/team/{path}"))
                .await
                .expect(403);
        }
    }
);

kit::on_both!(
    a_colleague_is_invited_again_and_not_at_all,
    async |database: kit::Database| {
        let (stage, lead) = with_a_lead(database).await;
        let admin = &stage.provider.admin;
        let page = lead.get("/sachbearbeitung/team/einladen").await.expect(200);
        let wrong = page.form("invite-form").fill("email", "ina").submit().await;
        let wrong = wrong.expect(422);
        assert!(wrong.has("#email-error") && wrong.has("#roles-error"));
        let odd = page.form("invite-form").fill("email", "ina@example.org");
        let odd = odd.force("role", "boss").submit().await.expect(422);
        assert!(odd.has("#roles-error"));
        let form = page.form("invite-form").fill("email", "ina@example.org");
        let sent = form
            .fill("role", "placement")
            .fill("lang", "en")
            .submit()
            .await;
        let list = sent.expect(303).follow().await.expect(200);
        list.shows("Die Einladung ist verschickt")
            .shows("ina@example.org");
        let invitations = admin.invitations();
        assert_eq!(
            invitations[0]["roles"],
            serde_json::json!(["staff.placement"])
        );
        assert_eq!(invitations[0]["lang"], "en");
        let id = invitations[0]["id"].as_str().expect("an id").to_owned();

        let again = format!("/sachbearbeitung/team/einladungen/{id}/erneut");
        let page = lead.get(&again).await.expect(200);
        let page = page.form("invitation-form").submit().await.expect(303);
        page.follow()
            .await
            .expect(200)
            .shows("noch einmal verschickt");
        let id = admin.invitations()[0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        assert_eq!(admin.invitations().len(), 1);
        let _ = lead.get(&again).await.expect(404);

        let back = format!("/sachbearbeitung/team/einladungen/{id}/zurueckziehen");
        let page = lead.get(&back).await.expect(200);
        let page = page.form("invitation-form").submit().await.expect(303);
        page.follow().await.expect(200).shows("zurückgezogen");
        assert!(admin.invitations().is_empty());
        for (event, times) in [("staff.invited", 2), ("staff.invitation_withdrawn", 1)] {
            let told = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{event}'");
            assert_eq!(count(&stage.world, &told).await, times, "{event}");
        }
        admin.refuse(Some((409, "already_staff")));
        let page = lead.get("/sachbearbeitung/team/einladen").await.expect(200);
        let form = page.form("invite-form").fill("email", "uwe@example.org");
        let page = form.fill("role", "placement").submit().await.expect(422);
        page.shows("gehört schon zum Team");
        assert!(page.has("#email-error"));
    }
);

kit::on_both!(
    roles_are_changed_and_withdrawn,
    async |database: kit::Database| {
        let (stage, lead) = with_a_lead(database).await;
        let admin = &stage.provider.admin;
        let page = lead
            .get("/sachbearbeitung/team/uwe/rollen")
            .await
            .expect(200);
        assert!(page.has("#role-benefits[checked]") && !page.has("#role-lead[checked]"));
        let none = page.form("roles-form").uncheck("role").submit().await;
        assert!(none.expect(422).has("#roles-error"));
        let page = page
            .form("roles-form")
            .fill("role", "support")
            .submit()
            .await;
        page.expect(303)
            .follow()
            .await
            .expect(200)
            .shows("Die Rollen sind geändert");
        assert_eq!(
            admin.account("uwe")["roles"],
            serde_json::json!(["staff.support"])
        );

        admin.refuse(Some((409, "last_lead")));
        let page = lead.get("/sachbearbeitung/team/uwe/rollen-entziehen").await;
        let form = page.expect(200).form("withdraw-form");
        form.submit()
            .await
            .expect(422)
            .shows("die letzte Teamleitung");
        admin.refuse(None);
        let page = lead.get("/sachbearbeitung/team/uwe/rollen-entziehen").await;
        let page = page.expect(200).form("withdraw-form").submit().await;
        let page = page.expect(303).follow().await.expect(200);
        page.shows("Alle Rollen sind entzogen")
            .hides("uwe@example.org");
        let deeds = admin.deeds();
        let last = deeds.last().expect("a deed");
        assert_eq!(last.what, "PUT accounts/uwe/roles");
        assert_eq!(last.body, serde_json::json!({ "roles": [] }));
        // Their own are nobody's to change, and a role above the own is not to give.
        let own = lead
            .get("/sachbearbeitung/team/lena/rollen")
            .await
            .expect(303);
        assert_eq!(own.header("location"), "/sachbearbeitung/team/lena");
    }
);

kit::on_both!(
    a_grave_deed_asks_for_a_fresh_sign_in,
    async |database: kit::Database| {
        let (stage, lead) = with_a_lead(database).await;
        let form = lead
            .get("/sachbearbeitung/team/uwe/rollen")
            .await
            .expect(200);
        stage.world.advance(std::time::Duration::from_mins(16));
        let page = form
            .form("roles-form")
            .fill("role", "support")
            .submit()
            .await;
        let sent = page.expect(303);
        let place = sent.header("location");
        let page = "/anmelden?frisch=1&weiter=%2Fsachbearbeitung%2Fteam%2Fuwe%2Frollen%3Fentwurf";
        assert!(place.starts_with(page), "{place}");
        assert!(stage.provider.admin.deeds().is_empty());
        let place = url::Url::parse(&sent.redirect()).expect("an address");
        stage.sign_in_as(&lead, "lena", &[Role::Lead]).await;
        let kept = lead.get(&crate::stage::parameter(&place, "weiter")).await;
        let kept = kept.expect(200);
        kept.shows("Ihre Eingaben sind noch da");
        assert_eq!(kept.form("roles-form").value("role"), Some("support"));
        let form = lead
            .get("/sachbearbeitung/team/uwe/rollen")
            .await
            .expect(200);
        let page = form
            .form("roles-form")
            .fill("role", "support")
            .submit()
            .await;
        let _ = page.expect(303);
        assert_eq!(stage.provider.admin.deeds().len(), 1);
    }
);

kit::on_both!(
    a_form_that_was_opened_in_time_is_taken,
    async |database: kit::Database| {
        let (stage, lead) = with_a_lead(database).await;
        let form = lead
            .get("/sachbearbeitung/team/uwe/rollen")
            .await
            .expect(200);
        stage.world.advance(std::time::Duration::from_mins(14));
        stage.provider.answer(
            200,
            serde_json::json!({
                "access_token": "a", "token_type": "Bearer", "expires_in": 300,
                "refresh_token": "r",
            }),
        );
        let form = form.form("roles-form").fill("role", "support");
        let page = form.submit().await.expect(303);
        assert!(
            page.header("location")
                .starts_with("/sachbearbeitung/team/uwe"),
            "{}",
            page.header("location")
        );
        assert_eq!(stage.provider.admin.deeds().len(), 1);
    }
);

kit::on_both!(
    who_looks_at_a_colleague_is_in_the_log,
    async |database: kit::Database| {
        let (stage, _) = with_a_lead(database).await;
        let rita = stage.staff("rita", &[Role::Audit]).await;
        let _ = stage.staff("uwe", &[Role::Benefits]).await;
        let _ = rita.get("/sachbearbeitung/team/uwe").await.expect(200);
        let id = async |sub: &str| {
            let select = format!("SELECT id FROM residents WHERE sub = '{sub}'");
            tray::text(&stage.world, &select).await
        };
        let entry = Portal.newest(&stage.world, "account.read").await;
        assert_eq!(entry["by"]["id"], id("rita").await);
        assert_eq!(entry["about"], id("uwe").await);
        let calls = stage.provider.admin.calls();
        let asked = calls.iter().any(|call| call.what == "GET accounts/uwe");
        assert!(asked, "an entry at the provider as well: {calls:?}");
        // A citizen is no colleague, and not told apart from nobody.
        for who in ["kim", "nobody"] {
            let path = format!("/sachbearbeitung/team/{who}");
            let _ = rita.get(&path).await.expect(404);
        }
    }
);
