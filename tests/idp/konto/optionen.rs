//! `/konto/anmeldeoptionen`, `/konto/totp/entfernen` (S86).

use std::time::Duration;

use kit::world::World;

use crate::secured::{
    Leads, add_passkey, is_in, sign_in, sign_in_by_passkey, with_passkey, with_totp,
};

kit::on_both!(
    every_way_in_stands_on_one_page,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let page = kim.get("/konto").await.expect(200);
        let page = page.click("Anmeldeoption löschen").await.expect(200);
        page.shows("Passwort mit zweitem Faktor (TOTP)")
            .shows("Ihr einziger Zugang");
        let last = page
            .click("Löschen (Passwort mit zweitem Faktor (TOTP))")
            .await;
        last.expect(200)
            .shows("Den zweiten Faktor können Sie jetzt nicht löschen");
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let page = kim.get("/konto/anmeldeoptionen").await.expect(200);
        page.shows("Kim Handy").hides("Ihr einziger Zugang");
        assert!(page.link("Löschen (Kim Handy)").ends_with("/loeschen"));
    }
);

kit::on_both!(
    the_password_goes_with_the_second_factor,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let elsewhere = world.idp.visitor();
        sign_in_by_passkey(&world, &elsewhere, &mut device).await;
        let page = kim.get("/konto/totp/entfernen").await.expect(200);
        page.shows("Mit dem zweiten Faktor löschen wir auch Ihr Passwort");
        let done = page.form("remove-form").submit().await;
        assert_eq!(done.leads(), "/konto?erledigt=totp-entfernt");
        let page = done.follow().await.expect(200);
        page.shows("Der zweite Faktor ist entfernt")
            .shows("Ihr Konto hat kein Passwort.");
        assert!(!is_in(&elsewhere).await);
        assert!(is_in(&kim).await);
        let _ = sign_in(&world.idp.visitor()).await.expect(422);
        assert_eq!(kim.get("/konto/totp/entfernen").await.leads(), "/konto");
    }
);

kit::on_both!(
    the_last_second_factor_stays_and_a_stale_session_asks_first,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let page = kim.get("/konto/totp/entfernen").await.expect(200);
        // The passkey is deleted in another window meanwhile.
        let keys = kim.get("/konto/passkeys").await.expect(200);
        let remove = keys.click("Löschen (Kim Handy)").await.expect(200);
        let _ = remove.form("remove-form").submit().await;
        let refused = page.form("remove-form").submit().await.expect(409);
        refused.shows("sind Ihr einziger Zugang");
        world.advance(Duration::from_secs(5 * 60 + 1));
        let stale = page.form("remove-form").submit().await;
        assert!(stale.leads().contains("weiter=/konto/totp/entfernen"));
    }
);

kit::on_both!(
    an_idle_password_is_told_apart,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let page = kim.get("/konto/anmeldeoptionen").await.expect(200);
        page.shows("Öffnet das Konto nicht allein")
            .shows("Ihr einziger Zugang");
        let page = page.click("Löschen (Passwort)").await.expect(200);
        page.shows("Passwort aus dem Konto entfernen");
    }
);
