//! What ends a letter with a recovery code that nobody stopped.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::{Database, on_both};

use super::briefe::{ASKED, DAY, NEW, Poster, RESET, ask, opened, world};
use super::{codes, finished, first, new_totp, recovering, second};
use crate::secured::{KIM, with_totp};

on_both!(
    what_ends_everything_ends_a_letter_that_waits,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_totp(&world).await;
        let _ = ask(&world.idp.visitor()).await;
        let poster = Poster::new(&world).await;
        let id = poster.one().await;
        let _ = poster.code(&id).await.expect(200);
        world.advance(Duration::from_mins(1));
        // The password by which it was asked for is no longer the account's.
        let visitor = world.idp.visitor();
        let page = visitor.get("/passwort-vergessen").await.expect(200);
        let form = page.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let mail = world.mailbox.next_about(KIM, RESET).await;
        let page = visitor.get(&mail.link("/passwort-neu")).await.expect(200);
        let form = page.form("choose-form").fill("password", NEW);
        let form = form.fill("password_repeat", NEW);
        let _ = form.submit().await.expect(200);
        assert!(poster.list().await.is_empty());
        let _ = poster.code(&id).await.expect(404);
    }
);

on_both!(
    who_comes_back_in_another_way_gets_no_letter,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let done = "Ihr Konto ist neu gesichert";
        let stopped =
            "Der Brief mit einem Wiederherstellungscode, der angefordert war, ist gestoppt";
        for (day, state) in ["open", "made", "taken"].into_iter().enumerate() {
            world.advance(DAY);
            let _ = ask(&world.idp.visitor()).await;
            let link = world.mailbox.next_about(KIM, ASKED).await;
            let link = link.link("/brief-stoppen");
            let poster = Poster::new(&world).await;
            let id = poster.one().await;
            let mut code = None;
            if state != "open" {
                code = Some(opened(&id, &poster.code(&id).await.expect(200)));
            }
            if state == "taken" {
                let _ = poster.settle(&id, "taken").await.expect(204);
            }
            world.advance(Duration::from_mins(1));
            let back = recovering(&world, KIM, &saved[day]).await;
            assert_eq!(poster.list().await.is_empty(), state == "taken");
            let _ = new_totp(&world, &back).await;
            let _ = finished(&back).await;

            assert!(poster.list().await.is_empty(), "{state}");
            let _ = poster.code(&id).await.expect(404);
            if state != "taken" {
                let _ = poster.settle(&id, "taken").await.expect(404);
                let _ = back.get(&link).await.expect(410);
            }
            assert!(world.mailbox.next_about(KIM, done).await.says(stopped));
            let lines = back.get("/konto/verlauf").await.expect(200);
            let lines = lines.text();
            let line = "Ein Brief mit einem Wiederherstellungscode wurde gestoppt";
            assert_eq!(lines.matches(line).count(), day + 1, "{state}: {lines}");
            if let Some(code) = code {
                let visitor = world.idp.visitor();
                let _ = first(&visitor, KIM, PASSWORD).await;
                let page = second(&visitor, "/zugang-verloren/code", &code).await;
                let _ = page.expect(422);
            }
        }
        // Where there is none, none is stopped.
        let back = recovering(&world, KIM, &saved[3]).await;
        let _ = new_totp(&world, &back).await;
        let _ = finished(&back).await;
        assert!(!world.mailbox.next_about(KIM, done).await.says(stopped));
    }
);
