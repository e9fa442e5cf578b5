//! `/unternehmen/zugaenge/neu`, `/unternehmen/zugaenge/codes/{code}/widerrufen`: codes for
//! colleagues.

use std::time::Duration;

use futures::future::join_all;
use kit::Database;
use kit::world::{Wishes, World};

use super::{
    ADMINS_PAGE, REGISTER, admins, by_colleague, by_letter, code_for_another, code_from, code_on,
    enter, events, members, profile_of, told, wish,
};
use crate::desk::{code_for_company, count, signed_in};

const OPEN: &str = "SELECT COUNT(*) FROM unlock_codes WHERE purpose = 'colleague' \
    AND used_at IS NULL AND revoked_at IS NULL";

kit::on_both!(a_code_is_shown_once, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let list = admin.get(ADMINS_PAGE).await.expect(200);
    list.shows("admin@example.org").shows("das sind Sie");
    let form = list.click("Freischaltcode erstellen").await.expect(200);
    let form = form.form("wish-form").fill("label", "Robin");
    let page = form.clone().submit().await.expect(200);
    let code = code_on(&page);
    assert_eq!(page.header("cache-control"), "no-store");
    page.shows("nur jetzt angezeigt")
        .shows("Robin")
        .shows("Mitglied");
    page.shows(&world.portal.url("/freischaltcode?fuer=organisation"));
    assert!(page.has("#qr svg"));
    // Another language leads back to the list, not to the form's address.
    let languages = page.attribute("a[hreflang=en]", "href");
    assert!(languages.is_none_or(|href| href.starts_with("/unternehmen/zugaenge?")));
    // Reloading sends the form again: the code is neither made nor shown a second time.
    for _ in 0..2 {
        let page = form.clone().submit().await.expect(409);
        page.shows("schon angezeigt").hides(&code).hides(&code[5..]);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM member_offers").await, 1);
    assert_eq!(count(&world, OPEN).await, 1);
    for path in [ADMINS_PAGE, "/unternehmen/zugaenge/neu"] {
        admin.get(path).await.expect(200).hides(&code[5..]);
    }
    let list = admin.get(ADMINS_PAGE).await;
    let name = code.replace('-', "")[..5].to_owned();
    list.shows(&format!("Code {name}…")).shows("Robin");
    list.shows("Noch nicht eingelöst");
    assert_eq!(events(&world, "company.colleague_code_issued").await, 1);
    let written = "SELECT COUNT(*) FROM audit_events WHERE personal LIKE '%Robin%'";
    assert_eq!(count(&world, written).await, 0, "no free text in the log");
});

kit::on_both!(who_it_is_for_must_be_said, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let page = wish(&admin, "  ", "admin").await.expect(422);
    page.shows("für wen der Code ist");
    // What was chosen stays, and the form can be sent on.
    let page = page.form("wish-form").fill("label", "Robin").submit().await;
    page.expect(200).shows("Admin");
    let form = admin
        .get("/unternehmen/zugaenge/neu")
        .await
        .form("wish-form");
    let long = "x".repeat(101);
    let page = form.force("label", &long).submit().await.expect(422);
    page.shows("höchstens 100 Zeichen");
    let form = admin
        .get("/unternehmen/zugaenge/neu")
        .await
        .form("wish-form");
    let _ = form
        .fill("label", "x")
        .force("form", "")
        .submit()
        .await
        .expect(400);
    assert_eq!(count(&world, OPEN).await, 1);
});

kit::on_both!(a_colleague_joins, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let code = code_from(&admin, "Robin", "member").await;
    let robin = signed_in(&world, "robin").await;
    let done = enter(&robin, &code, "hrb12345").await.expect(303);
    let done = done.follow().await.expect(200);
    done.shows("Muster GmbH").hides("Sie sind Admin");
    robin.get("/start").await.expect(200).shows("Muster GmbH");
    admin.get("/start").await.expect(200).shows("Muster GmbH");
    let list = admin.get(ADMINS_PAGE).await.expect(200);
    list.shows("robin@example.org").shows("Eingelöst");
    let mail = world.mailbox.next("admin@example.org").await;
    assert!(mail.says("„Robin“"), "{}", mail.text);
    assert!(!mail.says(&code[5..]), "{}", mail.text);
    // Single use; sent twice by the same person it has done its work.
    let _ = enter(&robin, &code, REGISTER).await.expect(303);
    let eve = signed_in(&world, "eve").await;
    let page = enter(&eve, &code, REGISTER).await.expect(422);
    assert!(told(&page).contains("schon benutzt"));
    assert_eq!(events(&world, "company.colleague_joined").await, 2);
    // With admin rights.
    let uwe = by_colleague(&world, &admin, "uwe", "admin").await;
    uwe.get(ADMINS_PAGE)
        .await
        .expect(200)
        .shows("uwe@example.org");
    assert_eq!((admins(&world).await, members(&world).await), (2, 3));
});

kit::on_both!(a_code_is_good_for_14_days, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let code = code_from(&admin, "Robin", "member").await;
    world.advance(Duration::from_hours(14 * 24));
    let robin = signed_in(&world, "robin").await;
    let page = enter(&robin, &code, REGISTER).await.expect(422);
    assert!(told(&page).contains("abgelaufen"));
    crate::desk::sign_in(&world, &admin, "admin").await;
    let page = admin.get("/profil-wechseln").await.expect(200);
    let _ = page.form("profile-1").submit().await.expect(303);
    admin.get(ADMINS_PAGE).await.expect(200).shows("Abgelaufen");
    assert_eq!(members(&world).await, 1);
});

kit::on_both!(so_many_may_be_open_at_once, async |database: Database| {
    let wishes = Wishes {
        portal: "unlock.colleague_codes_open = 2\n".to_owned(),
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let admin = by_letter(&world, "admin").await;
    let mut forms = Vec::new();
    for number in 0..6 {
        let page = admin.get("/unternehmen/zugaenge/neu").await;
        let label = format!("Person {number}");
        forms.push(page.form("wish-form").fill("label", &label).submit());
    }
    let pages = join_all(forms).await;
    let made = pages.iter().filter(|page| page.status() == 200).count();
    assert_eq!(made, 2);
    assert_eq!(count(&world, OPEN).await, 2);
    let page = wish(&admin, "Noch eine", "member").await.expect(409);
    page.shows("2 Freischaltcodes sind noch nicht eingelöst");
    // Taking one back makes room.
    let list = admin.get(ADMINS_PAGE).await;
    let code = list.texts_of("#codes + ul .thing-when").remove(0);
    let code = code.split(['…', ' ']).nth(1).expect("its name").to_owned();
    let form = list.form(&format!("revoke-{code}"));
    let list = form.submit_and_follow().await.expect(200);
    list.shows("gilt nicht mehr").shows("Zurückgezogen");
    let _ = wish(&admin, "Noch eine", "member").await.expect(200);
    assert_eq!(events(&world, "code.revoked").await, 1);
});

kit::on_both!(a_code_taken_back_is_dead, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let code = code_from(&admin, "Robin", "member").await;
    let name = code.replace('-', "")[..5].to_owned();
    let list = admin.get(ADMINS_PAGE).await;
    let form = list.form(&format!("revoke-{name}"));
    // Nobody else's admin takes it back.
    let other = signed_in(&world, "other").await;
    let foreign = code_for_another(&world).await;
    let _ = enter(&other, &foreign, "VR 77").await.expect(303);
    other.get(ADMINS_PAGE).await.expect(200).hides(&name);
    let own = other.get(ADMINS_PAGE).await;
    let csrf = own
        .attribute("input[name=csrf]", "value")
        .unwrap_or_default();
    let path = format!("/unternehmen/zugaenge/codes/{name}/widerrufen");
    let ask = other.ask(http::Method::POST, &path).form(&[("csrf", csrf)]);
    let _ = ask.send().await.expect(303);
    assert_eq!(count(&world, OPEN).await, 1);
    // A letter's code is not theirs to take back either.
    let letter = code_for_company(&world).await;
    let path = format!(
        "/unternehmen/zugaenge/codes/{}/widerrufen",
        &letter.replace('-', "")[..5]
    );
    let csrf = list
        .attribute("input[name=csrf]", "value")
        .unwrap_or_default();
    let ask = admin.ask(http::Method::POST, &path).form(&[("csrf", csrf)]);
    let _ = ask.send().await.expect(303);
    let _ = form.submit().await.expect(303);
    let robin = signed_in(&world, "robin").await;
    let page = enter(&robin, &code, REGISTER).await.expect(422);
    assert!(told(&page).contains("gilt nicht mehr"));
    let _ = enter(&robin, &letter, REGISTER).await.expect(303);
});

kit::on_both!(
    letters_and_colleagues_codes_live_beside_each_other,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let first = code_from(&admin, "Robin", "member").await;
        let letter = code_for_company(&world).await;
        let second = code_from(&admin, "Uwe", "member").await;
        for (name, code) in [("robin", &first), ("lena", &letter), ("uwe", &second)] {
            let person = signed_in(&world, name).await;
            let _ = enter(&person, code, REGISTER).await.expect(303);
        }
        // Who has the office's code is an admin; the others stay what they are.
        assert_eq!((admins(&world).await, members(&world).await), (2, 4));
    }
);

kit::on_both!(
    codes_of_who_is_no_admin_any_more_are_dead,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let uwe = by_colleague(&world, &admin, "uwe", "admin").await;
        let demoted = code_from(&uwe, "Robin", "admin").await;
        let id = profile_of(&world, "uwe").await;
        let page = admin.get(&format!("/unternehmen/zugaenge/{id}")).await;
        let _ = page.form("role-form").submit().await.expect(303);
        let robin = signed_in(&world, "robin").await;
        let page = enter(&robin, &demoted, REGISTER).await.expect(422);
        assert!(told(&page).contains("gilt nicht mehr"));
        // Being an admin again does not bring them back.
        let page = admin.get(&format!("/unternehmen/zugaenge/{id}")).await;
        let _ = page.form("role-form").submit().await.expect(303);
        let page = enter(&robin, &demoted, REGISTER).await.expect(422);
        assert!(told(&page).contains("gilt nicht mehr"));
        let withdrawn = code_from(&uwe, "Robin", "member").await;
        let kept = code_from(&admin, "Robin", "member").await;
        let page = admin.get(&format!("/unternehmen/zugaenge/{id}")).await;
        let _ = page.form("withdraw-form").submit().await.expect(303);
        let page = enter(&robin, &withdrawn, REGISTER).await.expect(422);
        assert!(told(&page).contains("gilt nicht mehr"));
        assert_eq!(count(&world, OPEN).await, 1);
        let _ = enter(&robin, &kept, REGISTER).await.expect(303);
        assert_eq!(members(&world).await, 2);
    }
);
