//! `/konto/totp`, `/konto/totp/erfolg` (S73).

use std::time::Duration;

use kit::world::World;

use crate::secured::{Leads, add_totp, is_in, sign_in, with_totp};

kit::on_both!(
    a_new_factor_replaces_the_old_one,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, old) = with_totp(&world).await;
        let elsewhere = world.idp.visitor();
        world.advance(Duration::from_secs(30));
        let _ = sign_in(&elsewhere).await;
        let code = kit::totp::code(&old, world.now());
        let page = elsewhere.get("/anmelden/code").await;
        let _ = page.form("code-form").fill("code", &code).submit().await;
        assert!(is_in(&elsewhere).await);
        kim.get("/konto/totp")
            .await
            .expect(200)
            .shows("Sie haben schon einen zweiten Faktor");
        let new = add_totp(&world, &kim, "/konto/totp").await;
        assert_ne!(new, old);
        assert!(is_in(&kim).await, "this browser stays signed in");
        assert!(!is_in(&elsewhere).await, "others have to sign in again");
        world.advance(Duration::from_secs(30));
        let visitor = world.idp.visitor();
        let _ = sign_in(&visitor).await;
        let page = visitor.get("/anmelden/code").await;
        let old = kit::totp::code(&old, world.now());
        let page = page
            .form("code-form")
            .fill("code", &old)
            .submit()
            .await
            .expect(422);
        let new = kit::totp::code(&new, world.now());
        let page = page.form("code-form").fill("code", &new).submit().await;
        assert_eq!(page.leads(), "/konto");
    }
);
