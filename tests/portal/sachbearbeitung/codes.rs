//! `/sachbearbeitung/faelle/{case}/code`: issuing, issuing again, revoking.

use futures::future::join_all;
use http::Method;
use kit::world::World;
use kit::{Database, Page, Visitor};
use shared::claims::Role;

use crate::desk::{self, BORN, NUMBER, code_for_kim, count, enter, signed_in, unlock_kim};
use crate::tray;

const OPEN: &str = "SELECT COUNT(*) FROM unlock_codes WHERE used_at IS NULL AND revoked_at IS NULL";

/// The page that asks first.
async fn asked(staff: &Visitor, case: &str) -> Page {
    let path = format!("/sachbearbeitung/faelle/{case}/code");
    staff.get(&path).await
}

async fn issue(staff: &Visitor, case: &str) -> Page {
    asked(staff, case)
        .await
        .expect(200)
        .form("issue-form")
        .submit()
        .await
}

kit::on_both!(
    a_code_that_staff_issue_is_seen_by_the_letter_only,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let old = code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let staff = desk::staff(&world, "petra", &[Role::Placement]).await;
        let page = asked(&staff, &case).await.expect(200);
        page.shows("Lindenweg 12")
            .shows(&format!("Der Code {} verliert", &old.replace('-', "")[..5]));
        let done = issue(&staff, &case).await.expect(303);
        assert!(
            done.redirect()
                .ends_with(&format!("/sachbearbeitung/faelle/{case}"))
        );
        let letters = tray::wait_for(&world, 2).await;
        let new = tray::code_in(&letters[1]);
        assert_ne!(old, new);
        assert_eq!(
            letters[1]["to"],
            "Kim Klicker\nLindenweg 12\n12345 Musterstadt"
        );
        assert!(!done.text().contains(&new) && !page.text().contains(&new));
        assert_eq!(
            tray::text(
                &world,
                "SELECT issued_by FROM unlock_codes WHERE issued_by IS NOT NULL"
            )
            .await,
            "resident-petra"
        );
        assert_eq!(count(&world, OPEN).await, 1);
        let page = enter(&kim, &old, BORN).await.expect(422);
        page.shows("neueren Brief");
        let _ = enter(&kim, &new, BORN).await.expect(303);
        // What was sealed is gone.
        let sealed = "SELECT COUNT(*) FROM letters WHERE content IS NOT NULL";
        tray::until(&world, sealed, 0).await;
    }
);

kit::on_both!(
    twenty_codes_at_once_leave_one_open,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let staff = desk::staff(&world, "lena", &[Role::Lead]).await;
        let mut forms = Vec::new();
        for _ in 0..20 {
            forms.push(asked(&staff, &case).await.form("issue-form"));
        }
        let pages = join_all(forms.into_iter().map(kit::Form::submit)).await;
        let issued = pages.iter().filter(|page| page.status() == 303).count();
        assert!(issued > 0);
        assert_eq!(count(&world, OPEN).await, 1);
        let all = count(&world, "SELECT COUNT(*) FROM unlock_codes").await;
        assert_eq!(all, i64::try_from(issued + 1).expect("small"));
    }
);

kit::on_both!(a_revoked_code_opens_nothing, async |database: Database| {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    let code = code_for_kim(&world).await;
    let other = desk::code_for_company(&world).await;
    let case = tray::case_of(&world, NUMBER).await;
    let staff = desk::staff(&world, "bernd", &[Role::Benefits]).await;
    let path = |code: &str| {
        let name = &code.replace('-', "")[..5];
        format!("/sachbearbeitung/faelle/{case}/code/{name}/widerrufen")
    };
    // Another case's code is none of this case's.
    let _ = staff.get(&path(&other)).await.expect(404);
    let page = staff.get(&path(&code)).await.expect(200);
    assert_eq!(count(&world, OPEN).await, 2, "looking changes nothing");
    let _ = page.form("revoke-form").submit().await.expect(303);
    assert_eq!(count(&world, OPEN).await, 1);
    let refused = enter(&kim, &code, BORN).await.expect(422);
    refused.shows("gilt nicht mehr");
    // The page that was still open tells that there is nothing left to do.
    let late = page.form("revoke-form").submit().await.expect(409);
    late.shows("wartet nicht mehr");
    staff
        .get(&path(&code))
        .await
        .expect(200)
        .shows("wartet nicht mehr");
    let events = "SELECT COUNT(*) FROM audit_events WHERE event = 'code.revoked'";
    assert_eq!(count(&world, events).await, 1);
});

kit::on_both!(
    a_closed_case_and_one_without_address_get_no_code,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let case = tray::case_of(&world, NUMBER).await;
        let staff = desk::staff(&world, "bernd", &[Role::Benefits]).await;
        let before = asked(&staff, &case).await.expect(200);
        let town = "UPDATE cases SET address = '[\"12345 Musterstadt\"]'";
        tray::change(&world, town).await;
        let page = before.form("issue-form").submit().await.expect(422);
        page.shows("keine Anschrift, an die ein Brief zugestellt werden kann");
        let long = format!(
            "UPDATE cases SET address = '[\"{}\",\"X\"]'",
            "W".repeat(90)
        );
        tray::change(&world, &long).await;
        let page = before.form("issue-form").submit().await.expect(422);
        page.shows("zu lang für das Sichtfenster");
        let right = "UPDATE cases SET address = '[\"Lindenweg 12\",\"12345 Musterstadt\"]', \
                     closed_at = 1, closed_reason = 'mistake'";
        tray::change(&world, right).await;
        let page = before.form("issue-form").submit().await.expect(422);
        page.shows("Der Fall ist geschlossen");
        asked(&staff, &case)
            .await
            .expect(200)
            .shows("Der Fall ist geschlossen");
        assert_eq!(count(&world, "SELECT COUNT(*) FROM unlock_codes").await, 1);
    }
);

kit::on_both!(
    nobody_issues_a_code_for_their_own_case,
    async |database: Database| {
        let world = World::start(database).await;
        let staff = desk::staff(&world, "kim", &[Role::Lead]).await;
        unlock_kim(&world, &staff).await;
        let case = tray::case_of(&world, NUMBER).await;
        let page = asked(&staff, &case).await.expect(403);
        page.shows("eigener Fall");
        // Not by a form of another case either.
        desk::code_for_company(&world).await;
        let other = tray::case_of(&world, "987B654321").await;
        let form = asked(&staff, &other).await.expect(200).form("issue-form");
        let token = form.value("csrf").expect("a token").to_owned();
        let path = format!("/sachbearbeitung/faelle/{case}/code");
        let posted = staff.ask(Method::POST, &path).form(&[("csrf", token)]);
        let _ = posted.send().await.expect(403);
        let _ = staff
            .get(&format!(
                "/sachbearbeitung/faelle/{case}/code/AAAAA/widerrufen"
            ))
            .await
            .expect(403);
    }
);
