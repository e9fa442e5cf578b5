//! Empty, half and wrong answers at every stage of every way in (T33).

use http::Method;
use kit::people::PASSWORD;
use kit::{Database, Visitor};
use serde_json::json;

use crate::ground::world;
use crate::secured::{KIM, Leads, add_passkey, is_in, sign_in, with_totp};

/// Everything that is no answer to the page at `path`: none of it leads on.
async fn stays(visitor: &Visitor, path: &str, form: &str, fields: &[(&str, &str)]) {
    let page = visitor.get(path).await.expect(200);
    let form = page.form(form);
    let token = form.value("csrf").expect("a token").to_owned();
    let csrf = ("csrf", token.as_str());
    let mut bodies: Vec<Vec<(&str, &str)>> = vec![vec![], vec![csrf]];
    for left_out in 0..fields.len() {
        let mut some = fields.to_vec();
        let (name, _) = some.remove(left_out);
        some.push(csrf);
        bodies.push(some.clone());
        // Named, but empty.
        some.push((name, ""));
        bodies.push(some.clone());
        // Named in another way.
        let _ = some.pop();
        some.push(("passwort", PASSWORD));
        some.push(("stage", "full"));
        some.push(("skip", "1"));
        bodies.push(some);
    }
    let twice = [fields, fields, &[csrf]].concat();
    bodies.push(twice);
    for body in bodies {
        let page = visitor.ask(Method::POST, path).form(&body).send().await;
        let status = page.status();
        assert!(
            (400..500).contains(&status) || page.leads().starts_with(path),
            "{path} {body:?}: {status} {}",
            page.header("location")
        );
        assert!(!is_in(visitor).await, "{path} {body:?}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let page = visitor.ask(method.clone(), path).form(fields).send().await;
        assert_eq!(page.status(), 405, "{method} {path}");
    }
    let values = crate::ground::encoded(&[fields, &[csrf]].concat());
    let page = visitor.get(&format!("{path}?{values}")).await;
    assert!(page.status() < 500, "{path}: GET");
    let body: serde_json::Map<_, _> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    let page = visitor.ask(Method::POST, path).json(&body);
    let page = page.header("x-csrf-token", &token).send().await;
    assert!((400..500).contains(&page.status()), "{path}: JSON");
    assert!(!is_in(visitor).await, "{path}: by a wrong method");
}

kit::on_both!(nothing_skips_a_stage, async |database: Database| {
    let world = world(database).await;
    let (kim, key) = with_totp(&world).await;
    let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
    world.advance(std::time::Duration::from_secs(30));

    let visitor = world.idp.visitor();
    let fields = [("email", KIM), ("password", "Geraten-ist-es-1")];
    // The fields that stay behind are right ones or wrong ones, as they come.
    stays(&visitor, "/anmelden/konto", "sign-in-form", &fields).await;
    // Later stages are not there before their time.
    for path in [
        "/anmelden/code",
        "/konto",
        "/absichern",
        "/absichern/totp",
        "/zugang-verloren/code",
        "/zugang-verloren/geraete",
        "/zugang-verloren/erfolg",
        "/passwort-neu",
        "/konto/passwort",
        "/konto/wiederherstellungscodes",
    ] {
        for page in [
            visitor.get(path).await,
            visitor
                .ask(Method::POST, path)
                .form(&[("code", "1")])
                .send()
                .await,
        ] {
            let onward = page.header("location").to_owned();
            assert!(
                (400..500).contains(&page.status())
                    || onward.contains("/anmelden")
                    || onward.contains("/zugang-verloren")
                    || onward.contains("/passwort-vergessen"),
                "{path}: {} {onward}",
                page.status()
            );
            assert!(!page.has("#qr-key"), "{path}");
        }
        assert!(!is_in(&visitor).await, "{path}");
    }

    // Guesses were counted: wait until they are forgotten.
    world.advance(std::time::Duration::from_hours(2));
    assert_eq!(sign_in(&visitor).await.leads(), "/anmelden/code");
    stays(
        &visitor,
        "/anmelden/code",
        "code-form",
        &[("code", "12345")],
    )
    .await;
    // Between password and code nothing of the account is open.
    for path in [
        "/konto",
        "/konto/daten",
        "/konto/passwort",
        "/konto/wiederherstellungscodes",
        "/absichern/totp",
        "/absichern/passkey",
        "/zugang-verloren/geraete",
    ] {
        let page = visitor.get(path).await;
        assert_ne!(page.status(), 200, "{path} between password and code");
    }

    let lost = world.idp.visitor();
    let fields = [("email", KIM), ("password", "Geraten-ist-es-1")];
    stays(&lost, "/zugang-verloren", "lost-form", &fields).await;
    world.advance(std::time::Duration::from_hours(2));
    let page = lost.get("/zugang-verloren").await.form("lost-form");
    let page = page.fill("email", KIM).fill("password", PASSWORD);
    assert_eq!(page.submit().await.leads(), "/zugang-verloren/code");
    let path = "/zugang-verloren/code";
    stays(&lost, path, "recovery-code-form", &[("code", "AAAAA")]).await;
    let page = lost.get("/zugang-verloren/geraete").await;
    assert_ne!(page.status(), 200);

    // The right ones would have led on.
    world.advance(std::time::Duration::from_hours(2));
    let _ = sign_in(&visitor).await;
    let page = visitor.get("/anmelden/code").await.form("code-form");
    let code = kit::totp::code(&key, world.now());
    assert_eq!(page.fill("code", &code).submit().await.leads(), "/konto");
    assert!(is_in(&visitor).await);
});
