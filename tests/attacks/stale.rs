//! Sessions that are too old for what they ask, accounts that are closed, and what must end when a
//! way in changes (T44, T45, T47).

use std::time::{Duration, Instant};

use http::Method;
use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Form, Page, Visitor};

use crate::ground::{at_portal, is_at_portal, refresh, tokens, userinfo, with_app, world};
use crate::secured::{
    KIM, Leads, add_passkey, answer, asserted, is_in, made, sign_in, sign_in_by_passkey, with_totp,
};

const NEW: &str = "Herbst-Laub8?neun";

/// Asserts that nothing was done: a fresh sign-in is asked for, or the request is refused.
fn asked_again(page: &Page, what: &str) {
    let status = page.status();
    let again = status == 303 && page.leads().starts_with("/anmelden");
    assert!(
        again || (400..500).contains(&status),
        "{what}: {status} {}",
        page.header("location")
    );
}

kit::on_both!(
    a_stale_session_changes_no_way_in,
    async |database: Database| {
        let world = world(database).await;
        let (kim, key) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let page = kim.get("/konto/passkeys").await.expect(200);
        let remove = page.texts_of("main a");
        assert!(!remove.is_empty());
        let links = page.body();
        let links = regex::Regex::new("/konto/passkeys/[^\"/]+/loeschen")
            .expect("a pattern")
            .find(&links)
            .expect("a passkey that can be removed")
            .as_str()
            .to_owned();
        let pages = [
            ("/konto/totp", "totp-form"),
            ("/konto/totp/entfernen", "remove-form"),
            ("/konto/passwort/entfernen", "remove-form"),
            ("/konto/email", "email-form"),
            ("/konto/wiederherstellungscodes", "codes-form"),
            ("/konto/daten", "take-form"),
            ("/konto/loeschen", "delete-form"),
            (links.as_str(), "remove-form"),
        ];
        let mut forms: Vec<(&str, Form)> = Vec::new();
        for (path, form) in pages {
            forms.push((path, kim.get(path).await.expect(200).form(form)));
        }
        let passkey = made(
            &world,
            &kim,
            &mut kit::SoftPasskey::new(),
            "/konto/passkeys/neu",
        )
        .await;
        let page = kim.get("/konto/passkeys/neu").await.expect(200);
        let token = page.attribute("meta[name=csrf-token]", "content");
        let token = token.expect("the page has a token");

        // As old as a form may be at the most, and a second.
        world.advance(Duration::from_secs(15 * 60 + 1));
        assert!(is_in(&kim).await, "the session itself goes on");
        for (path, _) in pages.into_iter().chain([("/konto/passkeys/neu", "")]) {
            let page = kim.get(path).await;
            assert!(page.leads().starts_with("/anmelden"), "{path}");
        }
        for (path, form) in forms {
            let form = match path {
                "/konto/totp" => form.fill("code", &kit::totp::code(&key, world.now())),
                "/konto/email" => form.fill("email", "dieb@example.org"),
                _ => form,
            };
            let page = form.submit().await;
            asked_again(&page, path);
            assert!(page.texts_of("#codes code").is_empty());
        }
        let ask = kim.ask(Method::POST, "/konto/passkeys/neu").json(&passkey);
        let page = ask.header("x-csrf-token", &token).send().await;
        let kept = page.status() == 200 && page.json()["location"] != "/anmelden";
        assert!(
            !kept
                || page.json()["location"]
                    .as_str()
                    .is_some_and(|to| to.starts_with("/anmelden")),
            "a passkey was added: {}",
            page.body()
        );
        // Everything is as it was.
        let owner = world.idp.visitor();
        sign_in_by_passkey(&world, &owner, &mut device).await;
        let page = owner.get("/konto/anmeldeoptionen").await.expect(200);
        page.shows("Kim Handy").shows("Passwort mit zweitem Faktor");
        owner.get("/konto").await.expect(200).shows(KIM);
        assert_eq!(
            sign_in(&world.idp.visitor()).await.leads(),
            "/anmelden/code"
        );
    }
);

/// What somebody holds of Kim's account elsewhere.
struct Elsewhere {
    idp: Visitor,
    portal: Visitor,
    tokens: serde_json::Value,
}

impl Elsewhere {
    async fn of(world: &World, device: &mut kit::SoftPasskey) -> Self {
        let idp = world.idp.visitor();
        sign_in_by_passkey(world, &idp, device).await;
        let portal = at_portal(world, &idp).await;
        let tokens = tokens(world, &idp, "openid offline_access").await;
        assert!(is_at_portal(&portal).await);
        Self {
            idp,
            portal,
            tokens,
        }
    }

    /// Asserts that it is worth nothing, at once at the provider, soon at the portal.
    async fn is_over(&self, world: &World, what: &str) {
        assert!(!is_in(&self.idp).await, "{what}: the session");
        let page = userinfo(world, &self.tokens).await;
        assert_eq!(page.status(), 401, "{what}: the access token");
        let page = refresh(world, &self.tokens).await;
        assert_eq!(page.json()["error"], "invalid_grant", "{what}");
        let over = kit::soon(async || !is_at_portal(&self.portal).await).await;
        assert!(over, "{what}: the portal");
    }
}

kit::on_both!(
    a_change_of_a_way_in_ends_what_others_have,
    async |database: Database| {
        let world = with_app(database, "app", "App").await;
        let (kim, _) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;

        let elsewhere = Elsewhere::of(&world, &mut device).await;
        let page = kim.get("/konto/passwort").await.expect(200);
        let form = page.form("password-form").fill("current", PASSWORD);
        let form = form.fill("password", NEW).fill("password_repeat", NEW);
        let _ = form.submit().await.expect(303);
        elsewhere.is_over(&world, "a new password").await;
        assert!(is_in(&kim).await, "who changed it stays");

        let elsewhere = Elsewhere::of(&world, &mut device).await;
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        elsewhere.is_over(&world, "a further passkey").await;

        let elsewhere = Elsewhere::of(&world, &mut device).await;
        let page = kim.get("/konto/totp/entfernen").await.expect(200);
        let _ = page.form("remove-form").submit().await.expect(303);
        elsewhere.is_over(&world, "a factor less").await;
        assert!(is_in(&kim).await);
    }
);

kit::on_both!(
    a_reset_ends_everything_and_opens_nothing,
    async |database: Database| {
        let world = with_app(database, "app", "App").await;
        let (kim, _) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let elsewhere = Elsewhere::of(&world, &mut device).await;
        let visitor = world.idp.visitor();
        let page = visitor.get("/passwort-vergessen").await;
        let form = page.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let link = reset_link(&world).await;
        let form = visitor.get(&link).await.expect(200).form("choose-form");
        let form = form.fill("password", NEW).fill("password_repeat", NEW);
        let _ = form.submit().await;
        elsewhere.is_over(&world, "a reset").await;
        assert!(!is_in(&kim).await);
        assert!(!is_in(&visitor).await, "the mail alone opens nothing");
    }
);

async fn reset_link(world: &World) -> String {
    loop {
        let mail = world.mailbox.next(KIM).await;
        if mail.text.contains("/passwort-neu") {
            return mail.link("/passwort-neu");
        }
    }
}

kit::on_both!(
    a_closed_account_is_closed_on_every_way,
    async |database: Database| {
        let world = with_app(database, "app", "App").await;
        let (kim, key) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        let page = kim.get("/konto/wiederherstellungscodes").await;
        let page = page.expect(200).form("codes-form").submit().await;
        let saved = page.texts_of("#codes code");
        let elsewhere = Elsewhere::of(&world, &mut device).await;
        let half = world.idp.visitor();
        world.advance(Duration::from_secs(30));
        assert_eq!(sign_in(&half).await.leads(), "/anmelden/code");
        let begun = half.get("/anmelden/code").await.expect(200);
        let waiting = world.idp.visitor();
        let assertion = asserted(&world, &waiting, &mut device).await;
        let page = waiting.get("/passwort-vergessen").await;
        let form = page.form("forgotten-form").fill("email", KIM);
        let _ = form.submit().await.expect(200);
        let link = reset_link(&world).await;

        // The operator's own shell, beside the running server.
        let arguments = ["accounts", "deactivate", KIM, "--reason", "Anruf"];
        let (exit, _, wrong) = world.idp.shell(&arguments);
        assert_eq!(exit, Some(0), "{wrong}");

        elsewhere.is_over(&world, "deactivated").await;
        assert!(!is_in(&kim).await);
        let code = kit::totp::code(&key, world.now());
        let _ = begun.form("code-form").fill("code", &code).submit().await;
        assert!(!is_in(&half).await, "half a sign-in");
        let page = answer(&waiting, &assertion).await;
        assert!(page.status() != 200 || page.json()["location"] == "/anmelden/deaktiviert");
        assert!(!is_in(&waiting).await, "a passkey that was asked before");
        let _ = sign_in(&world.idp.visitor()).await.expect(403);
        let visitor = world.idp.visitor();
        let assertion = asserted(&world, &visitor, &mut device).await;
        let _ = answer(&visitor, &assertion).await;
        assert!(!is_in(&visitor).await, "the passkey");
        let page = visitor.get(&link).await;
        assert!(!page.has("#choose-form"), "a mailed link");
        let page = visitor.get("/zugang-verloren").await.expect(200);
        let form = page.form("lost-form").fill("email", KIM);
        let page = form.fill("password", PASSWORD).submit().await;
        if page.status() == 303 && page.leads() == "/zugang-verloren/code" {
            let page = page.follow().await.form("recovery-code-form");
            let page = page.fill("code", &saved[0]).submit().await;
            assert!(
                page.status() != 303 || page.leads() != "/absichern",
                "recovery"
            );
        }
        assert!(!is_in(&visitor).await);
        let portal = world.portal.visitor();
        assert!(!is_at_portal(&portal).await);
    }
);

kit::on_both!(a_lock_holds_where_it_can, async |database: Database| {
    let world = world(database).await;
    let (kim, _) = with_totp(&world).await;
    let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
    let thief = world.idp.visitor();
    for _ in 0..12 {
        let page = thief.get("/anmelden/konto").await.expect(200);
        let form = page.form("sign-in-form").fill("email", KIM);
        let _ = form.fill("password", "Geraten-ist-es-1").submit().await;
    }
    let _ = sign_in(&thief).await.expect(429);
    // The same password by the way of who lost the second factor: the same lock.
    let page = thief.get("/zugang-verloren").await.form("lost-form");
    let page = page.fill("email", KIM).fill("password", PASSWORD);
    let _ = page.submit().await.expect(429);
    // The documented exception: the passkey is not what was guessed.
    let owner = world.idp.visitor();
    sign_in_by_passkey(&world, &owner, &mut device).await;
    assert!(is_in(&owner).await);
});
