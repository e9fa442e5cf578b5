//! Which browser it was: what the owner is told, and what `/konto/geraete` shows.

use std::time::Duration;

use kit::world::World;
use kit::{Page, Visitor};

use crate::secured::{KIM, Leads};

pub(crate) const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0";
pub(crate) const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

/// Sends user name and password.
pub(crate) async fn password(visitor: &Visitor) -> Page {
    crate::secured::sign_in(visitor).await
}

/// Signs in with password and code in a browser that calls itself `agent`.
pub(crate) async fn sign_in_as(world: &World, visitor: &Visitor, key: &str, agent: &str) {
    world.advance(Duration::from_secs(30));
    assert_eq!(password(visitor).await.leads(), "/anmelden/code");
    let page = visitor.get("/anmelden/code").await.expect(200);
    let code = kit::totp::code(key, world.now());
    let ask = page.form("code-form").fill("code", &code).ask();
    let done = ask.header("user-agent", agent).send().await;
    assert_eq!(done.leads(), "/konto");
}

kit::on_both!(
    only_a_strange_browser_is_told,
    async |database: kit::Database| {
        let world = World::start(database).await;
        // The browser that the second factor was set up in is the first one.
        let (first, key) = crate::secured::with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let form = first.get("/konto").await.form("/abmelden");
        let _ = form.submit().await;
        sign_in_as(&world, &first, &key, FIREFOX).await;
        sign_in_as(&world, &first, &key, FIREFOX).await;
        let second = world.idp.visitor();
        sign_in_as(&world, &second, &key, IPHONE).await;
        let mail = world.mailbox.next(KIM).await;
        assert_eq!(mail.subject, "Neue Anmeldung in Ihrem Konto");
        assert!(mail.says("Safari auf iPhone"), "{}", mail.text);
        assert!(mail.says("127.0.0.0/24"), "{}", mail.text);
        assert!(!mail.says("Mozilla"), "{}", mail.text);
        sign_in_as(&world, &second, &key, IPHONE).await;
        sign_in_as(&world, &first, &key, FIREFOX).await;
        assert!(world.mailbox.try_next(KIM).is_none());
    }
);
