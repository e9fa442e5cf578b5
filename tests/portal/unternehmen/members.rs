//! `/unternehmen/zugaenge`, `/unternehmen/zugaenge/{member}`, its `/rolle` and `/entziehen`; the way
//! to a code from `/profil-anlegen/unternehmen` and `/profil-anlegen/institution`.

use kit::Database;
use kit::world::World;

use super::{
    ADMINS_PAGE, REGISTER, admins, by_colleague, by_letter, code_for_another, code_from, enter,
    events, members, profile_of,
};
use crate::desk::{code_for_company, count, signed_in, unlock_kim};

kit::on_both!(
    the_first_is_admin_and_another_letter_makes_another,
    async |database: Database| {
        let world = World::start(database).await;
        let first = signed_in(&world, "first").await;
        let code = code_for_company(&world).await;
        let done = enter(&first, &code, REGISTER).await.expect(303);
        let done = done.follow().await.expect(200);
        done.shows("Sie sind Admin");
        let list = done.click("Zugänge verwalten").await.expect(200);
        list.shows("first@example.org").shows("Admin");
        let robin = by_colleague(&world, &first, "robin", "member").await;
        let second = by_letter(&world, "second").await;
        for person in [&first, &robin, &second] {
            person.get("/start").await.expect(200).shows("Muster GmbH");
        }
        assert_eq!((admins(&world).await, members(&world).await), (2, 3));
        // For whom is a member already, the office's code makes an admin.
        let code = code_for_company(&world).await;
        let _ = enter(&robin, &code, REGISTER).await.expect(303);
        assert_eq!((admins(&world).await, members(&world).await), (3, 3));
        // A member's code does not make less of an admin.
        let code = code_from(&first, "Robin", "member").await;
        let _ = enter(&robin, &code, REGISTER).await.expect(303);
        assert_eq!((admins(&world).await, members(&world).await), (3, 3));
    }
);

kit::on_both!(
    who_is_no_admin_reads_what_to_do,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let robin = by_colleague(&world, &admin, "robin", "member").await;
        let id = profile_of(&world, "admin").await;
        for path in [
            ADMINS_PAGE.to_owned(),
            "/unternehmen/zugaenge/neu".to_owned(),
            format!("/unternehmen/zugaenge/{id}"),
        ] {
            let page = robin.get(&path).await.expect(403);
            page.shows("fragen Sie einen Admin")
                .hides("admin@example.org");
        }
        let page = robin.get("/start").await.expect(200);
        page.hides("Zugänge verwalten");
        admin
            .get("/start")
            .await
            .expect(200)
            .shows("Zugänge verwalten");
        // A person, and nobody at all.
        let kim = signed_in(&world, "kim").await;
        let page = kim.get(ADMINS_PAGE).await.expect(403);
        page.shows("Freischaltcode eingeben");
        unlock_kim(&world, &kim).await;
        let _ = kim.get(ADMINS_PAGE).await.expect(403);
        // An admin who acts as somebody else now.
        let page = admin.get("/profil-wechseln").await;
        let _ = page.form("without").submit().await.expect(303);
        let page = admin.get(ADMINS_PAGE).await.expect(403);
        page.shows("In einem anderen Profil")
            .shows("Profil wechseln");
        for (path, field) in [
            (format!("/unternehmen/zugaenge/{id}/rolle"), "member"),
            (format!("/unternehmen/zugaenge/{id}/entziehen"), ""),
            ("/unternehmen/zugaenge/neu".to_owned(), "member"),
        ] {
            let page = robin.get("/profile-verwalten").await;
            let csrf = page.attribute("input[name=csrf]", "value");
            let fields = [
                ("csrf", csrf.unwrap_or_default()),
                ("role", field.to_owned()),
                ("label", "x".to_owned()),
                ("form", "x".to_owned()),
            ];
            let ask = robin.ask(http::Method::POST, &path).form(&fields);
            let _ = ask.send().await.expect(403);
        }
        assert_eq!((admins(&world).await, members(&world).await), (1, 3));
    }
);

kit::on_both!(a_member_is_withdrawn_at_once, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let robin = by_colleague(&world, &admin, "robin", "member").await;
    let _ = world.mailbox.next("admin@example.org").await;
    robin.get("/start").await.expect(200).shows("Muster GmbH");
    let list = admin.get(ADMINS_PAGE).await.expect(200);
    let page = list.click("Ändern (robin@example.org)").await.expect(200);
    let list = page.form("withdraw-form").submit_and_follow().await;
    list.expect(200)
        .shows("Der Zugang ist entzogen")
        .hides("robin@example.org");
    robin
        .get("/start")
        .await
        .expect(200)
        .hides("Muster GmbH")
        .shows("Ohne Profil");
    let mail = world.mailbox.next("robin@example.org").await;
    assert!(mail.says("Muster GmbH"), "{}", mail.text);
    assert_eq!(mail.subject, "Ihr Zugang zu einer Organisation ist beendet");
    assert_eq!(events(&world, "company.colleague_withdrawn").await, 1);
    let about = "SELECT COUNT(*) FROM audit_events WHERE event = 'company.colleague_withdrawn' \
        AND about_id = 'resident-robin' AND by_id = 'resident-admin' AND case_id IS NOT NULL";
    assert_eq!(count(&world, about).await, 1);
});

kit::on_both!(admins_are_made_and_unmade, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let robin = by_colleague(&world, &admin, "robin", "member").await;
    let path = format!(
        "/unternehmen/zugaenge/{}",
        profile_of(&world, "robin").await
    );
    let page = admin.get(&path).await.expect(200);
    let list = page.form("role-form").submit_and_follow().await.expect(200);
    list.shows("Die Rechte sind geändert");
    assert_eq!(admins(&world).await, 2);
    robin
        .get(ADMINS_PAGE)
        .await
        .expect(200)
        .shows("admin@example.org");
    let mail = world.mailbox.next("robin@example.org").await;
    assert!(mail.says("Sie sind jetzt Admin"), "{}", mail.text);
    // Sent twice, it is so already.
    let _ = page.form("role-form").submit().await.expect(303);
    let page = admin.get(&path).await.expect(200);
    let _ = page.form("role-form").submit().await.expect(303);
    let _ = robin.get(ADMINS_PAGE).await.expect(403);
    let mail = world.mailbox.next("robin@example.org").await;
    assert!(mail.says("nicht mehr Admin"), "{}", mail.text);
    assert_eq!(events(&world, "company.colleague_role_changed").await, 2);
    let page = admin.get(&path).await.expect(200);
    let form = page.form("role-form").force("role", "owner");
    let _ = form.submit().await.expect(400);
});

kit::on_both!(
    another_organisations_members_are_not_there,
    async |database: Database| {
        let world = World::start(database).await;
        let _ = by_letter(&world, "admin").await;
        let id = profile_of(&world, "admin").await;
        let other = signed_in(&world, "other").await;
        let code = code_for_another(&world).await;
        let _ = enter(&other, &code, "VR 77").await.expect(303);
        let path = format!("/unternehmen/zugaenge/{id}");
        let _ = other.get(&path).await.expect(404);
        let own = format!(
            "/unternehmen/zugaenge/{}",
            profile_of(&world, "other").await
        );
        let csrf = other.get(&own).await.attribute("input[name=csrf]", "value");
        let fields = [
            ("csrf", csrf.unwrap_or_default()),
            ("role", "member".to_owned()),
        ];
        for deed in ["rolle", "entziehen"] {
            let ask = other.ask(http::Method::POST, &format!("{path}/{deed}"));
            let _ = ask.form(&fields).send().await.expect(404);
        }
        assert_eq!((admins(&world).await, members(&world).await), (2, 2));
    }
);

kit::on_both!(
    organisations_always_need_a_code,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let page = kim.get("/profil-anlegen").await.expect(200);
        assert!(page.has("#company[href='/profil-anlegen/unternehmen']"));
        let page = kim.get("/profil-anlegen/unternehmen").await.expect(200);
        page.shows("immer einen Freischaltcode")
            .shows("Unternehmens-Admin");
        page.shows("Arbeitgeber-Service");
        assert!(page.has("#code[href='/freischaltcode?fuer=organisation']"));
        let page = kim.get("/profil-anlegen/institution").await.expect(200);
        page.shows("Ansprechperson");
    }
);
