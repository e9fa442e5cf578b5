//! The first proof alone, the code alone, and every step asked for out of turn.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;

use super::{codes, first, recovering, subjects};
use crate::secured::{KIM, Leads, is_in, with_totp};

kit::on_both!(
    the_password_alone_opens_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let visitor = world.idp.visitor();
        assert_eq!(
            first(&visitor, KIM, PASSWORD).await.leads(),
            "/zugang-verloren/code"
        );
        for path in [
            "/konto",
            "/absichern",
            "/absichern/totp",
            "/absichern/passkey",
            "/zugang-verloren/geraete",
            "/zugang-verloren/erfolg",
        ] {
            assert_eq!(visitor.get(path).await.leads(), "/anmelden", "{path}");
        }
    }
);

kit::on_both!(
    the_code_alone_opens_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let visitor = world.idp.visitor();
        let to = visitor.get("/zugang-verloren/code").await.leads();
        assert_eq!(to, "/zugang-verloren");
        let _ = first(&visitor, KIM, PASSWORD).await;
        let page = visitor.get("/zugang-verloren/code").await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &saved[0]);
        world.advance(Duration::from_secs(10 * 60 + 1));
        assert_eq!(form.submit().await.leads(), "/zugang-verloren");
        assert!(!is_in(&visitor).await);
        // It was not used up by that.
        let _ = recovering(&world, KIM, &saved[0]).await;
    }
);

kit::on_both!(
    unknown_and_wrong_are_one_answer,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let wrong = first(&world.idp.visitor(), KIM, "Geraten-ist-es-falsch-1").await;
        let wrong = wrong.expect(422);
        let unknown = first(&world.idp.visitor(), "niemand@example.org", PASSWORD).await;
        let unknown = unknown.expect(422);
        let shown = |page: &kit::Page| page.text_of("main").expect("a page");
        assert_eq!(shown(&wrong), shown(&unknown));
        let empty = world.idp.visitor();
        let page = empty.get("/zugang-verloren").await.expect(200);
        let form = page.form("lost-form");
        let bare = form.clone().without("email").without("password");
        for form in [form, bare] {
            form.submit().await.expect(422).shows("Geben Sie");
        }
    }
);

kit::on_both!(
    a_new_password_ends_a_proof_by_the_old_one,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_secs(2));
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        let page = visitor.get("/zugang-verloren/code").await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &saved[0]);
        world.advance(Duration::from_secs(2));
        let owner = world.idp.visitor();
        let page = owner.get("/passwort-vergessen").await.expect(200);
        let asked = page.form("forgotten-form").fill("email", KIM).submit();
        let _ = asked.await.expect(200);
        let _ = subjects(&world, "Neue Wiederherstellungscodes für Ihr Konto").await;
        let about = "Neues Passwort wählen";
        let link = world.mailbox.next_about(KIM, about).await;
        let link = link.link("/passwort-neu");
        let new = "Herbst-Laub8?neun";
        let page = owner.get(&link).await.expect(200);
        let chosen = page.form("choose-form").fill("password", new);
        let chosen = chosen.fill("password_repeat", new).submit().await;
        let _ = chosen.expect(200);
        assert_eq!(form.submit().await.leads(), "/zugang-verloren");
    }
);

kit::on_both!(
    wrong_passwords_count_with_those_of_the_sign_in,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let visitor = world.idp.visitor();
        let mut tries = 0;
        while first(&visitor, KIM, "Geraten-ist-es-falsch-1")
            .await
            .status()
            == 422
        {
            tries += 1;
            assert!(tries < 200, "there is no limit");
        }
        let page = crate::secured::sign_in(&visitor).await;
        let _ = page.expect(429);
    }
);
