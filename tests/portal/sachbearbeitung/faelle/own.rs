//! Who may work on a case: nobody on their own.

use kit::world::World;
use kit::{Database, Visitor};
use shared::claims::Role;

use super::{CASES, KIM, clerk, entries, find, path_of, record};
use crate::desk::{self, NUMBER, code_for_company, count};
use crate::tray;

kit::on_both!(
    placement_reads_and_changes_nothing,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let case = path_of(&record(&clerk, KIM).await);
        let paul = desk::staff(&world, "paul", &[Role::Placement]).await;
        let page = find(&paul, "Klicker").await;
        assert!(!page.has("#record"));
        let page = page.click("Kim Klicker").await.expect(200);
        page.shows("Lindenweg 12");
        assert!(!page.has("#change") && !page.has("#close"));
        for path in ["/aendern", "/schliessen"] {
            let _ = paul.get(&format!("{case}{path}")).await.expect(403);
        }
        let _ = paul.get("/sachbearbeitung/faelle/neu").await.expect(403);
        for role in [Role::Support, Role::Audit] {
            let visitor = desk::staff(&world, role.as_str(), &[role]).await;
            let _ = visitor.get(CASES).await.expect(403);
            let _ = visitor.get(&case).await.expect(403);
        }
    }
);

kit::on_both!(
    nobody_works_on_their_own_case,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = desk::staff(&world, "kim", &[Role::Lead]).await;
        let clerk = clerk(&world).await;
        desk::unlock_kim(&world, &kim).await;
        let case = path_of(&find(&clerk, NUMBER).await.click("Kim Klicker").await);
        let id = case.rsplit('/').next().unwrap_or_default();
        let change = format!("/sachbearbeitung/faelle/{id}/aendern");
        let close = format!("/sachbearbeitung/faelle/{id}/schliessen");
        let reopen = format!("/sachbearbeitung/faelle/{id}/wieder-oeffnen");
        for path in [&case, &change, &close] {
            let page = kim.get(path).await.expect(403);
            page.shows("Das ist Ihr eigener Fall");
        }
        let page = kim.get("/sachbearbeitung").await.expect(200);
        let csrf = page
            .attribute("input[name=csrf]", "value")
            .unwrap_or_default();
        for path in [change, close, reopen] {
            let field = [
                ("csrf", csrf.as_str()),
                ("version", "1"),
                ("reason", "moved"),
            ];
            let page = kim.ask(http::Method::POST, &path).form(&field).send().await;
            page.expect(403).shows("Das ist Ihr eigener Fall");
        }
        assert_eq!(
            count(
                &world,
                "SELECT COUNT(*) FROM cases WHERE closed_at IS NOT NULL"
            )
            .await,
            0
        );
    }
);

/// The pages of this case, none of which is for this visitor.
async fn keeps_out(visitor: &Visitor, case: &str) {
    for page in ["", "/aendern", "/schliessen", "/code"] {
        let page = visitor.get(&format!("{case}{page}")).await.expect(403);
        page.shows("Das ist Ihr eigener Fall");
    }
    let page = visitor.get("/sachbearbeitung").await.expect(200);
    let csrf = page.attribute("input[name=csrf]", "value");
    let path = format!("{case}/code");
    let ask = visitor.ask(http::Method::POST, &path);
    let sent = ask.form(&[("csrf", csrf.unwrap_or_default())]).send().await;
    sent.expect(403).shows("Das ist Ihr eigener Fall");
}

kit::on_both!(
    who_removes_the_profile_is_no_stranger_to_the_case,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = desk::staff(&world, "kim", &[Role::Lead]).await;
        desk::unlock_kim(&world, &kim).await;
        let case = tray::case_of(&world, NUMBER).await;
        let profile = "SELECT id FROM profiles WHERE resident_id = 'resident-kim' \
                       AND case_id IS NOT NULL";
        let profile = tray::text(&world, profile).await;
        let remove = format!("/profile-verwalten/{profile}/entfernen");
        let page = kim.get(&remove).await.expect(200);
        let _ = page.form("remove-form").submit().await.expect(303);
        let held = "SELECT COUNT(*) FROM profiles WHERE case_id IS NOT NULL";
        assert_eq!(count(&world, held).await, 0);
        keeps_out(&kim, &format!("{CASES}/{case}")).await;
        assert_eq!(entries(&world, "case.read").await, 0);
        // Nor is it theirs to work on once another account has it.
        let other = desk::signed_in(&world, "kim-anew").await;
        desk::unlock_kim(&world, &other).await;
        keeps_out(&kim, &format!("{CASES}/{case}")).await;
        let _ = clerk(&world)
            .await
            .get(&format!("{CASES}/{case}"))
            .await
            .expect(200);
    }
);

kit::on_both!(
    who_left_an_organisation_is_no_stranger_to_its_case,
    async |database: Database| {
        let world = World::start(database).await;
        let petra = desk::staff(&world, "petra", &[Role::Placement, Role::Benefits]).await;
        let code = code_for_company(&world).await;
        let form = petra.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let done = form.fill("register_number", "HRB 12345").submit().await;
        let _ = done.expect(303);
        let clerk = clerk(&world).await;
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        let case = path_of(&page);
        let gone = page.form("withdraw-1").submit_and_follow().await;
        gone.expect(200).shows("Noch niemand hat das Profil");
        keeps_out(&petra, &case).await;
    }
);
