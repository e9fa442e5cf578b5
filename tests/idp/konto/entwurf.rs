//! What was typed survives a sign-in in between: kept for two hours, shown to the same person once,
//! never sent for them.

use std::time::Duration;

use kit::audit::Log;
use kit::people::PASSWORD;
use kit::traces::traces;
use kit::world::World;
use kit::{Database, Page, SoftPasskey, Visitor, on_both};

use crate::secured::{Leads, asserted, post, with_passkey};

const NEW: &str = "kim.neu@example.org";
const KEPT: &str = "Ihre Eingaben sind noch da";

/// Opens the form, lets `time` pass, and sends it; where that leads.
async fn sent_late(world: &World, kim: &Visitor, time: Duration) -> String {
    let page = kim.get("/konto/email").await.expect(200);
    world.advance(time);
    let form = page.form("email-form").fill("email", NEW);
    form.submit().await.expect(303).leads()
}

/// Signs in at `address` by passkey; where that leads.
async fn sign_in(world: &World, who: &Visitor, device: &mut SoftPasskey, address: &str) -> String {
    let page = who.browse(address).await.expect(200);
    let finish = page.attribute("[data-passkey]", "data-finish");
    let finish = finish.expect("the page signs in by passkey");
    let assertion = asserted(world, who, device).await;
    let done = post(who, address, &finish, &assertion).await.expect(200);
    done.json()["location"].as_str().expect("a path").to_owned()
}

fn shows_draft(page: &Page) -> bool {
    let filled = page.form("email-form").value("email") == Some(NEW);
    assert_eq!(page.text().contains(KEPT), filled, "{}", page.text());
    filled
}

on_both!(
    an_idle_session_loses_nothing_that_was_typed,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let place = sent_late(&world, &kim, Duration::from_mins(26)).await;
        assert!(
            place.starts_with("/anmelden?weiter=%2Fkonto%2Femail%3Fentwurf%3D"),
            "{place}"
        );
        assert_eq!(
            Log::Idp.count(&world, "SELECT COUNT(*) FROM drafts").await,
            1
        );
        assert_eq!(traces(Log::Idp, &world, &[NEW]).await, Vec::<String>::new());
        let place = place.replacen("/anmelden", "/anmelden/konto", 1);
        let onward = sign_in(&world, &kim, &mut device, &place).await;
        let page = kim.get(&onward).await.expect(200);
        assert!(shows_draft(&page));
        assert!(
            world.mailbox.try_next(NEW).is_none(),
            "it is not sent for her"
        );
        // Once.
        assert!(!shows_draft(&kim.get(&onward).await.expect(200)));
        assert_eq!(
            Log::Idp.count(&world, "SELECT COUNT(*) FROM drafts").await,
            0
        );
        let form = page.form("email-form");
        form.submit().await.expect(200).shows("E-Mail unterwegs");
        let _ = world.mailbox.next(NEW).await;
    }
);

on_both!(
    a_fresh_sign_in_loses_nothing_either,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        // Still signed in, but not freshly enough for a change.
        let place = sent_late(&world, &kim, Duration::from_mins(20)).await;
        assert!(
            place.contains("erneut=1") && place.contains("entwurf"),
            "{place}"
        );
        let place = place.replacen("/anmelden", "/anmelden/konto", 1);
        let onward = sign_in(&world, &kim, &mut device, &place).await;
        assert!(shows_draft(&kim.get(&onward).await.expect(200)));
    }
);

on_both!(
    nobody_else_sees_it_and_not_for_ever,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let place = sent_late(&world, &kim, Duration::from_mins(26)).await;
        let place = place.replacen("/anmelden", "/anmelden/konto", 1);
        // Robin signs in in the same browser.
        let stranger = robin(&world, &kim).await;
        let onward = "/konto/email?entwurf=";
        let token = place.split("entwurf%3D").nth(1).expect("a token");
        let onward = format!("{onward}{token}");
        assert!(!shows_draft(&stranger.get(&onward).await.expect(200)));
        // It is still there for Kim, on its own page alone.
        let kim = world.idp.visitor();
        let _ = sign_in(&world, &kim, &mut device, "/anmelden/konto").await;
        let other = onward.replace("/konto/email", "/konto/passwort");
        let other = kim.get(&other).await.expect(200);
        assert!(!other.text().contains(KEPT));
        world.advance(Duration::from_hours(2));
        let onward = sign_in(&world, &kim, &mut device, &place).await;
        assert!(!shows_draft(&kim.get(&onward).await.expect(200)));
    }
);

/// Robin, with a passkey, signed in in the browser that `kim` has used.
async fn robin(world: &World, kim: &Visitor) -> Visitor {
    let robin = kim.clone();
    let _ = kit::people::registered(world, &robin, "robin@example.org").await;
    let page = robin.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", "robin@example.org");
    let page = form.fill("password", PASSWORD).submit().await.expect(303);
    assert_eq!(page.leads(), "/absichern");
    let _ = crate::secured::add_passkey(world, &robin, "/absichern/passkey").await;
    robin
}

on_both!(
    secrets_and_forms_of_others_are_not_kept,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort").await.expect(200);
        let email = kim.get("/konto/email").await.expect(200);
        world.advance(Duration::from_mins(26));
        let form = page.form("password-form").fill("current", PASSWORD);
        let form = form
            .fill("password", "Ganz-Neu-2026!")
            .fill("password_repeat", "Ganz-Neu-2026!");
        assert_eq!(form.submit().await.expect(303).leads(), "/anmelden");
        // A form that no page of ours made, or one without its token.
        let form = email.form("email-form").fill("email", NEW);
        let bare = form.clone().without("csrf").submit().await;
        assert!(
            !bare.header("location").contains("entwurf"),
            "{}",
            bare.status()
        );
        let forged = form
            .clone()
            .force("seite", "kim")
            .submit()
            .await
            .expect(303);
        assert_eq!(forged.leads(), "/anmelden");
        let foreign = form
            .ask()
            .header("origin", "https://evil.example")
            .send()
            .await;
        assert!(
            !foreign.header("location").contains("entwurf"),
            "{}",
            foreign.status()
        );
        assert_eq!(
            Log::Idp.count(&world, "SELECT COUNT(*) FROM drafts").await,
            0
        );
    }
);
