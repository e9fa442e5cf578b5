//! Portal and provider together: there and back, fresh tokens, out of both.

use std::time::Duration;

use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Database, Visitor};

use crate::desk::count;

pub(crate) const KIM: &str = "kim@example.org";

/// Kim, who has an account with a second factor and is signed in at the provider.
pub(crate) async fn kim(world: &World) -> Visitor {
    let at_idp = world.idp.visitor();
    let _ = registered(world, &at_idp, KIM).await;
    let page = at_idp.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    let page = form.fill("password", PASSWORD).submit_and_follow().await;
    let page = page.expect(200);
    assert!(
        page.url().path().starts_with("/absichern"),
        "{}",
        page.url()
    );
    let page = at_idp.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let form = page.form("totp-form");
    let code = kit::totp::code(&key, world.now());
    let _ = form
        .fill("code", &code)
        .submit_and_follow()
        .await
        .expect(200);
    at_idp.and_at(&world.portal.base())
}

pub(crate) async fn is_signed_in(visitor: &Visitor) -> bool {
    visitor.get("/impressum").await.has("#sign-out-form")
}

/// Kim, signed in at both.
pub(crate) async fn at_home(database: Database) -> (World, Visitor) {
    let world = World::start(database).await;
    let kim = kim(&world).await;
    let page = kim.browse("/anmelden").await.expect(200);
    assert_eq!(page.url().as_str(), world.portal.url("/profil-auswaehlen"));
    (world, kim)
}

kit::on_both!(
    kim_comes_in_stays_and_leaves_both,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let told = "SELECT COUNT(*) FROM residents WHERE email = 'kim@example.org'";
        assert_eq!(
            count(&world, told).await,
            1,
            "the provider told the address"
        );
        let expiry = "SELECT access_expires_at FROM sessions";
        for _ in 0..3 {
            let before = count(&world, expiry).await;
            world.advance(Duration::from_mins(5));
            assert!(is_signed_in(&kim).await);
            assert!(count(&world, expiry).await > before, "renewed");
        }
        let page = kim.get("/impressum").await.expect(200);
        let left = page.form("sign-out-form").submit().await.follow_all().await;
        let left = left.expect(200);
        assert_eq!(left.url().path(), "/abgemeldet", "{}", left.text());
        assert!(left.url().as_str().starts_with(&world.portal.base()));
        assert!(!is_signed_in(&kim).await);
        let again = kim.browse("/anmelden").await.expect(200);
        assert!(
            again.url().as_str().starts_with(&world.idp.base()),
            "the provider asks again: {}",
            again.url()
        );
    }
);

kit::on_both!(
    leaving_at_the_provider_ends_the_portals_session,
    async |database: Database| {
        let (world, kim) = at_home(database).await;
        let at_idp = kim.and_at(&world.idp.base());
        let page = at_idp.get("/konto").await.expect(200);
        let _ = page.form("sign-out-form").submit().await;
        // The provider tells by a job of its own.
        for _ in 0..200 {
            if !is_signed_in(&kim).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the portal was not told");
    }
);
