//! `/registrieren`, `/registrieren/erfolg`, `/registrieren/bestaetigen` (S26–S37).

use std::time::Duration;

use kit::people::{PASSWORD, register, registered};
use kit::world::World;

const KIM: &str = "kim@example.org";

kit::on_both!(
    an_address_is_confirmed_once,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let visitor = world.idp.visitor();
        let done = register(&visitor, KIM).await;
        assert_eq!(done.url().path(), "/registrieren/erfolg");
        done.shows("Sie haben sich erfolgreich registriert.");
        let mail = world.mailbox.next(KIM).await;
        let link = mail.link("/registrieren/bestaetigen");
        // Looking changes nothing: a mail scanner does not confirm.
        for _ in 0..2 {
            visitor.get(&link).await.expect(200).shows(KIM);
        }
        let confirm = visitor.get(&link).await.form("confirm-form");
        let page = confirm.clone().submit_and_follow().await.expect(200);
        page.shows("Sie haben Ihre E-Mail-Adresse erfolgreich bestätigt.");
        let page = confirm.submit_and_follow().await;
        page.shows("Ihre E-Mail-Adresse ist bereits bestätigt.");
    }
);

kit::on_both!(a_link_is_good_for_a_day, async |database: kit::Database| {
    let world = World::start(database).await;
    let visitor = world.idp.visitor();
    let _ = register(&visitor, KIM).await;
    let link = world
        .mailbox
        .next(KIM)
        .await
        .link("/registrieren/bestaetigen");
    let confirm = visitor.get(&link).await.form("confirm-form");
    world.advance(Duration::from_hours(24));
    visitor
        .get(&link)
        .await
        .expect(410)
        .shows("Dieser Link gilt nicht mehr");
    let _ = confirm.submit().await.expect(410);
});

kit::on_both!(
    another_browser_is_asked_for_the_password,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = register(&world.idp.visitor(), KIM).await;
        let link = world
            .mailbox
            .next(KIM)
            .await
            .link("/registrieren/bestaetigen");
        let stranger = world.idp.visitor();
        let confirm = stranger.get(&link).await.expect(200).form("confirm-form");
        let wrong = confirm
            .fill("password", "Geraten-ist-nicht-gewusst1")
            .submit()
            .await;
        let again = wrong.expect(422).form("confirm-form");
        let page = again.fill("password", PASSWORD).submit_and_follow().await;
        page.expect(200).shows("erfolgreich bestätigt");
    }
);

kit::on_both!(
    a_known_address_tells_the_visitor_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let new = registered(&world, &world.idp.visitor(), KIM).await;
        new.shows("Zur Anmeldung");
        let stranger = register(&world.idp.visitor(), "neu@example.org").await;
        let known = register(&world.idp.visitor(), KIM).await;
        assert_eq!(known.text(), stranger.text());
        assert_eq!(known.status(), stranger.status());
        let mail = world.mailbox.next(KIM).await;
        assert!(!mail.says("/registrieren/bestaetigen"), "{}", mail.text);
    }
);

kit::on_both!(
    a_form_without_its_token_is_refused,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let visitor = world.idp.visitor();
        let form = visitor.get("/registrieren").await.form("register-form");
        let filled = form
            .fill("email", KIM)
            .fill("password", PASSWORD)
            .fill("password_repeat", PASSWORD)
            .check("terms")
            .check("privacy");
        let _ = filled.clone().without("csrf").submit().await.expect(400);
        let elsewhere = filled
            .clone()
            .ask()
            .header("origin", "https://elsewhere.example");
        let _ = elsewhere.send().await.expect(400);
        let missing = filled.uncheck("terms").submit().await.expect(422);
        missing.shows("Stimmen Sie den Nutzungsbedingungen zu");
        assert!(world.mailbox.all().iter().all(|mail| mail.to != KIM));
    }
);

kit::on_both!(
    what_is_guessed_first_is_no_password,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let visitor = world.idp.visitor();
        for (password, why) in [
            ("Passwort123!", "Dieses Passwort wird zuerst erraten"),
            (
                "Kim-1@Example.org",
                "weder Ihr Benutzername noch unser Name",
            ),
        ] {
            let page = visitor.get("/registrieren").await.expect(200);
            let form = page
                .form("register-form")
                .fill("email", "kim-1@example.org");
            let form = form
                .fill("password", password)
                .fill("password_repeat", password);
            let page = form.check("terms").check("privacy").submit().await;
            page.expect(422).shows(why);
        }
        let mails = world.mailbox.all();
        assert!(mails.iter().all(|mail| mail.to != "kim-1@example.org"));
    }
);
