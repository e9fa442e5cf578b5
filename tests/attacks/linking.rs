//! What another provider asserts finds, takes and links nobody's account; half a sign-in links
//! nothing; a provider that is switched off opens nothing (T38, T39, T40).

use std::time::{Duration, Instant};

use http::Method;
use kit::audit::Log::Idp;
use kit::people::{PASSWORD, register};
use kit::world::World;
use kit::{Database, Mail, Page, Visitor};
use serde_json::{Value, json};

use crate::ground::{refresh, tokens, userinfo, with_app};
use crate::provider::{Scene, Sent, Told, said};
use crate::secured::{KIM, Leads, is_in, sign_in, sign_in_with, with_passkey, with_totp};

const NEW: &str = "/registrieren/bundid";
const ROBIN: &str = "robin@example.org";

async fn scene(database: Database) -> Scene {
    Scene::beside(with_app(database, "app", "App").await).await
}

/// An answer about this person.
fn person(subject: &str) -> impl Fn(&mut Told) {
    let subject = subject.to_owned();
    move |told| {
        told.id_token["sub"] = json!(subject);
        told.userinfo["sub"] = json!(subject);
        told.userinfo["bpk2"] = json!(subject);
    }
}

/// It says this of the person's address, in both places.
fn asserted(told: &mut Told, email: &str, verified: Option<&Value>) {
    for claims in [&mut told.id_token, &mut told.userinfo] {
        claims["email"] = json!(email);
        if let Some(verified) = verified {
            claims["email_verified"] = verified.clone();
        }
    }
}

/// There and back in a new browser.
async fn comes(scene: &Scene, change: impl Fn(&mut Told)) -> (Visitor, Page) {
    let browser = scene.world.idp.visitor();
    let sent = scene.send(browser, "/anmelden/bundid").await;
    let page = back(scene, &sent, change).await;
    (sent.visitor, page)
}

async fn back(scene: &Scene, sent: &Sent, change: impl Fn(&mut Told)) -> Page {
    let mut told = scene.good(sent);
    change(&mut told);
    scene.come_back(sent, &told, &scene.key).await
}

/// Asks for an account at this address; `page` leads to where a new person is asked for it.
async fn registers(page: &Page, email: &str) -> Page {
    let form = page.follow().await.expect(200).form("register-form");
    let form = form.fill("email", email).check("terms").check("privacy");
    form.submit().await
}

/// The account of a new person.
async fn newcomer(scene: &Scene, subject: &str, email: &str) {
    let (browser, page) = comes(scene, person(subject)).await;
    let _ = registers(&page, email).await.expect(303);
    let mail = scene.world.mailbox.next(email).await;
    let link = mail.link("/registrieren/bestaetigen");
    let form = browser.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
}

/// The mail that comes after the first `before`.
async fn mail_after(world: &World, before: usize) -> Mail {
    let begun = Instant::now();
    loop {
        if let Some(mail) = world.mailbox.all().get(before) {
            return mail.clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(15), "no mail");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Asserts that nothing of BundID belongs to who is signed in.
async fn is_unlinked(kim: &Visitor) {
    let page = kim.get("/konto/bundid").await.expect(200);
    assert!(page.has("#link-form"), "{}", page.text());
    assert!(!page.has("#remove-form") && !page.has("#last-way-in"));
}

kit::on_both!(
    no_asserted_address_finds_an_account,
    async |database: Database| {
        let scene = scene(database).await;
        let (kim, _) = with_totp(&scene.world).await;
        let spellings = [
            KIM,
            "KIM@EXAMPLE.ORG",
            "\u{212A}im@example.org",
            "\u{FF4B}im@example.org",
            "k\u{131}m@example.org",
            "kim@\u{FF45}xample.org",
            "kim@example\u{3002}org",
            " kim@example.org\u{200B}",
        ];
        let verified = [
            Some(json!(true)),
            Some(json!("true")),
            Some(json!(1)),
            Some(json!(false)),
            Some(json!(null)),
            None,
        ];
        let first = verified.iter().map(|verified| (KIM, verified.as_ref()));
        let further = spellings.map(|email| (email, verified[0].as_ref()));
        for (email, verified) in first.chain(further) {
            let (thief, page) = comes(&scene, |told| asserted(told, email, verified)).await;
            assert!(!is_in(&thief).await, "{email} {verified:?}");
            if said(&page) == "failed" {
                // An ID token whose claims are none of the specification's.
                assert!(matches!(
                    verified,
                    Some(Value::String(_) | Value::Number(_))
                ));
                continue;
            }
            assert_eq!(said(&page), NEW, "{email} {verified:?}");
            let page = page.follow().await.expect(200);
            let filled = page.form("register-form").value("email").map(str::to_owned);
            assert_eq!(filled.unwrap_or_default(), "", "{email}");
        }
        is_unlinked(&kim).await;

        // Nor by asking for an account under it: whoever reads that mailbox is told.
        let mut known = 0;
        for email in spellings {
            scene.world.advance(Duration::from_hours(1));
            let (thief, page) = comes(&scene, |told| asserted(told, email, None)).await;
            let before = scene.world.mailbox.all().len();
            let page = registers(&page, email).await;
            if page.status() == 422 {
                continue;
            }
            let mail = mail_after(&scene.world, before).await;
            if mail.to.eq_ignore_ascii_case(KIM) {
                known += 1;
                assert!(!mail.says("/registrieren/bestaetigen"), "{email}");
            }
            assert!(!is_in(&thief).await, "{email}");
        }
        assert!(known >= 2, "only {known} were Kim's");
    }
);

kit::on_both!(
    an_account_made_beforehand_is_not_shared,
    async |database: Database| {
        let scene = scene(database).await;
        let world = &scene.world;
        // Somebody registers Kim's address: by a password and by an identity of their own.
        let thief = world.idp.visitor();
        let _ = register(&thief, KIM).await;
        let by_password = world.mailbox.next(KIM).await;
        let by_password = by_password.link("/registrieren/bestaetigen");
        let (other, page) = comes(&scene, person("thief")).await;
        let _ = registers(&page, KIM).await.expect(303);
        let by_identity = world.mailbox.next(KIM).await;
        let by_identity = by_identity.link("/registrieren/bestaetigen");

        // Kim opens both mails, and may do nothing with them.
        let kim = world.idp.visitor();
        let page = kim.get(&by_password).await.expect(200);
        let form = page.form("confirm-form");
        let form = form.fill("password", "Kims-eigenes-Wort-7");
        let _ = form.submit().await.expect(422);
        let _ = kim.get(&by_identity).await.expect(409);

        newcomer(&scene, "kim", KIM).await;
        let (kim, page) = comes(&scene, person("kim")).await;
        assert_eq!(said(&page), "/konto");
        kim.get("/konto").await.expect(200).shows(KIM);
        let ways = kim.get("/konto/anmeldeoptionen").await.expect(200);
        ways.hides("Passwort ändern");

        // What was there before is worth nothing, in whatever browser.
        for browser in [&thief, &other, &kim, &world.idp.visitor()] {
            for link in [&by_password, &by_identity] {
                let page = browser.get(link).await;
                if page.status() != 200 {
                    continue;
                }
                let mut form = page.form("confirm-form");
                if page.has("input[name=password]") {
                    form = form.fill("password", PASSWORD);
                }
                let _ = form.submit().await.expect(410);
            }
        }
        let _ = sign_in(&thief).await.expect(422);
        assert!(!is_in(&thief).await && !is_in(&other).await);
        let (_, page) = comes(&scene, person("thief")).await;
        assert_eq!(said(&page), NEW);
        assert_eq!(Idp.count(world, "SELECT COUNT(*) FROM accounts").await, 1);
    }
);

kit::on_both!(
    an_address_that_changes_there_changes_nothing_here,
    async |database: Database| {
        let scene = scene(database).await;
        let (kim, _) = with_totp(&scene.world).await;
        newcomer(&scene, "robin-there", ROBIN).await;
        for email in [ROBIN, KIM, "KIM@EXAMPLE.ORG"] {
            let told = |told: &mut Told| {
                person("robin-there")(told);
                asserted(told, email, Some(&json!(true)));
            };
            let (robin, page) = comes(&scene, told).await;
            assert_eq!(said(&page), "/konto", "{email}");
            let page = robin.get("/konto").await.expect(200);
            page.shows(ROBIN).hides(KIM);
        }
        // The person's name there is compared letter by letter.
        for subject in [
            "ROBIN-THERE",
            "robin-there ",
            "robin\u{2010}there",
            "robin-ther\u{435}",
            "robin-there\u{0}",
        ] {
            let told = |told: &mut Told| {
                person(subject)(told);
                asserted(told, ROBIN, Some(&json!(true)));
            };
            let (thief, page) = comes(&scene, told).await;
            let said = said(&page);
            assert!(matches!(said.as_str(), NEW | "failed"), "{subject}: {said}");
            assert!(!is_in(&thief).await, "{subject}");
        }
        is_unlinked(&kim).await;
    }
);

/// Every address by which an identity is linked, with a form's token; none may do anything.
async fn try_to_link(thief: &Visitor, csrf: &str, who: &str) {
    for path in [
        "/konto/bundid",
        "/konto/bundid/verbinden",
        "/konto/bundid/entfernen",
        "/konto/bundid/verwerfen",
    ] {
        for method in [Method::GET, Method::POST] {
            let what = format!("{who}: {method} {path}");
            let ask = thief.ask(method.clone(), path);
            let ask = match method {
                Method::POST => ask.form(&[("csrf", csrf)]),
                _ => ask,
            };
            let page = ask.send().await;
            let status = page.status();
            let first = status == 303 && page.leads().starts_with("/anmelden");
            assert!(first || (400..500).contains(&status), "{what}: {status}");
        }
    }
    assert!(!is_in(thief).await, "{who}");
}

kit::on_both!(half_a_sign_in_links_nothing, async |database: Database| {
    let scene = scene(database).await;
    let world = &scene.world;
    let (kim, key) = with_totp(world).await;
    let (thief, page) = comes(&scene, person("thief")).await;
    assert_eq!(said(&page), NEW);
    let page = page.follow().await.expect(200);
    let csrf = page.attribute("input[name=csrf]", "value");
    let csrf = csrf.expect("a token");
    try_to_link(&thief, &csrf, "proven there alone").await;
    let _ = sign_in_with(&thief, "Geraten-ist-es-1").await.expect(422);
    try_to_link(&thief, &csrf, "named").await;
    assert_eq!(sign_in(&thief).await.leads(), "/anmelden/code");
    try_to_link(&thief, &csrf, "with the password").await;
    let (_, page) = comes(&scene, person("thief")).await;
    assert_eq!(said(&page), NEW);
    is_unlinked(&kim).await;

    // Kim goes there to link, and is signed out when the answer comes.
    let sent = scene.send(kim.clone(), "/konto/bundid").await;
    let page = kim.get("/konto").await.expect(200);
    let _ = page.form("sign-out-form").submit().await.expect(303);
    let page = back(&scene, &sent, person("thief")).await;
    assert_eq!(said(&page), "lost");
    let (_, page) = comes(&scene, person("thief")).await;
    assert_eq!(said(&page), NEW);

    // With the code as well, the account's owner is asked.
    world.advance(Duration::from_secs(30));
    let (kim, page) = comes(&scene, person("kim")).await;
    assert_eq!(said(&page), NEW);
    assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
    let page = kim.get("/anmelden/code").await.expect(200);
    let code = kit::totp::code(&key, world.now());
    let _ = page.form("code-form").fill("code", &code).submit().await;
    let page = kim.get("/konto/bundid/verbinden").await.expect(200);
    page.shows(KIM);
    let _ = page.form("connect-form").submit().await.expect(303);
    let (_, page) = comes(&scene, person("kim")).await;
    assert_eq!(said(&page), "/konto");
});

kit::on_both!(
    a_provider_that_is_switched_off_opens_nothing,
    async |database: Database| {
        let scene = scene(database).await;
        let world = &scene.world;
        let (kim, _) = with_passkey(world).await;
        newcomer(&scene, "robin", ROBIN).await;
        let (robin, page) = comes(&scene, person("robin")).await;
        assert_eq!(said(&page), "/konto");
        let held = tokens(world, &robin, "openid offline_access").await;
        let _ = userinfo(world, &held).await.expect(200);
        // On the way; proven; registered; about to be linked.
        let away = scene.send(world.idp.visitor(), "/anmelden/bundid").await;
        let leaving = world.idp.visitor().get("/anmelden/bundid").await;
        let leaving = leaving.expect(200).form("leave-form");
        let (eva, page) = comes(&scene, person("eva")).await;
        let proven = page.follow().await.expect(200).form("register-form");
        let (uwe, page) = comes(&scene, person("uwe")).await;
        let _ = registers(&page, "uwe@example.org").await.expect(303);
        let mail = world.mailbox.next("uwe@example.org").await;
        let mailed = mail.link("/registrieren/bestaetigen");
        let registered = uwe.get(&mailed).await.expect(200).form("confirm-form");
        let linking = scene.send(kim.clone(), "/konto/bundid").await;
        let sent = scene.send(kim.clone(), "/konto/bundid").await;
        let page = back(&scene, &sent, person("kim")).await.follow().await;
        let connect = page.expect(200).form("connect-form");

        let text = std::fs::read(scene.file()).expect("the provider's file");
        std::fs::remove_file(scene.file()).expect("it was there");
        world.idp.restart().await;

        for sent in [&away, &linking] {
            let (state, iss) = (sent.asked("state"), &scene.issuer);
            let back = format!("/anmelden/bundid/zurueck?code=c&state={state}&iss={iss}");
            let _ = sent.visitor.get(&back).await.expect(404);
        }
        let _ = leaving.submit().await.expect(404);
        assert!(!is_in(&robin).await, "who came in by it");
        assert_eq!(userinfo(world, &held).await.status(), 401);
        let page = refresh(world, &held).await.expect(400);
        assert_eq!(page.json()["error"], "invalid_grant");
        let form = proven.fill("email", "eva@example.org");
        let page = form.check("terms").check("privacy").submit().await;
        assert_eq!(page.leads(), "/anmelden");
        assert_eq!(eva.get(NEW).await.leads(), "/anmelden");
        let _ = registered.submit().await.expect(410);
        let _ = uwe.get(&mailed).await.expect(410);
        let _ = connect.submit().await.expect(404);
        let _ = kim.get("/konto/bundid/verbinden").await.expect(404);
        assert!(is_in(&kim).await);
        let accounts = "SELECT COUNT(*) FROM accounts";
        assert_eq!(Idp.count(world, accounts).await, 2);

        // It was the file alone.
        std::fs::write(scene.file(), text).expect("the provider's file");
        world.idp.restart().await;
        let (_, page) = comes(&scene, person("robin")).await;
        assert_eq!(said(&page), "/konto");
    }
);

kit::on_both!(
    no_provider_is_asked_in_the_clear,
    async |database: Database| {
        let scene = scene(database).await;
        let text = std::fs::read_to_string(scene.file()).expect("its file");
        let stand_in = text.replace("https://app.localhost", "http://localhost");
        assert_ne!(stand_in, text);
        std::fs::write(scene.file(), stand_in).expect("its file");
        scene.world.idp.stop().await;
        for command in ["check-config", "serve"] {
            let (exit, out, told) = scene.world.idp.shell(&[command]);
            assert_eq!(exit, Some(2), "{command}: {out}{told}");
            assert!(told.contains("must be https in production"), "{told}");
        }
    }
);
