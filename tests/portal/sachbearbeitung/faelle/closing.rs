//! What the end of a case ends, and what it leaves.

use kit::Database;
use kit::world::World;

use super::{clerk, entries, find, path_of};
use crate::desk::{self, BORN, NUMBER, code_for_company, code_for_kim, codes, enter};

kit::on_both!(a_closed_case_gets_no_code, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    let kim = desk::signed_in(&world, "kim").await;
    let code = code_for_kim(&world).await;
    let found = find(&clerk, "Klicker").await;
    let page = found.click("Kim Klicker").await.expect(200);
    page.shows("Noch nicht eingelöst");
    let case = path_of(&page);
    let ask = page.click("Fall schließen").await.expect(200);
    let page = ask.form("close-form").submit().await.expect(422);
    page.shows("Wählen Sie einen Grund");
    let close = ask.form("close-form").force("reason", "moved");
    let page = close.submit_and_follow().await.expect(200);
    page.shows("Der Fall ist geschlossen")
        .shows("Widerrufen oder ersetzt");
    assert!(!page.has("#issue") && !page.has("#change"));
    assert_eq!(entries(&world, "case.closed").await, 1);
    assert_eq!(entries(&world, "code.revoked").await, 1);
    let page = enter(&kim, &code, BORN).await.expect(422);
    page.shows("gilt nicht mehr");
    let who = [
        "issue",
        "--given-name",
        "Kim",
        "--family-name",
        "Klicker",
        "--birth-date",
    ];
    let more = [
        "1987-03-14",
        "--customer-number",
        NUMBER,
        "--address-line",
        "Lindenweg 12",
    ];
    let town = ["--address-line", "12345 Musterstadt"];
    let refused = codes(&world, &[&who[..], &more, &town].concat()).await;
    assert!(refused.expect_err("refused").contains("closed"));
    let change = clerk.get(&format!("{case}/aendern")).await.expect(303);
    assert!(change.redirect().ends_with(&case));
    find(&clerk, "Klicker").await.shows("Fall geschlossen");
    // A second click closes nothing twice, and opening again brings no code back.
    let again = ask.form("close-form").force("reason", "moved");
    let page = again.submit_and_follow().await.expect(200);
    page.shows("inzwischen geändert");
    let page = clerk.get(&case).await.form("reopen-form");
    let page = page.submit_and_follow().await.expect(200);
    page.shows("Der Fall ist wieder offen");
    assert_eq!(entries(&world, "case.reopened").await, 1);
    let page = enter(&kim, &code, BORN).await.expect(422);
    page.shows("gilt nicht mehr");
    let fresh = code_for_kim(&world).await;
    let _ = enter(&kim, &fresh, BORN).await.expect(303);
    clerk
        .get(&case)
        .await
        .shows("mit einem Online-Konto verknüpft")
        .shows("Eingelöst am");
});

kit::on_both!(
    a_closed_case_keeps_its_profile,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let kim = desk::signed_in(&world, "kim").await;
        desk::unlock_kim(&world, &kim).await;
        let page = find(&clerk, NUMBER).await.click("Kim Klicker").await;
        let ask = page.click("Fall schließen").await.expect(200);
        let _ = ask
            .form("close-form")
            .force("reason", "ended")
            .submit()
            .await
            .expect(303);
        let home = kim.get("/start").await.expect(200);
        home.shows("Ihr Fall ist geschlossen").shows("Kim Klicker");
    }
);

kit::on_both!(
    a_reason_fits_the_kind_of_case,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let _ = code_for_company(&world).await;
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        let ask = page.click("Fall schließen").await.expect(200);
        assert!(!ask.has("#reason-died") && ask.has("#reason-dissolved"));
        let page = ask
            .form("close-form")
            .force("reason", "died")
            .submit()
            .await;
        page.expect(422).shows("Wählen Sie einen Grund");
    }
);
