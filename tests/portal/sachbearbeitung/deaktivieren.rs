//! Both servers: the office deactivates an account in the portal, and its owner is out everywhere;
//! reactivates it, and they are back (S94, S95).

use std::time::Duration;

use kit::people::PASSWORD;
use kit::staff;
use kit::world::World;
use kit::{Database, Page, Visitor};
use shared::claims::Role;

use crate::desk::count;
use crate::elsewhere::is_out_soon;
use crate::through::{KIM, at_home, is_signed_in};

/// The page of kim's account, found by the address.
async fn account(office: &Visitor) -> Page {
    let page = office.get("/sachbearbeitung/konten").await.expect(200);
    let form = page.form("search-form").fill("email", KIM);
    form.submit_and_follow().await.expect(200)
}

async fn subject(world: &World, to: &str, wanted: &str) {
    for _ in 0..10 {
        if world.mailbox.next(to).await.subject == wanted {
            return;
        }
    }
    unreachable!("{wanted:?} was not sent to {to}");
}

/// Signs in with the right password; what comes then.
async fn try_password(world: &World) -> Page {
    let visitor = world.idp.visitor();
    let page = visitor.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    form.fill("password", PASSWORD).submit_and_follow().await
}

async fn is_out(kim: &Visitor) {
    assert!(is_out_soon(kim).await, "the portal was not told");
}

kit::on_both!(
    whoever_is_deactivated_is_out_and_comes_back,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let lead = staff::first_lead(&world).await;
        let office = lead.at_portal(&world).await;
        let page = account(&office).await;
        page.shows("Aktiv").shows("Eingerichtet am");
        let path = page.url().path().to_owned();

        let page = page.click("Konto deaktivieren").await.expect(200);
        let form = page.form("deactivate-form").fill("reason", "lost_access");
        let form = form.fill("note", "Handy gestohlen, hat angerufen");
        let page = form.submit_and_follow().await.expect(200);
        is_out(&kim).await;
        page.shows("Das Konto ist deaktiviert")
            .shows("Handy gestohlen");
        let at_idp = kim.and_at(&world.idp.base());
        let _ = at_idp.get("/konto").await.expect(303);
        let page = try_password(&world).await.expect(403);
        page.shows("Ihr Konto ist deaktiviert und nicht nutzbar")
            .shows("0800 000 00 00");
        subject(&world, KIM, "Ihr Konto ist deaktiviert").await;

        world.advance(Duration::from_secs(30));
        let page = office
            .get(&format!("{path}/reaktivieren"))
            .await
            .expect(200);
        let form = page.form("reactivate-form").fill("reason", "identified");
        let page = form.submit_and_follow().await.expect(200);
        page.shows("Das Konto ist reaktiviert").shows("Aktiv");
        let page = try_password(&world).await.expect(200);
        assert!(
            page.has("#code-form"),
            "the second factor is asked: {}",
            page.text()
        );
        subject(&world, KIM, "Ihr Konto ist wieder nutzbar").await;
        assert!(!is_signed_in(&kim).await, "what was open stays dead");
        let entries = "SELECT COUNT(*) FROM audit_events \
                       WHERE event IN ('account.deactivated', 'account.reactivated')";
        assert_eq!(count(&world, entries).await, 2);
    }
);

kit::on_both!(the_office_leads_its_own_team, async |database: Database| {
    let world = World::start(database).await;
    let lead = staff::first_lead(&world).await;
    let office = lead.at_portal(&world).await;
    let support = staff::member(&world, "sven@jobcenter.example", &[Role::Support]).await;
    let at_work = support.at_portal(&world).await;
    let page = office.get("/sachbearbeitung/team").await.expect(200);
    page.shows("sven@jobcenter.example")
        .shows("Technischer Support");

    // Invited, and the link of the mail opens.
    let page = page
        .click("Kollegin oder Kollegen einladen")
        .await
        .expect(200);
    let form = page
        .form("invite-form")
        .fill("email", "ina@jobcenter.example");
    let page = form.fill("role", "placement").submit_and_follow().await;
    page.expect(200).shows("Die Einladung ist verschickt");
    let mail = world.mailbox.next("ina@jobcenter.example").await;
    let link = mail.link("/einladung");
    let _ = world.idp.visitor().get(&link).await.expect(200);

    // Other roles: signed out everywhere, and the new ones come with the next sign-in.
    let page = office.get("/sachbearbeitung/team").await.expect(200);
    let hrefs: Vec<_> = page.texts_of("#colleagues .thing-name");
    let place = hrefs.iter().position(|it| it == "sven@jobcenter.example");
    let css = format!("#colleague-{} a", place.expect("sven") + 1);
    let path = page.attribute(&css, "href").expect("a link");
    let form = office.get(&format!("{path}/rollen")).await.expect(200);
    let form = form.form("roles-form").fill("role", "benefits");
    let page = form.submit_and_follow().await.expect(200);
    page.shows("Die Rollen sind geändert").shows("Leistung");
    is_out(&at_work).await;

    // The last lead stays, whoever asks.
    let own = office.get("/sachbearbeitung/team").await.expect(200);
    own.shows("das sind Sie");
    // Too old a sign-in: the guard asks for a fresh one.
    world.advance(Duration::from_mins(6));
    let page = office
        .get("/sachbearbeitung/team/einladen")
        .await
        .expect(303);
    assert!(page.header("location").starts_with("/anmelden?frisch=1"));
    // Meanwhile the provider's token has been renewed with its own scopes.
    let page = office.get("/sachbearbeitung/team").await.expect(200);
    page.shows("ina@jobcenter.example");
});
