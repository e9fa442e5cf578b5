//! `/konto/passwort/entfernen` (S64, S65).

use kit::world::World;

use crate::secured::{Leads, is_in, sign_in, sign_in_by_passkey, with_passkey, with_totp};

kit::on_both!(
    without_a_password_the_passkey_is_the_only_way,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort/entfernen").await.expect(200);
        let done = page
            .form("remove-form")
            .submit_and_follow()
            .await
            .expect(200);
        done.shows("Das Passwort ist aus Ihrem Konto entfernt")
            .shows("Ihr Konto hat kein Passwort.");
        let _ = sign_in(&world.idp.visitor()).await.expect(422);
        assert_eq!(kim.get("/konto/totp").await.leads(), "/konto");
        let visitor = world.idp.visitor();
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        let page = visitor.get("/konto/passkeys").await.expect(200);
        let remove = page.link("Löschen (Kim Handy)");
        visitor
            .get(&remove)
            .await
            .expect(200)
            .shows("Er ist Ihr einziger Zugang.");
        assert!(is_in(&visitor).await);
    }
);

kit::on_both!(
    without_a_passkey_the_password_stays,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        assert_eq!(kim.get("/konto/passwort/entfernen").await.leads(), "/konto");
    }
);
