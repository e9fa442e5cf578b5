//! The whole way back in, with what ends on it.

use std::time::Duration;

use kit::SoftPasskey;
use kit::people::PASSWORD;
use kit::world::World;
use serde_json::json;
use shared::claims::Role;

use super::{codes, finished, first, new_totp, recovering, second, subjects};
use crate::secured::{
    KIM, Leads, answer, asserted, is_in, made, post, sign_in, sign_in_by_passkey, with_passkey,
    with_totp,
};

kit::on_both!(
    a_new_second_factor_replaces_the_lost_one,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, old) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let _ = subjects(&world, "Neue Wiederherstellungscodes für Ihr Konto").await;
        world.advance(Duration::from_mins(1));
        let visitor = world.idp.visitor();
        let _ = sign_in(&visitor).await;
        let page = visitor.get("/anmelden/code").await.expect(200);
        let lost = page.link("Zweiten Faktor verloren?");
        assert!(lost.ends_with("/zugang-verloren"), "{lost}");
        let _ = first(&visitor, KIM, PASSWORD).await;
        let written = saved[0].to_lowercase().replace('-', " ");
        let page = second(&visitor, "/zugang-verloren/code", &written).await;
        assert_eq!(page.leads(), "/absichern");
        let page = visitor.get("/absichern").await.expect(200);
        page.shows("Richten Sie jetzt ein, womit Sie sich künftig anmelden");
        for path in [
            "/konto",
            "/zugang-verloren/geraete",
            "/zugang-verloren/erfolg",
        ] {
            assert_eq!(visitor.get(path).await.leads(), "/absichern", "{path}");
        }
        assert!(is_in(&kim).await, "nothing has changed yet");
        let new = new_totp(&world, &visitor).await;
        assert!(!is_in(&visitor).await, "one step is left");
        let on = visitor.get("/absichern").await.leads();
        assert_eq!(on, "/zugang-verloren/geraete");
        finished(&visitor)
            .await
            .shows("Ihr Konto ist neu gesichert")
            .shows("9 Wiederherstellungscodes sind noch gültig");
        assert!(is_in(&visitor).await);
        assert!(!is_in(&kim).await, "all else is signed out");
        let told = subjects(&world, "Ihr Konto ist neu gesichert").await;
        let begun = "Wiederherstellungscode für Ihr Konto benutzt";
        assert!(told.iter().any(|subject| subject == begun), "{told:?}");
        world.advance(Duration::from_secs(30));
        let again = world.idp.visitor();
        let _ = sign_in(&again).await;
        let form = again.get("/anmelden/code").await.form("code-form");
        let code = kit::totp::code(&old, world.now());
        let page = form.fill("code", &code).submit().await.expect(422);
        let code = kit::totp::code(&new, world.now());
        let page = page.form("code-form").fill("code", &code).submit().await;
        assert_eq!(page.leads(), "/konto");
    }
);

kit::on_both!(
    a_passkey_named_lost_is_gone_and_the_others_stay,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut old) = with_passkey(&world).await;
        world.advance(Duration::from_secs(1));
        let mut kept = crate::secured::add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_mins(1));
        let visitor = recovering(&world, KIM, &saved[0]).await;
        let mut new = SoftPasskey::new();
        let page = "/absichern/passkey";
        let answered = made(&world, &visitor, &mut new, page).await;
        let done = post(&visitor, page, page, &answered).await.expect(200);
        assert_eq!(done.json()["location"], "/zugang-verloren/geraete");
        let page = visitor.get("/zugang-verloren/geraete").await.expect(200);
        assert_eq!(
            page.texts_of("input[name=lost]").len(),
            2,
            "the new one is not asked about"
        );
        let id = page.attribute("input[name=lost]", "value");
        let id = id.expect("the passkey that was set up first");
        let form = page.form("devices-form").force("lost", &id);
        assert_eq!(form.submit().await.leads(), "/zugang-verloren/erfolg");
        assert!(is_in(&visitor).await && !is_in(&kim).await);
        let list = visitor.get("/konto/passkeys").await.expect(200);
        assert_eq!(list.texts_of("#passkeys > li").len(), 2);
        let stranger = world.idp.visitor();
        let tried = asserted(&world, &stranger, &mut old).await;
        let _ = answer(&stranger, &tried).await.expect(422);
        for device in [&mut kept, &mut new] {
            sign_in_by_passkey(&world, &world.idp.visitor(), device).await;
        }
        let told = subjects(&world, "Ihr Konto ist neu gesichert").await;
        assert!(told.len() > 2);
    }
);

kit::on_both!(
    a_new_passkey_ends_the_lost_app,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_mins(1));
        let visitor = recovering(&world, KIM, &saved[9]).await;
        let mut device = SoftPasskey::new();
        let page = "/absichern/passkey";
        let answered = made(&world, &visitor, &mut device, page).await;
        let _ = post(&visitor, page, page, &answered).await.expect(200);
        let page = visitor.get("/zugang-verloren/geraete").await.expect(200);
        page.shows("Ihr bisheriger zweiter Faktor (TOTP) gilt danach nicht mehr");
        let _ = finished(&visitor).await;
        let again = sign_in(&world.idp.visitor()).await;
        assert_eq!(again.leads(), "/anmelden/mit-passkey");
        let history = visitor.get("/konto/verlauf").await.expect(200);
        history
            .shows("Der zweite Faktor wurde entfernt")
            .shows("Das Konto wurde nach einem Verlust neu gesichert");
    }
);

kit::on_both!(
    a_request_that_waits_goes_on,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_mins(1));
        let portal = world.portal.visitor();
        let page = portal.browse("/anmelden").await.expect(200);
        let mut query = page.url().query_pairs();
        let (_, vorgang) = query.find(|(name, _)| name == "vorgang").expect("waits");
        let vorgang = format!("vorgang={vorgang}");
        let visitor = portal.and_at(&world.idp.base());
        let lost = format!("/zugang-verloren?{vorgang}");
        let form = visitor.get(&lost).await.expect(200).form("lost-form");
        let page = form.fill("email", KIM).fill("password", PASSWORD);
        let page = page.submit_and_follow().await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &saved[0]);
        let notice = form.submit_and_follow().await.expect(200);
        let _ = new_totp_at(
            &world,
            &visitor,
            &notice.attribute("#choose-totp", "href").expect("a link"),
        )
        .await;
        let page = visitor
            .get(&format!("/zugang-verloren/geraete?{vorgang}"))
            .await;
        let done = page.expect(200).form("devices-form").submit_and_follow();
        let further = done.await.expect(200).link("Weiter");
        assert!(further.contains(&vorgang), "{further}");
    }
);

async fn new_totp_at(world: &World, visitor: &kit::Visitor, path: &str) -> kit::Page {
    let page = visitor.get(path).await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let code = kit::totp::code(&key, world.now());
    let done = page.form("totp-form").fill("code", &code).submit().await;
    assert!(
        done.leads()
            .starts_with("/zugang-verloren/geraete?vorgang=")
    );
    done
}

kit::on_both!(
    staff_come_back_with_their_roles_and_a_new_factor,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let email = "sam@jobcenter.example";
        let sam = kit::staff::member(&world, email, &[Role::Support]).await;
        let saved = codes(&sam).await;
        world.advance(Duration::from_mins(1));
        let visitor = recovering(&world, email, &saved[0]).await;
        assert!(!is_in(&visitor).await, "two proofs do not make a factor");
        let _ = new_totp(&world, &visitor).await;
        let done = finished(&visitor).await;
        assert!(done.link("Weiter").ends_with("/sachbearbeitung"));
        let office = visitor.and_at(&world.portal.base());
        let page = office.browse("/anmelden?weiter=/sachbearbeitung").await;
        assert!(page.url().as_str().starts_with(&world.portal.base()));
    }
);

kit::on_both!(
    a_deactivated_account_is_not_recovered,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_mins(1));
        let within = recovering(&world, KIM, &saved[0]).await;
        let waiting = world.idp.visitor();
        let _ = first(&waiting, KIM, PASSWORD).await;
        let page = waiting.get("/zugang-verloren/code").await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &saved[1]);
        deactivate(&world).await;
        let off = "/anmelden/deaktiviert";
        assert_eq!(form.submit().await.leads(), off);
        assert_eq!(
            first(&world.idp.visitor(), KIM, PASSWORD).await.leads(),
            off
        );
        assert_eq!(within.get("/absichern").await.leads(), "/anmelden");
        let wrong = first(&world.idp.visitor(), KIM, "Geraten-ist-es-falsch-1").await;
        wrong.expect(422).hides("deaktiviert");
    }
);

async fn deactivate(world: &World) {
    let db = shared::db::Db::open(world.database_urls()[0], 1).await;
    let db = db.expect("opens");
    let mut tx = db.write().await.expect("writes");
    sqlx::query("UPDATE accounts SET deactivated_at = $1")
        .bind(world.now())
        .execute(tx.conn())
        .await
        .expect("is stored");
    tx.commit().await.expect("is stored");
    db.close().await;
}

kit::on_both!(
    a_recovery_under_way_is_no_sign_in,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        world.advance(Duration::from_mins(1));
        let visitor = recovering(&world, KIM, &saved[0]).await;
        let portal = visitor.and_at(&world.portal.base());
        let page = portal.browse("/anmelden").await;
        assert!(
            page.url().as_str().starts_with(&world.idp.base()),
            "the portal got in: {}",
            page.url()
        );
        for path in ["/konto/passkeys", "/konto/dienste", "/konto/verlauf"] {
            assert_eq!(visitor.get(path).await.leads(), "/absichern", "{path}");
        }
        let body = json!({ "name": "Kim Handy" });
        let path = "/absichern/passkey/optionen";
        let options = post(&visitor, "/absichern/passkey", path, &body).await;
        let _ = options.expect(200);
    }
);
