//! `/profil-auswaehlen`, `/profil-wechseln`, `/profil-anlegen`, `/profile-verwalten`.

use std::time::Duration;

use kit::Database;
use kit::world::World;

use crate::desk::{NUMBER, code_for_company, count, signed_in, unlock_kim};

kit::on_both!(
    who_has_no_profile_may_go_on_without,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let page = kim.get("/profil-auswaehlen").await.expect(200);
        page.shows("Weiter als Privatperson ohne Profil")
            .shows("Freischaltcode eingeben");
        page.shows("Neues Profil anlegen")
            .shows("Profile verwalten")
            .shows("Abbrechen");
        let home = page.form("without").submit_and_follow().await.expect(200);
        home.shows("ohne Profil angemeldet");
        kim.get("/profile-verwalten")
            .await
            .expect(200)
            .shows("noch kein Profil");
    }
);

kit::on_both!(
    a_standard_profile_is_made_once,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        for _ in 0..2 {
            let page = kim.get("/profil-anlegen").await.expect(200);
            let home = page.form("person").submit_and_follow().await.expect(200);
            home.shows("Standardprofil")
                .shows("Sie benötigen einen Freischaltcode");
        }
        assert_eq!(count(&world, "SELECT COUNT(*) FROM profiles").await, 1);
        let page = kim.get("/profil-auswaehlen").await.expect(200);
        assert!(!page.has("#create"), "all else needs a code (S53)");
        // The unlocked profile takes its place (S93).
        unlock_kim(&world, &kim).await;
        let page = kim.get("/profil-wechseln").await.expect(200);
        page.shows("Kim Klicker").hides("Standardprofil");
    }
);

kit::on_both!(
    profiles_are_switched_and_removed,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        unlock_kim(&world, &kim).await;
        // What was used last stands first.
        world.advance(Duration::from_secs(1));
        let code = code_for_company(&world).await;
        let form = kim
            .get("/freischaltcode?fuer=organisation")
            .await
            .form("code-form");
        let form = form
            .fill("code", &code)
            .fill("register_number", "HRB 12345");
        let _ = form.submit().await.expect(303);
        kim.get("/start").await.expect(200).shows("Muster GmbH");
        let list = kim.get("/profile-verwalten").await.expect(200);
        list.shows("Kim Klicker").shows("Muster GmbH");
        let home = list.form("choose-2").submit_and_follow().await.expect(200);
        home.shows("Kim Klicker").hides("Muster GmbH");
        let list = kim.get("/profile-verwalten").await;
        let question = list.click("Entfernen (Kim Klicker)").await.expect(200);
        question.shows("neuen Freischaltcode").shows(NUMBER);
        assert!(question.url().path().ends_with("/entfernen"));
        let list = question
            .form("remove-form")
            .submit_and_follow()
            .await
            .expect(200);
        list.hides("Kim Klicker").shows("Muster GmbH");
        kim.get("/start")
            .await
            .expect(200)
            .shows("ohne Profil angemeldet");
    }
);

kit::on_both!(
    a_strangers_profile_is_not_there,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        unlock_kim(&world, &kim).await;
        let list = kim.get("/profile-verwalten").await;
        let remove = list.link("Entfernen (Kim Klicker)");
        let id = remove.rsplit('/').nth(1).expect("an id").to_owned();
        let robin = signed_in(&world, "robin").await;
        let _ = robin
            .get(&format!("/profile-verwalten/{id}/entfernen"))
            .await
            .expect(404);
        let page = robin.get("/profil-wechseln").await.expect(200);
        let _ = page
            .form("without")
            .force("profile", &id)
            .submit()
            .await
            .expect(404);
        let csrf = page
            .attribute("input[name=csrf]", "value")
            .unwrap_or_default();
        let path = format!("/profile-verwalten/{id}/entfernen");
        let field = [("csrf", csrf)];
        let _ = robin
            .ask(http::Method::POST, &path)
            .form(&field)
            .send()
            .await;
        assert_eq!(count(&world, "SELECT COUNT(*) FROM profiles").await, 1);
        kim.get("/start").await.expect(200).shows("Kim Klicker");
        robin.get("/start").await.expect(200).hides("Kim Klicker");
    }
);
