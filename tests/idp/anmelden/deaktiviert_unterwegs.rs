//! `/anmelden/deaktiviert` (S94) on the other ways in: by BundID, by Mein Unternehmenskonto, and
//! between password and code.

use kit::people::registered;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};

use super::deaktiviert::deactivate;
use super::dienst::{prove, release_organisation};
use crate::secured::{KIM, Leads, is_in, sign_in, with_totp};

const LEYLA: [&str; 2] = ["Lernwerk Musterstadt gGmbH", "Dr. Leyla Lernfeld"];

async fn world(database: Database) -> World {
    let wishes = Wishes {
        stand_ins: true,
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

fn says_whom_to_call(page: Page) {
    let page = page.expect(403);
    assert_eq!(page.url().path(), "/anmelden/deaktiviert");
    page.shows("Ihr Konto ist deaktiviert und nicht nutzbar")
        .shows("unter der Servicenummer 0800 000 00 00");
}

/// A new account whose only way in is the service at whose end this page stands.
async fn register(world: &World, visitor: &Visitor, page: Page) {
    let form = page.expect(200).form("register-form").fill("email", KIM);
    let form = form.check("terms").check("privacy");
    let _ = form.submit_and_follow().await.expect(200);
    let mail = world.mailbox.next(KIM).await;
    let link = mail.link("/registrieren/bestaetigen");
    let form = visitor.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
}

kit::on_both!(
    bundid_opens_no_deactivated_account,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        let page = prove(&world, &kim, "/anmelden/bundid", ("eid", "kim")).await;
        register(&world, &kim, page).await;
        let page = prove(&world, &kim, "/anmelden/bundid", ("eid", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        deactivate(&world).await;
        assert!(!is_in(&kim).await, "the session has ended");
        for browser in [&kim, &world.idp.visitor()] {
            let page = prove(&world, browser, "/anmelden/bundid", ("eid", "kim")).await;
            says_whom_to_call(page);
            assert!(!is_in(browser).await);
        }
        // Another person is told nothing of it.
        let erika = world.idp.visitor();
        let page = prove(&world, &erika, "/anmelden/bundid", ("eid", "erika")).await;
        page.expect(200).hides("deaktiviert");
    }
);

kit::on_both!(
    mein_unternehmenskonto_opens_no_deactivated_account,
    async |database: Database| {
        let world = world(database).await;
        let leyla = world.idp.visitor();
        let back = release_organisation(&leyla, "/anmelden/mein-uk", LEYLA).await;
        register(&world, &leyla, back.follow_all().await).await;
        let back = release_organisation(&leyla, "/anmelden/mein-uk", LEYLA).await;
        assert_eq!(back.follow_all().await.expect(200).url().path(), "/konto");
        deactivate(&world).await;
        assert!(!is_in(&leyla).await, "the session has ended");
        let back = release_organisation(&leyla, "/anmelden/mein-uk", LEYLA).await;
        says_whom_to_call(back.follow_all().await);
        assert!(!is_in(&leyla).await);
    }
);

kit::on_both!(
    between_password_and_code_the_account_is_deactivated,
    async |database: Database| {
        let world = World::start(database).await;
        let (_, key) = with_totp(&world).await;
        let _ = registered(&world, &world.idp.visitor(), "robin@example.org").await;
        world.advance(std::time::Duration::from_secs(30));
        let kim = world.idp.visitor();
        assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
        let form = kim.get("/anmelden/code").await.expect(200);
        deactivate(&world).await;
        let code = kit::totp::code(&key, world.now());
        let form = form.form("code-form").fill("code", &code);
        let sent = form.submit().await;
        assert_ne!(sent.leads(), "/konto");
        assert!(!is_in(&kim).await, "the right code opens nothing");
        // Told to who proves the password once more.
        let page = sign_in(&kim).await.expect(403);
        page.shows("Ihr Konto ist deaktiviert und nicht nutzbar");
    }
);
