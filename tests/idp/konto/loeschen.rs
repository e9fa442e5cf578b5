//! `/konto/loeschen`, `/konto/behalten` (S89): everything ends at once; until a date the person may
//! change their mind; after it nothing here knows them.

use std::sync::Arc;
use std::time::Duration;

use kit::audit::Log::Idp;
use kit::staff::first_lead;
use kit::traces::traces;
use kit::world::World;
use kit::{Database, Visitor, on_both};
use serde_json::{Value, json};
use shared::clock::{Clock as _, FakeClock, Outside, SystemEntropy};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::oauth::flow::{Flow, client, refused};
use crate::secured::{KIM, Leads, add_passkey, is_in, sign_in, with_passkey, with_totp};
use crate::shell::accounts;

const DAYS: Duration = Duration::from_hours(14 * 24);
const SECOND: Duration = Duration::from_secs(1);
const ROBIN: &str = "robin@example.org";
const UWE: &str = "uwe@example.org";

/// Asks for the deletion; the mailed link.
async fn leave(world: &World, visitor: &Visitor) -> String {
    ask(visitor).await;
    link(world).await
}

async fn ask(visitor: &Visitor) {
    let page = visitor.get("/konto/loeschen").await.expect(200);
    page.shows("14 Tage lang");
    let done = page.form("delete-form").submit().await;
    assert_eq!(done.leads(), "/konto/loeschen/vorgemerkt");
    let done = done.follow().await.expect(200);
    done.shows("zum Löschen vorgemerkt");
}

/// Somebody else who asks for the deletion a second after the one before: once they are gone, the
/// job has been through with whoever was due earlier.
async fn follows(world: &World, email: &str) {
    let visitor = world.idp.visitor();
    let _ = kit::people::registered(world, &visitor, email).await;
    let form = visitor.get("/anmelden/konto").await.form("sign-in-form");
    let form = form.fill("email", email);
    let form = form.fill("password", kit::people::PASSWORD);
    let _ = form.submit().await.expect(303);
    let _ = add_passkey(world, &visitor, "/absichern/passkey").await;
    world.advance(SECOND);
    ask(&visitor).await;
}

/// The link of the mail that says when.
async fn link(world: &World) -> String {
    loop {
        let mail = world.mailbox.next(KIM).await;
        if mail.subject == "Ihr Online-Konto wird gelöscht" {
            return mail.link("/konto/behalten");
        }
    }
}

/// Waits until the last mail of the account has come.
async fn gone(world: &World, email: &str) {
    while world.mailbox.next(email).await.subject != "Ihr Online-Konto ist gelöscht" {}
}

async fn code(world: &World, visitor: &Visitor, key: &str) -> kit::Page {
    let page = visitor.get("/anmelden/code").await.expect(200);
    let form = page.form("code-form");
    form.fill("code", &kit::totp::code(key, world.now()))
        .submit()
        .await
}

on_both!(nothing_is_left_of_who_leaves, async |database: Database| {
    let flow = Flow::start(database).await;
    let (kim, _) = with_passkey(&flow.world).await;
    let _ = crate::secured::add_totp(&flow.world, &kim, "/konto/totp").await;
    let flow = Flow {
        visitor: kim.clone(),
        ..flow
    };
    let request = Flow::request().with("scope", "openid email offline_access");
    let tokens = flow.tokens(&request).await;
    let world = &flow.world;
    let hinted = world.idp.visitor();
    let query = Flow::request().with("login_hint", KIM).query();
    let _ = hinted.get(&format!("/oauth/authorize?{query}")).await;
    let form = hinted
        .get("/passwort-vergessen")
        .await
        .form("forgotten-form");
    let _ = form.fill("email", KIM).submit().await;
    let invited = accounts(world, &["invite", KIM, "--role", "staff.support"]).await;
    assert!(invited.is_ok(), "{invited:?}");
    let id = Idp.newest(world, "passkey.added").await["about"].clone();
    let id = id.as_str().expect("an id").to_owned();
    let before = traces(Idp, world, &[&id, KIM, "Kim Handy"]).await;
    for place in [
        "accounts.email",
        "audit_events.personal",
        "grants.account_id",
        "interactions.login_hint",
        "invitations.email",
        "passkeys.name",
    ] {
        assert!(before.iter().any(|it| it == place), "{place}: {before:?}");
    }

    let _ = leave(world, &kim).await;
    assert!(!is_in(&kim).await, "at once");
    let refresh = tokens["refresh_token"].as_str().expect("a token");
    refused(
        &flow.token(&Flow::refreshing(refresh)).await,
        "invalid_grant",
    );
    world.advance(DAYS);
    gone(world, KIM).await;
    // The last mail's row goes just after it has left.
    let _ = kit::soon(async || traces(Idp, world, &[KIM]).await.is_empty()).await;
    let left = traces(Idp, world, &[&id, KIM, "Kim Handy"]).await;
    assert!(left.is_empty(), "{left:?}");
    let told = Idp.verify(world).await.expect("the chain fits");
    assert!(told.contains("forgotten"), "{told}");
    let _ = sign_in(&kim).await.expect(422);
    // And may begin anew.
    let _ = kit::people::registered(world, &world.idp.visitor(), KIM).await;
});

on_both!(
    a_sign_in_opens_nothing_but_keeping,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, key) = with_totp(&world).await;
        let link = leave(&world, &kim).await;
        world.advance(Duration::from_hours(24));
        assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
        let _ = code(&world, &kim, &key).await;
        for path in ["/konto", "/konto/daten", "/absichern/passkey", "/anmelden"] {
            assert_eq!(kim.get(path).await.leads(), "/konto/behalten", "{path}");
        }
        let page = kim.get("/konto/behalten").await.expect(200);
        page.shows("Wir löschen es am 07.12.2026");
        let done = page.form("keep-form").submit().await;
        assert_eq!(done.leads(), "/konto/behalten/erledigt");
        done.follow().await.expect(200).shows("wird nicht gelöscht");
        assert!(!is_in(&kim).await, "they sign in anew");
        let _ = kim.get(&link).await.expect(410).shows("nicht mehr gültig");
        world.advance(DAYS + DAYS);
        assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
        let _ = code(&world, &kim, &key).await;
        assert!(is_in(&kim).await);
        let lines = kim.get("/konto/verlauf").await.expect(200);
        lines
            .shows("zum Löschen vorgemerkt")
            .shows("wird doch nicht gelöscht");
    }
);

on_both!(the_mailed_link_keeps, async |database: Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let link = leave(&world, &kim).await;
    let elsewhere = world.idp.visitor();
    // Looking is not keeping: mail programs look.
    let form = elsewhere.get(&link).await.expect(200).form("keep-form");
    let _ = elsewhere.get(&link).await.expect(200);
    let done = form.submit().await;
    assert_eq!(done.leads(), "/konto/behalten/erledigt");
    let form = elsewhere.get("/konto/behalten/erledigt").await.expect(200);
    form.shows("Konto bleibt bestehen");
    let _ = elsewhere.get(&link).await.expect(410);
    let nobody = elsewhere.get("/konto/behalten").await;
    assert_eq!(nobody.leads(), "/anmelden");
    let _ = elsewhere.get("/konto/behalten?id=x").await.expect(410);
    world.advance(DAYS);
    assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
});

on_both!(
    who_keeps_in_the_last_second_keeps_or_is_told,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let link = leave(&world, &kim).await;
        follows(&world, ROBIN).await;
        let page = world.idp.visitor().get(&link).await.expect(200);
        // The running server's job and the person meet.
        world.advance(DAYS.saturating_sub(SECOND));
        let done = page.form("keep-form").submit().await;
        let is_kept = done.status() == 303;
        if !is_kept {
            let _ = done.expect(410);
            gone(&world, KIM).await;
        }
        world.advance(SECOND);
        gone(&world, ROBIN).await;
        let accounts = "SELECT COUNT(*) FROM accounts";
        assert_eq!(Idp.count(&world, accounts).await, i64::from(is_kept));
        let deletions = "SELECT COUNT(*) FROM account_deletions";
        assert_eq!(Idp.count(&world, deletions).await, 0);
    }
);

on_both!(nobody_goes_before_the_day, async |database: Database| {
    let world = World::start(database).await;
    let (kim, key) = with_totp(&world).await;
    follows(&world, ROBIN).await;
    world.advance(SECOND);
    let _ = leave(&world, &kim).await;
    world.advance(DAYS.saturating_sub(SECOND));
    gone(&world, ROBIN).await;
    assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
    let _ = code(&world, &kim, &key).await;
    let page = kim.get("/konto/behalten").await.expect(200);
    page.shows("Wir löschen es am");
    world.advance(SECOND);
    gone(&world, KIM).await;
});

on_both!(what_the_law_holds_stays, async |database: Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let told = async |args: &[&str]| accounts(&world, args).await;
    for (args, words) in [
        (
            vec!["hold", KIM, "--reason", " ", "--until", "2027-02-01"],
            "reason",
        ),
        (
            vec!["hold", KIM, "--reason", "x", "--until", "2026-02-01"],
            "over already",
        ),
        (
            vec!["hold", KIM, "--reason", "x", "--until", "bald"],
            "neither a day",
        ),
        (vec!["release", KIM], "not held"),
    ] {
        let error = told(&args[..]).await.expect_err("it is refused");
        assert!(error.contains(words), "{error}");
    }
    let reason = "Verfahren S 12 AS 3/26";
    let held = ["hold", KIM, "--reason", reason, "--until", "2027-02-01"];
    let _ = told(&held[..]).await.expect("held");
    let link = leave(&world, &kim).await;
    follows(&world, ROBIN).await;
    world.advance(DAYS + DAYS);
    let page = world.idp.visitor().get(&link).await.expect(200);
    page.shows("zurzeit angehalten").hides("Verfahren");
    gone(&world, ROBIN).await;
    let all = "SELECT COUNT(*) FROM accounts";
    assert_eq!(Idp.count(&world, all).await, 1);
    let _ = told(&["release", KIM][..]).await.expect("released");
    gone(&world, KIM).await;
    assert_eq!(Idp.count(&world, all).await, 0);
});

on_both!(the_last_lead_stays, async |database: Database| {
    let world = World::start(database).await;
    let lead = first_lead(&world).await;
    let page = lead.get("/konto/loeschen").await.expect(200);
    page.shows("Sie leiten das Team als Einzige")
        .hides("überall abgemeldet");
    assert!(page.link("Zum Team").ends_with("/sachbearbeitung"));
    // Nor by a form that an older page held.
    let token = page.attribute("meta[name=csrf-token]", "content");
    let ask = lead.ask(http::Method::POST, "/konto/loeschen");
    let refused = ask.form(&[("csrf", &token.expect("a token"))]).send().await;
    let _ = refused.expect(409).shows("als Einzige");
});

on_both!(two_processes_delete_once, async |database: Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
    // It has a clock of its own, which tells who deletes whom.
    let clock = FakeClock::at(world.clock.now());
    let outside = Outside {
        clock: Arc::new(clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    let second = idp::Server::prepare(world.idp_settings(), outside).await;
    let second = second.expect("a second process starts");
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let sockets = vec![socket.expect("a free port")];
    let second = tokio::spawn(second.serve(sockets, std::future::pending()));
    let _ = leave(&world, &kim).await;
    let due = world.clock.now() + DAYS;
    follows(&world, ROBIN).await;
    follows(&world, UWE).await;
    clock.set(due);
    world.clock.set(due);
    gone(&world, KIM).await;
    // Robin's time is over for the first alone, then Uwe's for the second alone.
    world.clock.set(due + SECOND);
    gone(&world, ROBIN).await;
    clock.set(due + SECOND + SECOND);
    gone(&world, UWE).await;
    assert!(world.mailbox.try_next(KIM).is_none(), "one mail");
    let deleted = "SELECT COUNT(*) FROM audit_events WHERE event = 'account.deleted'";
    assert_eq!(Idp.count(&world, deleted).await, 3);
    let told = Idp.verify(&world).await.expect("the chain fits");
    assert!(told.contains("head fits"), "{told}");
    second.abort();
});

/// What has become of accounts, as an application hears it: waits for so many tokens.
async fn heard(flow: &Flow, server: &MockServer, count: usize) -> Vec<Value> {
    for _ in 0..200 {
        let requests = server.received_requests().await.unwrap_or_default();
        if requests.len() >= count {
            let mut told = Vec::new();
            for request in &requests {
                let token = String::from_utf8(request.body.clone()).expect("a token");
                let (head, claims) = flow.read(&token).await;
                assert_eq!(head.typ.as_deref(), Some("secevent+jwt"));
                told.push(claims);
            }
            return told;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not told of {count} events")
}

fn event(claims: &Value) -> String {
    let events = claims["events"].as_object().expect("events");
    assert_eq!(events.len(), 1);
    let uri = events.keys().next().expect("an event");
    let word = uri.strip_prefix("https://schemas.openid.net/secevent/risc/event-type/");
    word.expect("of the RISC profile").to_owned()
}

on_both!(applications_are_told, async |database: Database| {
    let server = MockServer::start().await;
    // Deaf at first: the same token comes again.
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/events"))
        .and(header("content-type", "application/secevent+jwt"))
        .and(header("accept", "application/json"))
        .respond_with(ResponseTemplate::new(202))
        .mount(&server)
        .await;
    let more = format!(
        "first_party = true\ntoken_endpoint_auth_method = \"none\"\n\
         account_events_uri = \"{}/events\"",
        server.uri()
    );
    // One that knows the account, and one that has never heard of it.
    let files = vec![client("listening", &more), client("stranger", &more)];
    let flow = Flow::with(database, files).await;
    let (kim, _) = with_passkey(&flow.world).await;
    let flow = Flow {
        visitor: kim.clone(),
        ..flow
    };
    let request = Flow::request().with("client_id", "listening");
    let code = flow.code(&request).await;
    let redemption = Flow::redemption(&code).with("client_id", "listening");
    let tokens = flow.token(&redemption).await.expect(200).json();
    let (_, known) = flow
        .read(tokens["id_token"].as_str().expect("a token"))
        .await;
    let world = &flow.world;

    let link = leave(world, &kim).await;
    let _ = heard(&flow, &server, 1).await;
    // When the next try is due is counted from when the refusal was noted.
    let again = kit::soon(async || {
        world.advance(Duration::from_secs(10));
        server.received_requests().await.unwrap_or_default().len() == 2
    });
    assert!(again.await, "it was told once only");
    let told = heard(&flow, &server, 2).await;
    let claims = &told[0];
    assert_eq!(claims, &told[1], "a repetition is the same");
    assert_eq!(event(claims), "account-disabled");
    assert_eq!(claims["iss"], flow.issuer());
    assert_eq!(claims["aud"], "listening");
    let subject = json!({ "format": "iss_sub", "iss": flow.issuer(), "sub": known["sub"] });
    assert_eq!(claims["sub_id"], subject);
    assert!(claims.get("exp").is_none() && claims.get("sub").is_none());

    let page = world.idp.visitor().get(&link).await.expect(200);
    let _ = page.form("keep-form").submit().await.expect(303);
    let told = heard(&flow, &server, 3).await;
    assert_eq!(event(&told[2]), "account-enabled");

    let kim = world.idp.visitor();
    let _ = accounts(world, &["deactivate", KIM, "--reason", "x"]).await;
    assert_eq!(
        event(&heard(&flow, &server, 4).await[3]),
        "account-disabled"
    );
    let _ = accounts(world, &["reactivate", KIM, "--reason", "x"]).await;
    assert_eq!(event(&heard(&flow, &server, 5).await[4]), "account-enabled");
    drop(kim);
});

on_both!(who_is_gone_is_told_as_purged, async |database: Database| {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(202))
        .mount(&server)
        .await;
    let more = format!(
        "first_party = true\ntoken_endpoint_auth_method = \"none\"\n\
         account_events_uri = \"{}/events\"",
        server.uri()
    );
    let flow = Flow::with(database, vec![client("listening", &more)]).await;
    let (kim, _) = with_passkey(&flow.world).await;
    let flow = Flow {
        visitor: kim.clone(),
        ..flow
    };
    let request = Flow::request().with("client_id", "listening");
    let code = flow.code(&request).await;
    let redemption = Flow::redemption(&code).with("client_id", "listening");
    let _ = flow.token(&redemption).await.expect(200);
    let _ = leave(&flow.world, &kim).await;
    let waiting = "SELECT COUNT(*) FROM account_events";
    let all_told = async || Idp.count(&flow.world, waiting).await == 0;
    assert!(kit::soon(all_told).await, "the outbox waits");
    flow.world.advance(DAYS);
    gone(&flow.world, KIM).await;
    let told = heard(&flow, &server, 2).await;
    assert_eq!(event(&told[1]), "account-purged");
    assert_eq!(told[0]["sub_id"], told[1]["sub_id"]);
    assert!(
        kit::soon(all_told).await,
        "the outbox still knows the person"
    );
});
