//! The last admin can't go, however many try at once. `/profile-verwalten/{id}/verlassen`.

use futures::future::join_all;
use kit::world::World;
use kit::{Database, Visitor};

use super::{admins, by_colleague, by_letter, events, members, profile_of};

const NEEDED: &str = "braucht einen Admin";

fn way_out(id: &str) -> String {
    format!("/profile-verwalten/{id}/verlassen")
}

fn change(id: &str) -> String {
    format!("/unternehmen/zugaenge/{id}")
}

/// Posts an empty form there, whether or not a page offers it.
async fn press(visitor: &Visitor, path: &str, role: &str) -> kit::Page {
    let page = visitor.get("/profile-verwalten").await;
    let csrf = page.attribute("input[name=csrf]", "value");
    let fields = [
        ("csrf", csrf.unwrap_or_default()),
        ("role", role.to_owned()),
    ];
    let ask = visitor.ask(http::Method::POST, path);
    ask.form(&fields).send().await
}

kit::on_both!(the_last_admin_stays, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let id = profile_of(&world, "admin").await;
    // Alone, and with a member who is no admin.
    for _ in 0..2 {
        let page = admin.get(&way_out(&id)).await.expect(200);
        page.shows(NEEDED).shows("Rufen Sie uns an");
        for (path, role) in [
            (way_out(&id), ""),
            (format!("{}/entziehen", change(&id)), ""),
            (format!("{}/rolle", change(&id)), "member"),
        ] {
            let page = press(&admin, &path, role).await.expect(409);
            page.shows(NEEDED);
        }
        assert_eq!(admins(&world).await, 1);
        if members(&world).await == 1 {
            page.shows("Geben Sie zuerst einer anderen Person Zugang");
            let _ = by_colleague(&world, &admin, "robin", "member").await;
        } else {
            page.shows("Machen Sie zuerst eine andere Person zum Admin");
        }
    }
    admin.get("/start").await.expect(200).shows("Muster GmbH");
});

kit::on_both!(
    who_is_not_the_last_admin_may_leave,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let robin = by_colleague(&world, &admin, "robin", "member").await;
        let id = profile_of(&world, "robin").await;
        let list = robin.get("/profile-verwalten").await.expect(200);
        let page = list.click("Verlassen (Muster GmbH)").await.expect(200);
        let page = page
            .form("leave-form")
            .submit_and_follow()
            .await
            .expect(200);
        page.shows("noch kein Profil");
        robin.get("/start").await.expect(200).hides("Muster GmbH");
        let _ = robin.get(&way_out(&id)).await.expect(404);
        assert_eq!(events(&world, "company.colleague_left").await, 1);
        // An admin, once there is another.
        let _ = by_colleague(&world, &admin, "uwe", "admin").await;
        let id = profile_of(&world, "admin").await;
        let page = admin.get(&way_out(&id)).await.expect(200);
        let _ = page.form("leave-form").submit().await.expect(303);
        assert_eq!((admins(&world).await, members(&world).await), (1, 1));
        // The page that removes profiles leads here.
        let uwe = profile_of(&world, "uwe").await;
        let stranger = admin.get(&way_out(&uwe)).await;
        assert_eq!(stranger.status(), 404);
        let path = format!("/profile-verwalten/{uwe}/entfernen");
        let _ = press(&admin, &path, "").await.expect(303);
        assert_eq!(members(&world).await, 1);
    }
);

kit::on_both!(
    an_organisation_is_left_not_removed,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let id = profile_of(&world, "admin").await;
        let path = format!("/profile-verwalten/{id}/entfernen");
        for page in [admin.get(&path).await, press(&admin, &path, "").await] {
            assert_eq!(page.expect(303).redirect(), world.portal.url(&way_out(&id)));
        }
        assert_eq!(members(&world).await, 1);
    }
);

/// Six admins, each with the id of their profile.
async fn six(world: &World) -> Vec<(Visitor, String)> {
    let admin = by_letter(world, "admin").await;
    let mut all = vec![(admin.clone(), profile_of(world, "admin").await)];
    for name in ["a", "b", "c", "d", "e"] {
        let visitor = by_colleague(world, &admin, name, "admin").await;
        all.push((visitor, profile_of(world, name).await));
    }
    assert_eq!(admins(world).await, 6);
    all
}

kit::on_both!(all_admins_leave_at_once, async |database: Database| {
    let world = World::start(database).await;
    let all = six(&world).await;
    let leave = all
        .iter()
        .map(|(visitor, id)| async move { press(visitor, &way_out(id), "").await });
    let pages = join_all(leave).await;
    let stayed = pages.iter().filter(|page| page.status() == 409).count();
    assert_eq!(
        (stayed, admins(&world).await, members(&world).await),
        (1, 1, 1)
    );
});

kit::on_both!(
    all_admins_put_each_other_down_at_once,
    async |database: Database| {
        let world = World::start(database).await;
        let all = six(&world).await;
        // Each withdraws the next one and makes the one after a plain member.
        let deeds = all.iter().enumerate().flat_map(|(nth, (visitor, _))| {
            let (next, after) = (&all[(nth + 1) % 6].1, &all[(nth + 2) % 6].1);
            [
                (visitor, format!("{}/entziehen", change(next)), ""),
                (visitor, format!("{}/rolle", change(after)), "member"),
            ]
        });
        let pages = join_all(
            deeds.map(|(visitor, path, role)| async move { press(visitor, &path, role).await }),
        )
        .await;
        for page in &pages {
            assert!(page.status() < 500, "{}", page.text());
        }
        assert!(admins(&world).await >= 1, "somebody manages it");
    }
);

kit::on_both!(
    the_last_admin_keeps_their_data,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let page = admin.get("/meine-daten/loeschen").await.expect(200);
        page.shows(NEEDED)
            .shows("Muster GmbH")
            .hides("14 Tage lang");
        let refused = press(&admin, "/meine-daten/loeschen", "").await;
        refused.expect(409).shows(NEEDED);
        // With another admin they may go, and leave the organisation with their data.
        let _ = by_colleague(&world, &admin, "robin", "admin").await;
        let done = press(&admin, "/meine-daten/loeschen", "").await;
        assert!(
            done.redirect()
                .ends_with("/meine-daten/loeschen/vorgemerkt")
        );
        assert_eq!(admins(&world).await, 2);
        world.advance(std::time::Duration::from_hours(14 * 24));
        let _ = kit::soon(async || admins(&world).await == 1).await;
        assert_eq!((admins(&world).await, members(&world).await), (1, 1));
    }
);
