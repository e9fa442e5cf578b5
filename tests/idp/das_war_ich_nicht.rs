//! `/das-war-ich-nicht`: the link of the mail about a strange sign-in closes doors and opens none.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Visitor, on_both};

use crate::anmelden::geraet::{IPHONE, password, sign_in_as};
use crate::secured::{KIM, Leads, is_in, with_totp};

/// The owner, a stranger with password and code, and the link.
async fn broken_into(world: &World) -> (Visitor, Visitor, String) {
    let (own, key) = with_totp(world).await;
    let _ = world.mailbox.next(KIM).await;
    let strange = world.idp.visitor();
    sign_in_as(world, &strange, &key, IPHONE).await;
    let mail = world.mailbox.next(KIM).await;
    (own, strange, mail.link("/das-war-ich-nicht"))
}

on_both!(
    the_stranger_is_out_and_the_password_must_be_renewed,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (own, strange, link) = broken_into(&world).await;
        let reader = world.idp.visitor();
        for _ in 0..2 {
            let page = reader.get(&link).await.expect(200);
            page.shows("Safari auf iPhone");
        }
        assert!(is_in(&strange).await, "looking changes nothing");
        let form = reader.get(&link).await.form("not-me-form");
        let page = form.clone().submit().await.expect(200);
        page.shows("Das Gerät ist abgemeldet");
        assert!(!is_in(&strange).await);
        assert!(is_in(&own).await);
        assert!(!is_in(&reader).await, "the link opens nothing");
        let _ = form.submit().await.expect(410);
        let _ = reader.get(&link).await.expect(410);

        let led = password(&strange).await.leads();
        assert_eq!(led, "/anmelden/passwort-erneuern");
        let page = strange.get("/anmelden/passwort-erneuern").await.expect(200);
        page.shows("Das bisherige Passwort gilt deshalb nicht mehr.");
        assert_eq!(
            strange.get("/anmelden/code").await.leads(),
            "/anmelden/konto"
        );

        let form = reader.get("/passwort-vergessen").await;
        let form = form.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let link = world.mailbox.next(KIM).await.link("/passwort-neu");
        let form = reader.get(&link).await.form("choose-form");
        let form = form.fill("password", PASSWORD);
        let chosen = form.fill("password_repeat", PASSWORD);
        let _ = chosen.submit_and_follow().await.expect(200);
        assert_eq!(password(&reader).await.leads(), "/anmelden/code");
    }
);

on_both!(
    the_link_is_good_for_thirty_days,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, _, link) = broken_into(&world).await;
        let reader = world.idp.visitor();
        let form = reader.get(&link).await.expect(200).form("not-me-form");
        world.advance(Duration::from_hours(30 * 24));
        let _ = reader.get(&link).await.expect(410);
        let _ = form.submit().await.expect(410);
        let none = format!("/das-war-ich-nicht?id={}", "a".repeat(43));
        let dead = reader.get(&none).await.expect(410);
        dead.shows("Ein solcher Link gilt 30 Tage");
        let _ = reader.get("/das-war-ich-nicht").await.expect(410);
    }
);
