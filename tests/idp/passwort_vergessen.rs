//! `/passwort-vergessen`, `/passwort-neu` (S92): a mail with a link for an hour, which is told
//! only to the owner of the address and never opens the account by itself.

use std::time::Duration;

use kit::world::World;
use kit::{Page, Visitor};

use crate::anmelden::dienst;
use crate::secured::{KIM, is_in, sign_in_with, with_totp};

const NEW: &str = "Herbst-Laub8?neun";

async fn ask(visitor: &Visitor, path: &str, email: &str) -> Page {
    let form = visitor.get(path).await.expect(200).form("forgotten-form");
    form.fill("email", email).submit_and_follow().await
}

/// The form that the mailed link opens.
async fn choose(visitor: &Visitor, link: &str, password: &str, again: &str) -> Page {
    let form = visitor.get(link).await.expect(200).form("choose-form");
    let form = form.fill("password", password);
    form.fill("password_repeat", again)
        .submit_and_follow()
        .await
}

kit::on_both!(
    the_page_does_not_tell_who_has_an_account,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        for (path, known, unknown) in [
            (
                "/passwort-vergessen",
                "Neues Passwort wählen",
                "Kein Konto zu dieser Adresse",
            ),
            (
                "/benutzername-vergessen",
                "Ihr Benutzername",
                "Kein Konto zu dieser Adresse",
            ),
        ] {
            let visitor = world.idp.visitor();
            let told = ask(&visitor, path, KIM).await.expect(200);
            let other = ask(&visitor, path, "niemand@example.org").await.expect(200);
            assert_eq!(told.text(), other.text(), "{path}");
            assert_eq!(world.mailbox.next(KIM).await.subject, known);
            let mail = world.mailbox.next("niemand@example.org").await;
            assert_eq!(mail.subject, unknown, "{path}");
            assert!(!mail.says("/passwort-neu"), "{}", mail.text);
        }
        let wrong = ask(&world.idp.visitor(), "/passwort-vergessen", "kim").await;
        wrong.expect(422).shows("Geben Sie eine E-Mail-Adresse ein");
    }
);

kit::on_both!(
    who_has_no_password_reads_what_opens_the_account,
    async |database: kit::Database| {
        let world = dienst::world(database).await;
        let kim = world.idp.visitor();
        dienst::new_person_by(&world, &kim, ("eid", "kim"), KIM).await;
        let _ = ask(&kim, "/passwort-vergessen", KIM).await.expect(200);
        let mail = world.mailbox.next(KIM).await;
        assert!(mail.says("- mit BundID"), "{}", mail.text);
        assert!(!mail.says("Passkey"), "{}", mail.text);
        assert!(!mail.says("/passwort-neu"), "{}", mail.text);
    }
);

kit::on_both!(
    a_new_password_opens_nothing_by_itself,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let visitor = world.idp.visitor();
        let _ = ask(&visitor, "/passwort-vergessen", KIM).await.expect(200);
        let link = world.mailbox.next(KIM).await.link("/passwort-neu");
        // Looking changes nothing, however often; a slip neither.
        let _ = visitor.get(&link).await.expect(200);
        let slip = choose(&visitor, &link, NEW, "Herbst-Laub8?zehn").await;
        let _ = slip.expect(422);
        let common = choose(&visitor, &link, "Passwort123!", "Passwort123!").await;
        common.expect(422).shows("wird zuerst erraten");
        assert!(is_in(&kim).await, "nothing has happened yet");
        choose(&visitor, &link, NEW, NEW)
            .await
            .expect(200)
            .shows("gilt ab sofort");
        assert!(!is_in(&visitor).await, "the link is no way in");
        assert!(!is_in(&kim).await, "all devices are signed out");
        let _ = visitor.get(&link).await.expect(410);
        let code = sign_in_with(&visitor, NEW).await;
        assert!(
            code.redirect().contains("/anmelden/code"),
            "{}",
            code.redirect()
        );
        assert!(!is_in(&visitor).await);
        let subject = world.mailbox.next(KIM).await.subject;
        assert_eq!(subject, "Ihr Passwort wurde geändert");
    }
);

kit::on_both!(
    the_link_is_good_for_an_hour_and_the_newest_counts,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let visitor = world.idp.visitor();
        let mut links = Vec::new();
        for _ in 0..2 {
            let _ = ask(&visitor, "/passwort-vergessen", KIM).await.expect(200);
            links.push(world.mailbox.next(KIM).await.link("/passwort-neu"));
            world.advance(Duration::from_mins(10));
        }
        let _ = visitor.get(&links[0]).await.expect(410);
        let _ = visitor.get(&links[1]).await.expect(200);
        world.advance(Duration::from_mins(49));
        let form = visitor.get(&links[1]).await.expect(200).form("choose-form");
        world.advance(Duration::from_mins(2));
        let _ = visitor.get(&links[1]).await.expect(410);
        let form = form.fill("password", NEW).fill("password_repeat", NEW);
        let _ = form.submit().await.expect(410);
        assert!(sign_in_with(&visitor, NEW).await.status() == 422);
    }
);
