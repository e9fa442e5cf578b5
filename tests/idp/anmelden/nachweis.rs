//! An official identity that secures an account is not got around by less: `/anmelden/mit-nachweis`,
//! weak identities that become strong, step-ups, services that are no longer offered (security.md
//! T39, T40).

use std::time::Duration;

use http::Method;
use kit::people::registered;
use kit::world::World;
use kit::{Database, Visitor};

use super::dienst::{link, new_person_by, prove, release, release_organisation, world};
use crate::oauth::flow::{Flow, PUBLIC, answer, client};
use crate::secured::{KIM, Leads, enrolling, is_in, sign_in, with_passkey, with_totp};

const ALONE: (&str, &str) = ("benutzername&mfa=nein", "kim");
const CARD: (&str, &str) = ("eid", "kim");
const LEYLA: [&str; 2] = ["Lernwerk Musterstadt gGmbH", "Dr. Leyla Lernfeld"];

/// Whoever knows Kim's user name and password at BundID, in a browser of their own.
async fn thief(world: &World) -> (Visitor, String) {
    let thief = world.idp.visitor();
    let page = prove(world, &thief, "/anmelden/bundid", ALONE).await;
    let path = page.expect(200).url().path().to_owned();
    (thief, path)
}

kit::on_both!(
    a_user_name_never_gets_around_the_card,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        new_person_by(&world, &kim, CARD, KIM).await;
        // Again and again: the first time must not open the second.
        for _ in 0..2 {
            let (thief, path) = thief(&world).await;
            assert_eq!(path, "/anmelden/mit-nachweis");
            let page = thief.get("/anmelden/mit-nachweis?mit=bundid").await;
            page.expect(200)
                .shows("Ihr Konto ist stärker gesichert")
                .shows("Online-Ausweis");
            for path in ["/konto", "/absichern", "/konto/mein-uk"] {
                assert_eq!(thief.get(path).await.leads(), "/anmelden", "{path}");
            }
        }
        let page = prove(&world, &kim, "/anmelden/bundid", CARD).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        assert!(is_in(&kim).await);
        // Nor does whoever is sent there from that page, but stays with the user name.
        let (thief, _) = thief(&world).await;
        let page = thief.get("/anmelden/mit-nachweis?mit=bundid").await;
        let leaving = page.attribute("#by-bundid", "href").expect("a link");
        let page = prove(&world, &thief, &leaving, ALONE).await;
        assert_eq!(page.expect(200).url().path(), "/anmelden/mit-nachweis");
        assert!(!is_in(&thief).await);
    }
);

kit::on_both!(
    a_password_does_not_get_around_the_card_either,
    async |database: Database| {
        let world = world(database).await;
        let kim = enrolling(&world).await;
        link(&world, &kim, CARD).await;
        assert!(is_in(&kim).await);
        let (_, path) = thief(&world).await;
        assert_eq!(path, "/anmelden/mit-nachweis");
        let other = world.idp.visitor();
        let leads = sign_in(&other).await.leads();
        assert_eq!(leads, "/anmelden/mit-nachweis?mit=bundid");
        assert_eq!(other.get("/absichern").await.leads(), "/anmelden");
        let page = prove(&world, &other, "/anmelden/bundid", ("elster", "kim")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
    }
);

kit::on_both!(
    a_user_name_does_not_get_around_the_passkey,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_passkey(&world).await;
        link(&world, &kim, ALONE).await;
        let (other, path) = thief(&world).await;
        assert_eq!(path, "/anmelden/mit-passkey");
        assert!(!is_in(&other).await);
        // With the card as well, both open it, and the page says so.
        link(&world, &kim, CARD).await;
        let (other, path) = thief(&world).await;
        assert_eq!(path, "/anmelden/mit-nachweis");
        let page = other.get("/anmelden/mit-nachweis?mit=bundid,passkey").await;
        assert!(page.has("#passkey") && page.has("#by-bundid"));
    }
);

kit::on_both!(
    a_weak_identity_is_proven_stronger,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        new_person_by(&world, &kim, ALONE, KIM).await;
        let page = prove(&world, &kim, "/anmelden/bundid", ALONE).await;
        assert_eq!(page.expect(200).url().path(), "/absichern");
        let page = kim.get("/konto/bundid").await.expect(200);
        page.shows("Bisher nur mit Benutzername und Passwort");
        assert!(!page.has("#remove-form") && !page.has("#last-way-in"));
        // Another person's card does not become Kim's.
        let page = prove(&world, &kim, "/konto/bundid", ("eid", "erika")).await;
        let another = page.expect(200).form("connect-form").submit().await;
        another
            .expect(409)
            .shows("schon mit einer anderen Identität");
        assert!(!is_in(&kim).await);
        link(&world, &kim, CARD).await;
        assert!(is_in(&kim).await);
        let page = kim.get("/konto/bundid").await.expect(200);
        page.hides("Bisher nur mit Benutzername");
        assert_eq!(thief(&world).await.1, "/anmelden/mit-nachweis");
    }
);

kit::on_both!(
    a_weak_identity_can_be_removed_beside_a_strong_one,
    async |database: Database| {
        let world = world(database).await;
        let leyla = world.idp.visitor();
        let back = release_organisation(&leyla, "/anmelden/mein-uk", LEYLA).await;
        let page = back.follow_all().await.expect(200);
        let form = page.form("register-form").fill("email", KIM);
        let form = form.check("terms").check("privacy");
        let _ = form.submit_and_follow().await.expect(200);
        let link_mailed = world
            .mailbox
            .next(KIM)
            .await
            .link("/registrieren/bestaetigen");
        let form = leyla
            .get(&link_mailed)
            .await
            .expect(200)
            .form("confirm-form");
        let _ = form.submit_and_follow().await.expect(200);
        let back = release_organisation(&leyla, "/anmelden/mein-uk", LEYLA).await;
        let _ = back.follow_all().await.expect(200);
        link(&world, &leyla, ALONE).await;
        let page = leyla.get("/konto/mein-uk").await.expect(200);
        assert!(page.has("#last-way-in"), "the weak one is no way in");
        let page = leyla.get("/konto/bundid").await.expect(200);
        page.shows("Bisher nur mit Benutzername und Passwort");
        let gone = page.form("remove-form").submit_and_follow().await;
        gone.expect(200).shows("Die Verbindung ist gelöst");
    }
);

kit::on_both!(
    a_step_up_never_changes_the_account,
    async |database: Database| {
        let level = "acr_values";
        let substantial = "http://eidas.europa.eu/LoA/substantial";
        let flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
        let world = &flow.world;
        let erika = world.idp.visitor();
        new_person_by(world, &erika, ("eid", "erika"), "erika@example.org").await;
        let (kim, _) = with_totp(world).await;
        let temporary = ("eid&voruebergehend=ja", "kim");
        let page = prove(world, &kim, "/konto/bundid", temporary).await;
        page.expect(200).shows("erkennen wir Sie nicht wieder");
        link(world, &kim, CARD).await;
        let ask = Flow::request().with(level, substantial);
        let there = kim.get(&format!("/oauth/authorize?{}", ask.query())).await;
        let there = there.leads();
        assert!(there.starts_with("/anmelden/bundid?"), "{there}");
        for (who, reason) in [
            (("eid", "erika"), "gehört zu einem anderen Konto"),
            (("eid", "mila"), "noch mit keinem Konto verbunden"),
            (temporary, "erkennen wir Sie nicht wieder"),
        ] {
            let page = prove(world, &kim, &there, who).await.expect(200);
            page.shows(reason);
            kim.get("/konto").await.expect(200).shows(KIM);
        }
        let back = release(world, &kim, &there, CARD).await;
        let page = back.follow().await.expect(303).follow().await;
        assert!(answer(&page, "code").is_some());
        kim.get("/konto").await.expect(200).shows(KIM);
    }
);

kit::on_both!(
    the_waiting_application_is_not_forgotten,
    async |database: Database| {
        let flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
        let world = &flow.world;
        let (_, key) = with_totp(world).await;
        let kim = world.idp.visitor();
        let request = format!("/oauth/authorize?{}", Flow::request().query());
        let options = kim.get(&request).await.leads();
        let there = options.replacen("/anmelden", "/anmelden/bundid", 1);
        let page = prove(world, &kim, &there, CARD).await.expect(200);
        assert_eq!(page.url().path(), "/registrieren/bundid");
        let account = page.attribute("#connect", "href").expect("a link");
        assert!(account.contains("vorgang="), "{account}");
        world.advance(Duration::from_secs(30));
        let page = kim.get(&account).await.expect(200);
        let form = page.form("sign-in-form").fill("email", KIM);
        let form = form.fill("password", kit::people::PASSWORD);
        let page = form.submit_and_follow().await.expect(200);
        let code = kit::totp::code(&key, world.now());
        let form = page.form("code-form").fill("code", &code);
        let page = form.submit_and_follow().await.expect(200);
        assert_eq!(page.url().path(), "/konto/bundid/verbinden");
        let page = page.form("connect-form").submit().await.expect(303);
        let page = page.follow().await;
        assert!(answer(&page, "code").is_some());
    }
);

kit::on_both!(
    nobody_links_without_the_account_s_own_proof,
    async |database: Database| {
        let world = world(database).await;
        let thief = world.idp.visitor();
        let page = prove(&world, &thief, "/anmelden/bundid", CARD).await;
        let csrf = page.expect(200).attribute("input[name=csrf]", "value");
        let csrf = [("csrf", csrf.expect("a token"))];
        let link = "/konto/bundid/verbinden";
        let ask = thief.ask(Method::POST, link).form(&csrf);
        assert_eq!(ask.send().await.leads(), "/anmelden");
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        // Somebody else has signed in by the time that the first comes back.
        let kim = world.idp.visitor();
        assert_eq!(sign_in(&kim).await.leads(), "/absichern");
        let back = release(&world, &kim, "/konto/bundid", CARD).await;
        let form = kim.get("/absichern").await.form("cancel-form");
        let _ = form.submit().await.expect(303);
        let robin = "robin@example.org";
        let _ = registered(&world, &kim, robin).await;
        let form = kim.get("/anmelden/konto").await.form("sign-in-form");
        let form = form.fill("email", robin);
        let _ = form.fill("password", kit::people::PASSWORD).submit().await;
        let late = back.follow().await.expect(303);
        assert!(late.leads().contains("grund=lost"), "{}", late.leads());
        assert!(kim.get(link).await.leads().starts_with("/konto/bundid"));
    }
);

kit::on_both!(
    a_service_that_is_not_offered_any_more_opens_nothing,
    async |database: Database| {
        let mut flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
        let (kim, _) = with_passkey(&flow.world).await;
        link(&flow.world, &kim, CARD).await;
        let other = flow.world.idp.visitor();
        let page = prove(&flow.world, &other, "/anmelden/bundid", CARD).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        let before = std::mem::replace(&mut flow.visitor, other);
        let tokens = flow
            .tokens(&Flow::request().with("scope", "openid offline_access"))
            .await;
        let late = release(&flow.world, &before, "/anmelden/bundid", CARD).await;
        let file = flow.world.upstreams().join("bundid.toml");
        std::fs::remove_file(file).expect("it was there");
        flow.world.idp.restart().await;
        assert_eq!(late.follow().await.status(), 404);
        for path in ["/anmelden/bundid", "/konto/bundid"] {
            let status = flow.visitor.get(path).await.status();
            assert!(matches!(status, 303 | 404), "{path}: {status}");
        }
        assert!(!is_in(&flow.visitor).await, "signed in by that service");
        let refresh = tokens["refresh_token"].as_str().expect("a token");
        let page = flow.token(&Flow::refreshing(refresh)).await;
        assert_eq!(page.expect(400).json()["error"], "invalid_grant");
        // It is no way in, so the passkey stays; nor is it a way around it.
        assert!(is_in(&kim).await);
        let passkeys = kim.get("/konto/passkeys").await.expect(200);
        let remove = passkeys.attribute("main a[href$='/loeschen']", "href");
        let remove = remove.expect("a link");
        let page = kim.get(&remove).await.expect(200);
        assert!(!page.has("#remove-form"), "{}", page.text());
        assert_eq!(
            sign_in(&before).await.leads(),
            "/anmelden/mit-nachweis?mit=bundid,passkey"
        );
        let page = before
            .get("/anmelden/mit-nachweis?mit=bundid,passkey")
            .await;
        assert!(page.has("#passkey") && !page.has("#by-bundid"));
        kim.get("/konto")
            .await
            .expect(200)
            .shows("Verbindung mit BundID");
        let page = kim.get("/konto/bundid").await.expect(200);
        page.shows("steht hier zurzeit nicht zur Verfügung");
        let gone = page.form("remove-form").submit_and_follow().await;
        gone.expect(200).shows("Die Verbindung ist gelöst");
        let _ = kim.get("/konto/bundid").await.expect(404);
    }
);
