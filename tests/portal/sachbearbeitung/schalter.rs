//! `/sachbearbeitung/konten/{id}/wiederherstellen`: a recovery code at the counter, with the real
//! provider: one asks, another approves and reads the code once.

use kit::people::{PASSWORD, registered};
use kit::staff::{self, Member};
use kit::world::World;
use kit::{Database, Page, Visitor, on_both};
use shared::claims::Role;

use crate::desk::count;

const KIM: &str = "kim@example.org";
const LIST: &str = "/sachbearbeitung/freigaben";

async fn at_work(world: &World, name: &str, role: Role) -> (Member, Visitor) {
    let email = format!("{name}@jobcenter.example");
    let member = staff::member(world, &email, &[role]).await;
    let visitor = member.at_portal(world).await;
    (member, visitor)
}

/// The page of Kim's account.
async fn account(visitor: &Visitor) -> Page {
    let page = visitor.get("/sachbearbeitung/konten").await.expect(200);
    let form = page.form("search-form").fill("email", KIM);
    form.submit().await.expect(303).follow().await.expect(200)
}

/// Lays a code for Kim before a second person.
async fn ask(visitor: &Visitor) -> Page {
    let page = account(visitor).await;
    let page = page.click("Wiederherstellungscode ausgeben").await;
    let page = page.expect(200);
    page.shows("amtlichen Lichtbildausweis");
    let missing = page.form("recover-form").submit().await.expect(422);
    assert!(missing.has("#note-error"));
    let form = page.form("recover-form").fill("note", "Personalausweis");
    form.submit_and_follow().await.expect(200)
}

on_both!(
    one_asks_another_approves_and_hands_it_over,
    async |database: Database| {
        let world = World::start(database).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let (_, uwe) = at_work(&world, "uwe", Role::Support).await;
        let (_, ina) = at_work(&world, "ina", Role::Lead).await;
        let waits = ask(&uwe).await;
        waits.shows("Wartet auf Freigabe durch eine zweite Person");
        assert!(!waits.has("#confirm-form"), "never the one who asked");
        let page = account(&uwe).await;
        assert!(!page.has("#recover"), "once at a time");

        let page = ina.get(LIST).await.expect(200);
        let page = page
            .click("Ansehen (Wiederherstellungscode ausgeben, kim@example.org)")
            .await
            .expect(200);
        page.shows("Wiederherstellungscode ausgeben")
            .shows("Die Person hat sich ausgewiesen")
            .shows("Personalausweis");
        // The one who asked sends the second one's form.
        let id = page.url().path().rsplit('/').next().map(str::to_owned);
        let confirm = format!("{LIST}/{}/bestaetigen", id.expect("an id"));
        let own = uwe.get(LIST).await.expect(200);
        let token = own.attribute("meta[name=csrf-token]", "content");
        let token = token.expect("the page has a token");
        let sent = uwe.ask(http::Method::POST, &confirm);
        let sent = sent.form(&[("csrf", token.as_str())]).send().await;
        assert!(matches!(sent.status(), 403 | 404), "{}", sent.text());

        let handed = page.form("confirm-form").submit().await.expect(200);
        handed.shows("Sie sehen diesen Code nur jetzt");
        assert!(handed.header("cache-control").contains("no-store"));
        let code = handed.text_of("#code code").expect("the code");
        let again = page.form("confirm-form").submit().await;
        again.expect(409).hides(&code);
        let id = confirm.split('/').nth(3).expect("an id");
        let shown = ina.get(&format!("{LIST}/{id}")).await;
        shown.expect(200).hides(&code);
        for log in [kit::audit::Log::Idp, kit::audit::Log::Portal] {
            let secret = code.replace('-', "");
            let needles = [code.as_str(), &secret, &secret[4..]];
            let kept = kit::traces::traces(log, &world, &needles).await;
            assert!(kept.is_empty(), "{kept:?}");
        }
        let noted = "SELECT COUNT(*) FROM audit_events WHERE event = 'account.recovery_approved'";
        assert_eq!(count(&world, noted).await, 1);
        let told = "Wiederherstellungscode in unserem Haus ausgegeben";
        let _ = world.mailbox.next_about(KIM, told).await;

        let kim = world.idp.visitor();
        let page = kim.get("/zugang-verloren").await.expect(200);
        let form = page.form("lost-form").fill("email", KIM);
        let _ = form.fill("password", PASSWORD).submit().await.expect(303);
        let page = kim.get("/zugang-verloren/code").await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &code);
        let on = form.submit().await.expect(303);
        assert!(on.redirect().ends_with("/absichern"));
    }
);

on_both!(
    nothing_is_handed_out_for_colleagues_or_oneself,
    async |database: Database| {
        let world = World::start(database).await;
        let (_, uwe) = at_work(&world, "uwe", Role::Support).await;
        let (_, ina) = at_work(&world, "ina", Role::Lead).await;
        for visitor in [&uwe, &ina] {
            let page = visitor.get("/sachbearbeitung/konten").await.expect(200);
            let form = page
                .form("search-form")
                .fill("email", "uwe@jobcenter.example");
            let found = form.submit().await.expect(303).follow().await.expect(200);
            assert!(!found.has("#recover"));
            let path = format!("{}/wiederherstellen", found.url().path());
            let page = visitor.get(&path).await.expect(303);
            assert!(page.redirect().ends_with(found.url().path()));
        }
        let (_, petra) = at_work(&world, "petra", Role::Placement).await;
        let page = petra
            .get("/sachbearbeitung/konten/x/wiederherstellen")
            .await;
        let _ = page.expect(403);
    }
);
