//! `/konto/geraete`: where one is signed in, and ending it (ASVS 7.5.2, 8.2.2).

use http::Method;
use kit::world::World;
use kit::{Database, Visitor, on_both};

use crate::anmelden::geraet::{FIREFOX, IPHONE, sign_in_as};
use crate::oauth::flow::{Flow, refused};
use crate::secured::{Leads, is_in, with_totp};

/// Kim's laptop and telephone, both signed in.
async fn two(world: &World) -> (Visitor, Visitor) {
    let (laptop, key) = with_totp(world).await;
    let form = laptop.get("/konto").await.form("/abmelden");
    let _ = form.submit().await;
    let phone = world.idp.visitor();
    sign_in_as(world, &laptop, &key, FIREFOX).await;
    sign_in_as(world, &phone, &key, IPHONE).await;
    (laptop, phone)
}

on_both!(
    sign_ins_are_listed_and_ended_one_by_one,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let (laptop, phone) = two(&flow.world).await;
        let flow = Flow {
            visitor: phone.clone(),
            ..flow
        };
        let request = Flow::request().with("scope", "openid offline_access");
        let tokens = flow.tokens(&request).await;
        let page = laptop.get("/konto/geraete").await.expect(200);
        assert_eq!(page.texts_of("#active .thing-name").len(), 2);
        page.shows("Firefox auf Windows")
            .shows("Safari auf iPhone")
            .shows("mit Passwort und Code")
            .shows("127.0.0.0/24")
            .hides("Mozilla");
        let end = page.attribute("#active form", "action").expect("a form");
        let done = page.form(&end).submit_and_follow().await.expect(200);
        done.shows("Das Gerät ist abgemeldet.");
        assert_eq!(done.texts_of("#active .thing-name").len(), 1);
        assert!(is_in(&laptop).await && !is_in(&phone).await);
        let token = tokens["refresh_token"].as_str().expect("a token");
        refused(&flow.token(&Flow::refreshing(token)).await, "invalid_grant");
    }
);

on_both!(nobody_ends_what_is_anothers, async |database: Database| {
    let flow = Flow::start(database).await;
    let (laptop, phone) = two(&flow.world).await;
    let robin = flow.world.idp.visitor();
    let _ = flow.sign_in(&robin, "phr").await;
    let page = laptop.get("/konto/geraete").await.expect(200);
    let sign_in = page.attribute("#active form", "action").expect("a form");
    let device = page.attribute("#devices form", "action").expect("a form");
    let form = robin.get("/konto/geraete").await.form("/abmelden");
    let csrf = form.value("csrf").expect("a token").to_owned();
    for path in [
        sign_in.as_str(),
        device.as_str(),
        "/konto/geraete/anmeldungen/abc/beenden",
        "/konto/geraete/abc/vergessen",
    ] {
        let ask = robin.ask(Method::POST, path).form(&[("csrf", &csrf)]);
        let _ = ask.send().await.expect(404);
    }
    assert!(is_in(&laptop).await && is_in(&phone).await);
    let devices = laptop.get("/konto/geraete").await;
    assert_eq!(devices.texts_of("#devices .thing-name").len(), 2);
    let nobody = flow.world.idp.visitor();
    assert_eq!(nobody.get("/konto/geraete").await.leads(), "/anmelden");
});

on_both!(
    everything_else_is_signed_out_at_once,
    async |database: Database| {
        let world = World::start(database).await;
        let (laptop, phone) = two(&world).await;
        let page = laptop.get("/konto/geraete").await.expect(200);
        let form = page.form("/konto/geraete/andere/beenden");
        let done = form.submit_and_follow().await.expect(200);
        done.shows("nur noch auf diesem Gerät")
            .hides("Überall sonst");
        assert!(is_in(&laptop).await && !is_in(&phone).await);
    }
);

on_both!(
    a_forgotten_device_is_signed_out_and_strange_again,
    async |database: Database| {
        let world = World::start(database).await;
        let (laptop, phone) = two(&world).await;
        let page = laptop.get("/konto/geraete").await.expect(200);
        assert_eq!(page.texts_of("#devices .thing-name").len(), 2);
        // The telephone was used last.
        let forget = page.attribute("#devices form", "action").expect("a form");
        let done = page.form(&forget).submit_and_follow().await.expect(200);
        done.shows("Das Gerät ist entfernt.");
        assert_eq!(done.texts_of("#devices .thing-name").len(), 1);
        assert!(is_in(&laptop).await && !is_in(&phone).await);
    }
);
