//! What becomes of the wishes of who may not wish any more.

use kit::Visitor;
use shared::claims::Role;

use super::{LIST, WAITING, ask, events, office};
use crate::desk::count;
use crate::stage::Stage;

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
