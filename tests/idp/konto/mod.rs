//! `/konto` and what lies below (S83, S87, S88).

mod daten;
mod dienste;
mod email;
mod enden;
mod entwurf;
mod geraete;
mod loeschen;
mod optionen;
mod passkeys;
mod passwort;
mod totp;
mod verlauf;
mod wiederherstellungscodes;

use kit::world::World;

use crate::secured::{KIM, Leads, with_passkey, with_totp};

kit::on_both!(
    the_settings_show_what_works,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let page = kim.get("/konto").await.expect(200);
        page.shows("Kontoeinstellungen")
            .shows(KIM)
            .shows("Mit zweitem Faktor (TOTP), eingerichtet am 23.11.2026");
        page.shows("Zwei-Faktor-Verfahren (TOTP) einrichten und ändern")
            .shows("Passkeys verwalten");
        page.hides("Passwort aus dem Konto entfernen");
        assert!(page.link("Zum Portal").ends_with("/anmelden"));
        let stranger = world.idp.visitor();
        for path in [
            "/konto",
            "/konto/passkeys",
            "/konto/totp",
            "/konto/passkeys/erfolg",
            "/konto/totp/erfolg",
        ] {
            assert_eq!(stranger.get(path).await.leads(), "/anmelden", "{path}");
        }
    }
);

kit::on_both!(
    changes_want_a_fresh_sign_in_and_come_back,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        world.advance(std::time::Duration::from_secs(5 * 60 + 1));
        let _ = kim.get("/konto").await.expect(200);
        for path in [
            "/konto/totp",
            "/konto/passkeys/neu",
            "/konto/passwort/entfernen",
        ] {
            let to = kim.get(path).await.leads();
            assert!(
                to.contains(&format!("weiter={path}")) && to.contains("erneut=1"),
                "{to}"
            );
        }
        let to = kim.get("/konto/totp").await.leads();
        let page = kim.browse(&to).await.expect(200);
        page.shows("Bitte melden Sie sich noch einmal an");
        assert_eq!(page.url().path(), "/anmelden/konto");
        assert!(page.link("Zurück").ends_with("/konto"));
        let finish = page
            .attribute("#passkey", "data-finish")
            .expect("a ceremony");
        let assertion = crate::secured::asserted(&world, &kim, &mut device).await;
        let done = crate::secured::post(&kim, "/anmelden/konto?erneut=1", &finish, &assertion)
            .await
            .expect(200);
        assert_eq!(done.json()["location"], "/konto/totp");
        let _ = kim.get("/konto/totp").await.expect(200);
    }
);
