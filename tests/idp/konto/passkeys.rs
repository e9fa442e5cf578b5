//! `/konto/passkeys`, `/konto/passkeys/neu`, `/konto/passkeys/{id}/name`,
//! `/konto/passkeys/{id}/loeschen` (S66).

use kit::SoftPasskey;
use kit::world::World;

use crate::secured::{
    add_passkey, enrolling, is_in, made, post, sign_in_by_passkey, with_passkey, with_totp,
};

kit::on_both!(
    passkeys_are_listed_renamed_and_deleted,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut first) = with_passkey(&world).await;
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let page = kim.get("/konto/passkeys").await.expect(200);
        page.shows("Eingerichtet am 23.11.2026");
        assert_eq!(page.texts_of("#passkeys > li").len(), 2);
        let rename = page
            .attribute("#passkeys a[href$='/name']", "href")
            .expect("a link");
        let form = kim.get(&rename).await.expect(200).form("name-form");
        let wrong = form.clone().fill("name", "K!").submit().await.expect(422);
        wrong.shows("ein Zeichen, das nicht erlaubt ist");
        let page = form
            .fill("name", "Büro-Rechner (alt)")
            .submit_and_follow()
            .await
            .expect(200);
        page.shows("Büro-Rechner (alt)")
            .shows("Der Name ist geändert");
        let delete = page
            .attribute("#passkeys a[href$='/loeschen']", "href")
            .expect("a link");
        let elsewhere = world.idp.visitor();
        sign_in_by_passkey(&world, &elsewhere, &mut first).await;
        let page = kim
            .get(&delete)
            .await
            .expect(200)
            .form("remove-form")
            .submit_and_follow()
            .await;
        page.expect(200)
            .shows("Der Passkey ist gelöscht")
            .hides("Büro-Rechner");
        assert!(is_in(&kim).await);
        assert!(
            !is_in(&elsewhere).await,
            "whoever is in elsewhere may have the lost device"
        );
    }
);

kit::on_both!(the_last_way_in_stays, async |database: kit::Database| {
    let world = World::start(database).await;
    let (kim, _) = with_passkey(&world).await;
    let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
    let page = kim.get("/konto/passkeys").await;
    let links: Vec<String> = (1..=2)
        .map(|n| {
            let css = format!("#passkeys > li:nth-child({n}) a[href$='/loeschen']");
            page.attribute(&css, "href").expect("a link")
        })
        .collect();
    let one = kim.get(&links[0]).await.form("remove-form");
    let two = kim.get(&links[1]).await.form("remove-form");
    let (one, two) = tokio::join!(one.submit(), two.submit());
    let mut statuses = [one.status(), two.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let page = kim.get("/konto/passkeys").await;
    assert_eq!(page.texts_of("#passkeys > li").len(), 1);
});

kit::on_both!(
    nobody_sees_or_changes_anothers,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let page = kim.get("/konto/passkeys").await;
        let theirs = page
            .attribute("#passkeys a[href$='/loeschen']", "href")
            .expect("a link");
        let name = theirs.replace("/loeschen", "/name");
        let robin = world.idp.visitor();
        let _ = kit::people::registered(&world, &robin, "robin@example.org").await;
        let page = robin.get("/anmelden/konto").await;
        let form = page.form("sign-in-form").fill("email", "robin@example.org");
        let _ = form.fill("password", kit::people::PASSWORD).submit().await;
        let _ = crate::secured::add_totp(&world, &robin, "/absichern/totp").await;
        for path in [
            &theirs,
            &name,
            "/konto/passkeys/nonsense/name",
            "/konto/passkeys/%0d%0ax/loeschen",
        ] {
            let _ = robin.get(path).await.expect(404);
        }
        assert!(is_in(&kim).await);
    }
);

kit::on_both!(
    an_empty_list_says_how_to_begin,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let page = kim.get("/konto/passkeys").await.expect(200);
        page.shows("Sie haben noch keinen Passkey");
        let _ = page.click("Neuen Passkey erstellen").await.expect(200);
    }
);

kit::on_both!(
    a_passkey_tells_where_it_lives,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let mut device = SoftPasskey::new();
        device.model = 0xd548_826e_79b4_db40_a3d8_1111_6f7e_8349_u128.to_be_bytes();
        let securing = "/absichern/passkey";
        let answer = made(&world, &kim, &mut device, securing).await;
        let _ = post(&kim, securing, securing, &answer).await.expect(200);
        let page = kim.get("/konto/passkeys").await.expect(200);
        page.shows("Bitwarden · An ein Gerät gebunden");
        // One that does not tell is no mystery: nothing is shown.
        let path = "/konto/passkeys/neu";
        let mut other = SoftPasskey::new();
        let answer = made(&world, &kim, &mut other, path).await;
        let _ = post(&kim, path, path, &answer).await.expect(200);
        let page = kim.get("/konto/passkeys").await.expect(200);
        let states = page.texts_of("#passkeys .thing-state");
        let plain = "An ein Gerät gebunden";
        assert!(states.iter().any(|state| state == plain), "{states:?}");
    }
);
