//! `/sachbearbeitung/faelle/{case}/mitglieder/{member}/entziehen`: the office withdraws a member.

use kit::world::World;
use kit::{Database, Page, Visitor};
use shared::claims::Role;

use super::{
    REGISTER, admins, by_colleague, by_letter, code_from, enter, events, members, profile_of, told,
};
use crate::desk::{count, database as open, signed_in, staff};

async fn case(world: &World) -> String {
    let pool = open(world).await;
    let id: (String,) = sqlx::query_as("SELECT id FROM cases WHERE kind = 'company'")
        .fetch_one(&pool)
        .await
        .expect("the case");
    pool.close().await;
    id.0
}

async fn withdraw(visitor: &Visitor, case: &str, member: &str) -> Page {
    let page = visitor.get("/profile-verwalten").await;
    let csrf = page.attribute("input[name=csrf]", "value");
    let path = format!("/sachbearbeitung/faelle/{case}/mitglieder/{member}/entziehen");
    let ask = visitor.ask(http::Method::POST, &path);
    ask.form(&[("csrf", csrf.unwrap_or_default())]).send().await
}

kit::on_both!(the_office_withdraws_anyone, async |database: Database| {
    let world = World::start(database).await;
    let admin = by_letter(&world, "admin").await;
    let robin = by_colleague(&world, &admin, "robin", "member").await;
    let _ = world.mailbox.next("admin@example.org").await;
    let case = case(&world).await;
    let member = profile_of(&world, "robin").await;
    let lena = staff(&world, "lena", &[Role::Benefits]).await;
    let seen = lena.get(&format!("/sachbearbeitung/faelle/{case}")).await;
    let seen = seen.expect(200);
    seen.shows("robin@example.org").shows("admin@example.org");
    let page = seen.form("withdraw-2").submit().await.expect(303);
    let back = format!("/sachbearbeitung/faelle/{case}?meldung=entzogen");
    assert_eq!(page.redirect(), world.portal.url(&back));
    page.follow()
        .await
        .expect(200)
        .shows("Der Zugang ist entzogen");
    robin.get("/start").await.expect(200).hides("Muster GmbH");
    let mail = world.mailbox.next("robin@example.org").await;
    assert!(mail.says("Muster GmbH"), "{}", mail.text);
    let by = "SELECT COUNT(*) FROM audit_events WHERE event = 'company.colleague_withdrawn' \
        AND about_id = 'resident-robin' AND by_id = 'resident-lena' AND case_id IS NOT NULL";
    assert_eq!(count(&world, by).await, 1);
    // Sent twice, and the last admin as well, whose codes die with it.
    let _ = withdraw(&lena, &case, &member).await.expect(303);
    assert_eq!(events(&world, "company.colleague_withdrawn").await, 1);
    let code = code_from(&admin, "Eve", "member").await;
    let last = profile_of(&world, "admin").await;
    let _ = withdraw(&lena, &case, &last).await.expect(303);
    assert_eq!((admins(&world).await, members(&world).await), (0, 0));
    let eve = signed_in(&world, "eve").await;
    let page = enter(&eve, &code, REGISTER).await.expect(422);
    assert!(told(&page).contains("gilt nicht mehr"));
    // The next letter makes the next admin.
    let _ = by_letter(&world, "next").await;
    assert_eq!(admins(&world).await, 1);
});

kit::on_both!(only_who_may_and_not_oneself, async |database: Database| {
    let world = World::start(database).await;
    let _ = by_letter(&world, "admin").await;
    let case = case(&world).await;
    let member = profile_of(&world, "admin").await;
    let support = staff(&world, "sam", &[Role::Support, Role::Audit]).await;
    let _ = withdraw(&support, &case, &member).await.expect(403);
    let citizen = signed_in(&world, "kim").await;
    let _ = withdraw(&citizen, &case, &member).await.expect(403);
    let lena = staff(&world, "lena", &[Role::Lead]).await;
    let _ = withdraw(&lena, "nowhere", &member).await.expect(404);
    // Nobody acts on their own case.
    let own = staff(&world, "admin", &[Role::Lead]).await;
    let _ = withdraw(&own, &case, &member).await.expect(403);
    assert_eq!(members(&world).await, 1);
});
