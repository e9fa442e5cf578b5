//! Nothing secret is logged, and nothing personal, also at `debug` and also of what failed
//! (`docs/logging.md`; R13, ASVS 16.2.5). In this process because a process has one log, and
//! because what the other targets send meanwhile belongs into none either.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use kit::people::{PASSWORD, register};
use kit::world::Wishes;
use kit::{Database, Visitor, browser, totp};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::flow::{Fields, Flow, SECRET, VERIFIER, answer, clients};
use crate::{desk, tray};

const EMAIL: &str = "kim.log@example.org";

/// Everything that would go to standard output.
#[derive(Debug, Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    /// Begins to keep what both servers log, at the most talkative level that operators use.
    fn keep() -> Self {
        let lines = Self::default();
        let sink = lines.clone();
        // What the tests' own browser and post say is not the servers'.
        let ours = "debug,html5ever=off,markup5ever=off,selectors=off,scraper=off,demo=off,\
                    chromiumoxide=off";
        let layer = tracing_subscriber::fmt::layer().json().without_time();
        tracing_subscriber::registry()
            .with(EnvFilter::new(ours))
            .with(layer.with_writer(move || sink.clone()))
            .try_init()
            .expect("nobody else keeps the log");
        lines
    }

    fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&lines).into_owned()
    }
}

/// What must not be read anywhere, and what it is.
#[derive(Default)]
struct Secrets(Vec<(String, String)>);

impl Secrets {
    fn keep(&mut self, what: &str, secret: &str) {
        assert!(secret.len() >= 6, "{what} is too short to be looked for");
        self.0.push((what.to_owned(), secret.to_owned()));
    }

    fn cookies(&mut self, visitor: &Visitor) {
        for name in visitor.cookies() {
            let value = visitor.cookie(&name).expect("a cookie");
            if value.len() > 20 {
                self.keep(&name, &value);
            }
        }
    }

    /// Asserts that `log` has none, neither as it is nor as an address writes it.
    fn are_absent(&self, log: &str) {
        for (what, secret) in &self.0 {
            let escaped: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            for text in [secret.as_str(), &escaped] {
                let apart =
                    |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
                let found = log.match_indices(text).find(|(at, _)| {
                    // Six digits may be part of some other number.
                    apart(log[..*at].chars().next_back())
                        && apart(log[at + text.len()..].chars().next())
                });
                if let Some((at, _)) = found {
                    let line = log[..at].rfind('\n').map_or(0, |it| it + 1);
                    let line = log[line..].lines().next().unwrap_or_default();
                    panic!("the log tells {what}: {line}");
                }
            }
        }
    }
}

#[test]
fn log() {
    let lines = Lines::keep();
    let secrets = browser::run(a_day());
    let log = lines.text();
    for seen in [
        "/oauth/token",
        "\"level\":\"DEBUG\"",
        "a client was refused",
    ] {
        assert!(log.contains(seen), "the log was not kept: no {seen}");
    }
    secrets.are_absent(&log);
}

async fn a_day() -> Secrets {
    let mut secrets = Secrets::default();
    let wishes = Wishes {
        portal: OUTBOX.to_owned(),
        clients: clients(),
        ..Wishes::default()
    };
    let flow = Flow::wished(Database::Sqlite, wishes).await;
    let visitor = flow.visitor.clone();
    sign_up_and_in(&flow, &visitor, &mut secrets).await;
    protocol(&flow, &mut secrets).await;
    // At the portal, whose server redeems a code of its own.
    let portal = visitor.and_at(&flow.world.portal.base());
    let page = portal.browse("/anmelden").await;
    assert!(
        page.url().as_str().starts_with(&flow.world.portal.base()),
        "{}",
        page.text()
    );
    secrets.cookies(&visitor);
    secrets.cookies(&portal);
    let wrong = "WRONG-CODEX";
    secrets.keep("an unlock code", wrong);
    let _ = portal.get(&format!("/freischaltcode/{wrong}")).await;
    let callback = "/anmelden/zurueck?code=zurueck-code-1&state=zurueck-state-1";
    secrets.keep("a code at the portal", "zurueck-code-1");
    secrets.keep("a state at the portal", "zurueck-state-1");
    let _ = portal.get(callback).await;
    let ask = portal.ask(Method::GET, "/api/v1/profile").as_program();
    secrets.keep("a token at the portal", "portal-bearer-1");
    let _ = ask.bearer("portal-bearer-1").send().await.expect(401);
    letters(&flow, &portal, &mut secrets).await;
    secrets
}

/// The portal's letter outbox, with the private half of the key in `config/idp.test.toml`.
const OUTBOX: &str = "letters.opening_key = \"dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=\"\n\
                      letters.ask_seconds = 1\n";

/// A case is unlocked by a letter; two weeks later another one brings a recovery code, which is used.
async fn letters(flow: &Flow, portal: &Visitor, secrets: &mut Secrets) {
    let world = &flow.world;
    let code = desk::code_for_kim(world).await;
    keep_code(secrets, "an unlock code", &code);
    let _ = desk::enter(portal, &code, desk::BORN).await.expect(303);
    world.advance(Duration::from_hours(14 * 24));
    let visitor = world.idp.visitor();
    let page = visitor.get("/zugang-verloren").await.expect(200);
    let form = page.form("lost-form").fill("email", EMAIL);
    let _ = form.fill("password", PASSWORD).submit().await.expect(303);
    let page = visitor.get("/zugang-verloren/brief").await.expect(200);
    let _ = page.form("letter-form").submit().await.expect(200);
    let letters = tray::wait_for(world, 2).await;
    let letter = letters.iter().find(|it| it["kind"] == "recovery_code");
    let text = letter.expect("a letter")["text"].as_str().expect("a text");
    let is_code = |line: &&str| line.len() == 24 && line.matches('-').count() == 4;
    let code = text.lines().find(is_code).expect("a code");
    keep_code(secrets, "a recovery code", code);
    let page = visitor.get("/zugang-verloren/code").await.expect(200);
    let form = page.form("recovery-code-form");
    let wrong = code.replace(['2', '3', '4'], "5").replace(['A', 'B'], "C");
    if wrong != code {
        secrets.keep("a wrong recovery code", &wrong);
        let _ = form.clone().fill("code", &wrong).submit().await.expect(422);
    }
    let _ = form.fill("code", code).submit().await.expect(303);
}

/// However it is written, and without the name at its beginning.
fn keep_code(secrets: &mut Secrets, what: &str, code: &str) {
    let bare = code.replace('-', "");
    for form in [code, &code[5..], &bare, &bare[4..]] {
        secrets.keep(what, form);
        secrets.keep(what, &form.to_ascii_lowercase());
    }
}

async fn sign_up_and_in(flow: &Flow, visitor: &Visitor, secrets: &mut Secrets) {
    let (email, wrong) = (EMAIL, "Falsches-Wort9!drei");
    secrets.keep("the address", email);
    secrets.keep("the password", PASSWORD);
    secrets.keep("a wrong password", wrong);
    let _ = register(visitor, email).await;
    let link = flow
        .world
        .mailbox
        .next(email)
        .await
        .link("/registrieren/bestaetigen");
    let address = url::Url::parse(&link).expect("an address");
    for (_, value) in address.query_pairs().filter(|(_, it)| it.len() > 20) {
        secrets.keep("a mail's link", &value);
    }
    let form = visitor.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
    let page = visitor.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", email);
    let _ = form.fill("password", PASSWORD).submit().await.expect(303);
    let page = visitor.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("a key");
    secrets.keep("the key of the app", &key);
    let bare: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    secrets.keep("the key of the app", &bare);
    let code = totp::code(&key, flow.world.now());
    secrets.keep("a code of the app", &code);
    let form = page.form("totp-form").fill("code", &code);
    let _ = form.submit_and_follow().await.expect(200);
    secrets.cookies(visitor);
    flow.world.advance(Duration::from_mins(1));
    let code = totp::code(&key, flow.world.now());
    let not = if code == "135790" { "097531" } else { "135790" };
    secrets.keep("a code of the app", &code);
    secrets.keep("a wrong code of the app", not);
    for (password, codes) in [(wrong, None), (PASSWORD, Some([not, &code]))] {
        let page = visitor.get("/anmelden/konto?erneut=1").await.expect(200);
        let form = page.form("sign-in-form").fill("email", email);
        let mut page = form.fill("password", password).submit_and_follow().await;
        for code in codes.into_iter().flatten() {
            page = page.form("code-form").fill("code", code).submit().await;
        }
    }
    secrets.cookies(visitor);
}

async fn protocol(flow: &Flow, secrets: &mut Secrets) {
    let (state, nonce) = ("state-to-hide-1", "nonce-to-hide-1");
    for (what, text) in [
        ("a state", state),
        ("a nonce", nonce),
        ("the verifier", VERIFIER),
        ("a client's secret", SECRET),
    ] {
        secrets.keep(what, text);
    }
    let request = Flow::request()
        .with("client_id", "post")
        .with("state", state);
    let request = request
        .with("nonce", nonce)
        .with("login_hint", "hint.log@example.org");
    secrets.keep("a hint", "hint.log@example.org");
    let page = flow.authorize(&request).await;
    let code = answer(&page, "code").expect("a code");
    secrets.keep("the code", &code);
    let by_post = |fields: Fields| {
        let fields = fields.with("client_id", "post");
        fields.with("client_secret", SECRET)
    };
    let redemption = by_post(Flow::redemption(&code));
    let guess = "a-secret-that-is-none";
    secrets.keep("a wrong secret", guess);
    let _ = flow
        .token(&redemption.clone().with("client_secret", guess))
        .await
        .expect(401);
    let _ = flow
        .token(&redemption.clone().with("code", "a-code-that-is-none"))
        .await
        .expect(400);
    secrets.keep("a wrong code", "a-code-that-is-none");
    let tokens = flow.token(&redemption).await.expect(200).json();
    for name in ["access_token", "refresh_token", "id_token"] {
        secrets.keep(name, tokens[name].as_str().expect(name));
    }
    let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
    let (access, refresh) = (text("access_token"), text("refresh_token"));
    let _ = flow.userinfo(&access).await.expect(200);
    let _ = flow.userinfo(&format!("{access}x")).await.expect(401);
    let next = flow
        .token(&by_post(Flow::refreshing(&refresh)))
        .await
        .expect(200)
        .json();
    for name in ["access_token", "refresh_token"] {
        secrets.keep(name, next[name].as_str().expect(name));
    }
    secrets.keep(
        "a Basic header",
        &STANDARD.encode(format!("basic:{SECRET}")),
    );
    for path in ["/oauth/introspect", "/oauth/revoke"] {
        let _ = flow
            .as_basic(path, "basic", &[("token", &access)])
            .await
            .expect(200);
        let _ = flow
            .as_basic(path, "app", &[("token", &access)])
            .await
            .expect(401);
    }
    // Reuse: an alarm in the audit log, which is no log line.
    let _ = flow.token(&redemption).await.expect(400);
    let assertion = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb3N0In0.c2lnbmF0dXJl";
    secrets.keep("an assertion", assertion);
    let fields = Fields::new(&[
        ("client_assertion", assertion),
        ("grant_type", "client_credentials"),
    ]);
    let _ = flow.token(&fields).await.expect(401);
    let hint = text("id_token");
    let bye = format!("/oauth/logout?id_token_hint={hint}x&state=bye-state-to-hide");
    secrets.keep("a state of logging out", "bye-state-to-hide");
    let _ = flow.visitor.get(&bye).await;
}
