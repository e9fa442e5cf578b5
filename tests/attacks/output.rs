//! What people and programs write is inert wherever it is shown, and what no production shows
//! (T48, T49, T50).

use std::io::Read as _;

use http::Method;
use kit::world::{Wishes, World};
use kit::{Database, Page, SoftPasskey, Visitor};
use serde_json::{Value, json};

use crate::ground::{BYE, CALLBACK, encoded, request, with, with_app, world};
use crate::secured::{KIM, enrolling, post, sign_in_by_passkey, sign_in_with, with_passkey};

/// Markup, templates and the ends of whatever it may stand in; a direction that turns.
const HOSTILE: [&str; 5] = [
    "\"><svg onload=alert(1)>",
    "'-alert(1)-'",
    "</script><script>alert(1)</script>",
    "{{ 7919 * 7907 }}${7919*7907}{% raw %}",
    "<img src=x onerror=alert(1)>\u{202e}",
];

/// Asserts that a page runs nothing that somebody wrote, and allows nothing.
fn inert(page: &Page, what: &str) {
    let body = page.body();
    assert!(page.status() < 500, "{what}: {}", page.status());
    assert!(!body.contains("62615533"), "{what}: a template was run");
    let kind = page.header("content-type");
    if !kind.starts_with("text/html") {
        return;
    }
    for css in [
        "[onload]",
        "[onerror]",
        "svg script",
        "img[src=x]",
        "a[href^='javascript:']",
    ] {
        assert!(!page.has(css), "{what}: {css} in {body}");
    }
    let policy = page.header("content-security-policy");
    assert!(policy.contains("'nonce-"), "{what}: {policy}");
    for allowed in [
        "unsafe-inline",
        "unsafe-eval",
        "data: ",
        " *",
        "http: ",
        "https: ",
    ] {
        let script = policy
            .split(';')
            .find(|it| it.trim().starts_with("script-src"));
        assert!(
            !script.unwrap_or(policy).contains(allowed),
            "{what}: {policy}"
        );
    }
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|it| it.split('\'').next());
    let nonce = nonce.expect("a nonce");
    let scripts = body.matches("<script").count();
    let known = body.matches(&format!("nonce=\"{nonce}\"")).count();
    assert!(known >= scripts, "{what}: a script without the nonce");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{what}");
}

kit::on_both!(what_an_address_says_is_inert, async |database: Database| {
    let world = with_app(database, "app", "App").await;
    let (kim, _) = with_passkey(&world).await;
    for text in HOSTILE {
        // The state comes back as it was, and nothing else does.
        let page = kim.get(&request("openid", &[("state", text)])).await;
        let to = url::Url::parse(&page.redirect()).expect("an address");
        let mut pairs = to.query_pairs();
        let state = pairs.find(|(name, _)| name == "state").expect("a state");
        assert_eq!(state.1, text);
        let form = [("state", text), ("response_mode", "form_post")];
        let page = kim.get(&request("openid", &form)).await.expect(200);
        inert(&page, "form_post");
        let field = page.attribute("input[name=state]", "value");
        assert_eq!(field.as_deref(), Some(text));
        for name in [
            "login_hint",
            "ui_locales",
            "claims",
            "claims_locales",
            "display",
            "acr_values",
            "error_description",
            "error_hint",
            "prompt",
            "scope",
        ] {
            for visitor in [&kim, &world.idp.visitor()] {
                let page = visitor.get(&request("openid", &[(name, text)])).await;
                inert(&page, name);
                if page.header("location").starts_with('/') {
                    inert(&page.follow_all().await, name);
                }
            }
        }
        for (name, value) in [("client_id", text), ("redirect_uri", text)] {
            let query = encoded(&[(name, value), ("response_type", "code")]);
            inert(&kim.get(&format!("/oauth/authorize?{query}")).await, name);
        }
        for (path, name) in [
            ("/oauth/logout", "post_logout_redirect_uri"),
            ("/oauth/logout", "state"),
            ("/oauth/logout", "client_id"),
            ("/anmelden/konto", "weiter"),
            ("/anmelden/konto", "vorgang"),
            ("/anmelden/konto", "erledigt"),
            ("/konto", "erledigt"),
            ("/registrieren/bestaetigen", "id"),
            ("/passwort-neu", "id"),
            ("/einladung", "id"),
            ("/das-war-ich-nicht", "id"),
        ] {
            let page = kim
                .get(&format!("{path}?{}", encoded(&[(name, text)])))
                .await;
            inert(&page, path);
            inert(&world.idp.visitor().get(page.url().as_str()).await, path);
        }
        let portal = world.portal.visitor();
        let fields = [
            ("error", text),
            ("error_description", text),
            ("state", text),
        ];
        for path in [
            "/anmelden/zurueck",
            "/anmelden/fehlgeschlagen",
            "/anmelden/beginnen",
        ] {
            let page = portal.get(&format!("{path}?{}", encoded(&fields))).await;
            inert(&page, path);
            if page.status() == 303 {
                inert(&page.follow_all().await, path);
            }
        }
        let path = format!("/{}", encoded(&[(text, text)]));
        for visitor in [&kim, &portal] {
            inert(&visitor.get(&path).await, "no such page");
        }
    }
    assert!(BYE.starts_with("https://app.test"));
});

/// Every page on which Kim sees what was written, and what she takes along.
async fn everywhere(kim: &Visitor, what: &str) {
    for path in [
        "/konto",
        "/konto/passkeys",
        "/konto/anmeldeoptionen",
        "/konto/geraete",
        "/konto/verlauf",
        "/konto/dienste",
        "/anmelden/konto?erneut=1",
    ] {
        inert(&kim.get(path).await, &format!("{what} at {path}"));
    }
    let page = kim.get("/konto/daten").await;
    if page.status() != 200 {
        return;
    }
    let taken = page.form("take-form").submit().await;
    if taken.status() != 200 {
        return;
    }
    assert!(
        taken
            .header("content-disposition")
            .starts_with("attachment")
    );
    let archive = std::io::Cursor::new(taken.bytes().to_vec());
    let mut archive = zip::ZipArchive::new(archive).expect("an archive");
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        let _ = file.read_to_string(&mut text).expect("a text");
        assert!(!text.contains("62615533"), "{what} in {name}");
        if name.ends_with(".html") {
            let html = scraper::Html::parse_document(&text);
            for css in ["[onload]", "[onerror]", "script", "img", "svg"] {
                let css = scraper::Selector::parse(css).expect("a selector");
                assert!(html.select(&css).next().is_none(), "{what} in {name}");
            }
        } else if name.ends_with(".json") {
            let _: Value = serde_json::from_str(&text).expect("JSON");
        }
    }
}

/// No mail runs or turns what somebody wrote.
fn mails(world: &World, what: &str) {
    for mail in world.mailbox.all() {
        let html = scraper::Html::parse_document(&mail.html);
        for css in ["[onload]", "[onerror]", "script", "svg", "img[src=x]"] {
            let css = scraper::Selector::parse(css).expect("a selector");
            assert!(html.select(&css).next().is_none(), "{what}: {}", mail.html);
        }
        for text in [&mail.subject, &mail.text, &mail.html] {
            assert!(!text.contains("62615533"), "{what}: {text}");
            assert!(!text.contains('\u{202e}'), "{what}: {text}");
        }
        assert!(!mail.subject.contains(['\r', '\n']), "{what}");
    }
}

kit::on_both!(what_people_write_is_inert, async |database: Database| {
    let world = world(database).await;
    let kim = enrolling(&world).await;
    for (number, text) in HOSTILE.into_iter().enumerate() {
        let page = ["/absichern/passkey", "/konto/passkeys/neu"][usize::from(number > 0)];
        let mut device = SoftPasskey::new();
        let mut name: String = text.chars().take(30).collect();
        let begin = "/absichern/passkey/optionen";
        let mut options = post(&kim, page, begin, &json!({ "name": name })).await;
        if options.status() == 422 {
            // What turns the direction is no name; the account is secured all the same.
            inert(&options, "a refused name");
            name = format!("Kim {number}");
            options = post(&kim, page, begin, &json!({ "name": name })).await;
        }
        let made = device.create(&options.expect(200).json(), &world.idp.base());
        let answer = json!({ "name": name, "credential": made });
        let kept = post(&kim, page, page, &answer).await.expect(200);
        let to = kept.json()["location"].as_str().expect("a path").to_owned();
        inert(&kim.get(&to).await, "a passkey's name");
        let other = world.idp.visitor();
        let browser = other.ask(Method::GET, "/anmelden/konto");
        let agent = text.replace('\u{202e}', "");
        let _ = browser.header("user-agent", &agent).send().await;
        let path = "/anmelden/passkey/optionen";
        let options = post(&other, "/anmelden/konto", path, &json!({})).await;
        if let Some(assertion) = device.get(&options.expect(200).json(), &world.idp.base()) {
            let page = other.get("/anmelden/konto").await;
            let token = page.attribute("meta[name=csrf-token]", "content");
            let ask = other
                .ask(Method::POST, "/anmelden/passkey")
                .json(&assertion);
            let ask = ask.header("x-csrf-token", &token.expect("a token"));
            let _ = ask.header("user-agent", &agent).send().await;
        }
        everywhere(&kim, text).await;
        for (path, form, field) in [
            ("/registrieren", "register-form", "email"),
            ("/passwort-vergessen", "forgotten-form", "email"),
            ("/anmelden/konto", "sign-in-form", "email"),
            ("/zugang-verloren", "lost-form", "email"),
        ] {
            let visitor = world.idp.visitor();
            for value in [text.to_owned(), format!("{}@example.org", &text[..4])] {
                let page = visitor.get(path).await.form(form);
                inert(&page.fill(field, &value).submit().await, path);
            }
        }
        // So many guesses are enough.
        world.advance(std::time::Duration::from_secs(1));
    }
    mails(&world, "a mail");
});

kit::on_both!(
    an_application_s_name_is_inert,
    async |database: Database| {
        for text in HOSTILE {
            let file = format!(
                "client_id = \"foreign\"\nname = {}\nredirect_uris = [\"{CALLBACK}\"]\n\
             scopes = [\"openid\", \"email\", \"profile\"]\nclient_uri = \"https://app.test/\"\n\
             policy_uri = \"https://app.test/privacy\"\ncontact = \"privacy@app.test\"\n\
             token_endpoint_auth_method = \"none\"\n",
                Value::from(text.replace('\u{202e}', ""))
            );
            let wishes = Wishes {
                clients: vec![file],
                ..Wishes::default()
            };
            let world = with(database, wishes).await;
            let (kim, _) = with_passkey(&world).await;
            let path = request("openid email", &[("state", "s")]);
            let path = path.replace("client_id=app", "client_id=foreign");
            let page = kim.get(&path).await.follow_all().await.expect(200);
            inert(&page, "the question");
            let page = page.form("consent-form").press("Erlauben").submit().await;
            let _ = page.expect(303);
            everywhere(&kim, text).await;
            inert(
                &world.idp.visitor().get(&path).await.follow_all().await,
                "sign in for it",
            );
            mails(&world, text);
        }
    }
);

kit::on_both!(
    production_has_no_page_for_developers,
    async |database: Database| {
        let world = world(database).await;
        for path in [
            "/demo",
            "/dev",
            "/debug",
            "/debug/pprof",
            "/metrics",
            "/preview",
            "/vorschau",
            "/test",
            "/interaction/abc",
            "/interaction/abc/login",
            "/.env",
            "/.git/config",
            "/swagger",
            "/swagger-ui",
            "/openapi.json",
            "/actuator/env",
            "/actuator/health",
            "/graphql",
            "/admin",
            "/console",
            "/server-status",
            "/phpinfo.php",
            "/config",
            "/settings",
            "/idp.toml",
            "/static/../Cargo.toml",
            "/assets/../../Cargo.toml",
            "/assets/%2e%2e/%2e%2e/Cargo.toml",
        ] {
            for visitor in [world.idp.visitor(), world.portal.visitor()] {
                let page = visitor.get(path).await;
                let status = page.status();
                assert!(status == 404 || status == 400, "{path}: {status}");
                inert(&page, path);
                for word in ["panicked", "src/", ".rs:", "sqlx", "RUST_", "workspace"] {
                    assert!(!page.body().contains(word), "{path}: {word}");
                }
            }
        }
        // The program itself refuses what only tests may have, and says so in one line each.
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("unsafe.toml");
        for unsafe_setting in [
            "sign_in.second_factor = \"off\"",
            "passwords.memory_kib = 8",
            "registration.loopback_hosts = [\"localhost\"]",
            "limits.sign_in_per_account = { tries = 100000, minutes = 1 }",
            "nobody.knows = true",
        ] {
            std::fs::write(&file, unsafe_setting).expect("writes");
            let file = file.display().to_string();
            for command in ["check-config", "serve"] {
                let (exit, out, told) = world.idp.shell(&[command, "--config", &file]);
                assert_eq!(exit, Some(2), "{unsafe_setting}: {out}{told}");
                assert_eq!(told.lines().count(), 1, "{unsafe_setting}: {told}");
            }
        }
    }
);

kit::on_both!(a_log_line_is_one_line, async |database: Database| {
    for format in ["json", "text"] {
        let wishes = Wishes {
            idp: format!("log.format = \"{format}\""),
            ..Wishes::default()
        };
        let world = with(database, wishes).await;
        let (kim, mut device) = with_passkey(&world).await;
        let visitor = world.idp.visitor();
        let forged = "x\"}\n{\"level\":\"ERROR\",\"message\":\"FORGED\"}\r\n\u{1b}[31mFORGED";
        for _ in 0..3 {
            let _ = sign_in_with(&visitor, forged).await;
            let page = visitor.get("/anmelden/konto").await.form("sign-in-form");
            let page = page.force("email", forged).fill("password", forged);
            let _ = page.submit().await;
            let fields = [("error", forged), ("name", forged), ("message", forged)];
            let body: serde_json::Map<_, _> = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect();
            let path = "/anmelden/passkey";
            let _ = post(&visitor, "/anmelden/konto", path, &Value::from(body)).await;
            let query = encoded(&fields);
            let _ = visitor.get(&format!("/oauth/authorize?{query}")).await;
            let _ = visitor.get(&format!("/FORGED%0aFORGED?{query}")).await;
            let ask = visitor.ask(Method::GET, "/konto");
            let ask = ask.another("user-agent", "\"}FORGED{\"\tFORGED\u{9b}31m");
            let _ = ask.another("x-request-id", "FORGED").send().await;
            let ask = visitor.ask(Method::POST, "/oauth/token").as_program();
            let _ = ask
                .form(&[("client_id", forged), ("grant_type", forged)])
                .send()
                .await;
        }
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        let said = world.idp.said();
        assert!(said.lines().count() > 10, "{said}");
        assert!(!said.contains("FORGED"), "{said}");
        for line in said.lines() {
            assert!(!line.chars().any(char::is_control), "{line:?}");
            if format == "json" {
                let entry: Value = serde_json::from_str(line).expect("one object a line");
                assert!(entry["level"].is_string(), "{line}");
            }
        }
        // The audit log, as the operator reads it.
        for arguments in [&["audit", "list"][..], &["audit", "list", "--json"]] {
            let (exit, out, wrong) = world.idp.shell(arguments);
            assert_eq!(exit, Some(0), "{wrong}");
            assert!(
                !out.contains("FORGED\n") && !out.contains('\u{1b}'),
                "{out}"
            );
            if arguments.len() == 3 {
                for line in out.lines() {
                    let _: Value = serde_json::from_str(line).expect("one object a line");
                }
            }
        }
        kim.get("/konto").await.expect(200).shows(KIM);
    }
});
