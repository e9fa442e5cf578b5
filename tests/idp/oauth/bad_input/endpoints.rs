//! Every endpoint, asked by every method with every kind of body.

use http::Method;
use kit::{Database, Page, on_both};
use serde_json::Value;
use shared::claims::Role;

use super::{FORM, refused_by_page, refused_in_json, rows};
use crate::admin::desk::{Desk, problem};
use crate::oauth::flow::{Fields, Flow, SECRET};

const GET: &[&str] = &["GET", "HEAD"];
const POST: &[&str] = &["POST"];
const BOTH: &[&str] = &["GET", "HEAD", "POST"];
const METHODS: [&str; 8] = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW",
];
const KINDS: [&str; 8] = [
    "",
    FORM,
    "application/x-www-form-urlencoded; charset=iso-8859-1",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/jwt",
    "/;=",
];
/// None is a request that any endpoint could answer.
const BODIES: [&[u8]; 6] = [
    b"",
    b"grant_type=%",
    b"\xff\xfe=\x00",
    b"{\"grant_type\":",
    b"--x\r\n",
    b"=&=&&;;a==b&%00",
];

fn method(name: &str) -> Method {
    name.parse().expect("a method")
}

/// What programs ask, and by which methods.
async fn machines(flow: &Flow) -> Vec<(String, &'static [&'static str])> {
    let discovery = "/.well-known/openid-configuration";
    let mut all = vec![
        ("/oauth/token".to_owned(), POST),
        ("/oauth/introspect".to_owned(), POST),
        ("/oauth/revoke".to_owned(), POST),
        ("/oauth/userinfo".to_owned(), BOTH),
        ("/oauth/jwks".to_owned(), GET),
        (discovery.to_owned(), GET),
        ("/.well-known/oauth-authorization-server".to_owned(), GET),
    ];
    let metadata = flow.visitor.get(discovery).await.expect(200).json();
    if let Value::String(at) = &metadata["registration_endpoint"] {
        let at = url::Url::parse(at).expect("an address");
        all.push((at.path().to_owned(), POST));
    }
    all
}

/// The methods of `Allow`.
fn allowed(page: &Page) -> Vec<&str> {
    let names = page.header("allow").split(',').map(str::trim);
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names
}

on_both!(
    no_machine_is_confused_by_method_or_body,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let code = flow.code(&Flow::request()).await;
        let before = rows(&flow.world).await;
        let program = flow.world.idp.visitor();
        for (path, methods) in machines(&flow).await {
            for (name, kind) in METHODS.iter().flat_map(|it| KINDS.map(|kind| (*it, kind))) {
                let known = methods.contains(&name);
                for body in BODIES.into_iter().take(if known { 6 } else { 2 }) {
                    let ask = program.ask(method(name), &path).as_program();
                    let page = ask.body(kind, body).send().await;
                    let about = format!("{name} {path} {kind} {}", body.escape_ascii());
                    let answered = methods == GET || path == "/oauth/userinfo";
                    match (known, answered) {
                        (false, _) => {
                            refused_in_json(&page, 405, "invalid_request", &about);
                            assert_eq!(allowed(&page), methods, "{about}");
                        }
                        (true, true) if methods == GET => assert_eq!(page.status(), 200, "{about}"),
                        // Without a token, or with a form that cannot be read.
                        (true, true) => {
                            assert!([400, 401].contains(&page.status()), "{about}");
                            let challenge = page.header("www-authenticate");
                            assert!(challenge.starts_with("Bearer "), "{about}");
                        }
                        (true, false) => {
                            let status = page.status();
                            assert!([400, 401, 415].contains(&status), "{about}: {status}");
                            assert!(page.json()["error"].is_string(), "{about}");
                            assert_eq!(page.header("cache-control"), "no-store", "{about}");
                        }
                    }
                }
            }
        }
        assert_eq!(rows(&flow.world).await, before);
        let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
    }
);

on_both!(people_are_answered_by_pages, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let before = rows(&flow.world).await;
    for path in ["/oauth/authorize", "/oauth/logout"] {
        for name in METHODS {
            for kind in KINDS {
                let ask = flow.visitor.ask(method(name), path);
                let page = ask.body(kind, &b"client_id=%ff"[..]).send().await;
                let about = format!("{name} {path} {kind}");
                match name {
                    "GET" if path == "/oauth/logout" => assert_eq!(page.status(), 200),
                    "GET" | "POST" => refused_by_page(&page, 400, &about),
                    _ => {
                        refused_by_page(&page, 405, &about);
                        assert_eq!(allowed(&page), BOTH, "{about}");
                    }
                }
            }
        }
    }
    // Links from mails that somebody tampered with.
    for path in [
        "/einladung?id=a&id=b",
        "/registrieren/bestaetigen?id=a&id=b",
        "/konto/passkeys/%ff/entfernen",
        "/konto/passkeys/a%00/entfernen",
        "/konto/dienste/%00/beenden",
        "/konto/verlauf?ab=1.1.%00",
        "/anmelden?vorgang=%00",
        "/zugang-verloren/brief?id=a&id=b",
        "/brief-stoppen?id=a&id=b",
        "/%c3%28",
    ] {
        refused_by_page(&flow.visitor.get(path).await, 400, path);
    }
    assert_eq!(rows(&flow.world).await, before);
});

on_both!(
    the_office_is_answered_by_problems,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let lead = desk.colleague(&[Role::Lead]).await;
        let token = desk.token(&lead.visitor).await;
        let own = format!("/admin/v1/accounts/{}", lead.person.account);
        let before = rows(&desk.flow.world).await;
        let program = desk.flow.world.idp.visitor();
        for path in [
            "/admin/v1/invitations",
            &format!("{own}/roles"),
            &format!("{own}/deactivation"),
            "/admin/v1/accounts/nobody/reactivation",
        ] {
            for kind in KINDS.into_iter().chain(["application/json; charset=utf-8"]) {
                for body in BODIES.into_iter().chain([
                &b"null"[..],
                b"[]",
                b"{}",
                b"{\"reason\":\"a\\u0000b\",\"email\":\"a\\u0000@b.de\",\"roles\":[\"\\u0000\"]}",
                b"{\"reason\":7,\"reason\":\"a\"}",
                "[".repeat(10_000).as_bytes(),
            ]) {
                let name = if path.ends_with("roles") { "PUT" } else { "POST" };
                let ask = program.ask(method(name), path).as_program().bearer(&token);
                let page = ask.body(kind, body).send().await;
                problem(&page, 400, "invalid");
            }
            }
            let ask = program.ask(method("PATCH"), path).as_program();
            let page = ask.bearer(&token).send().await;
            problem(&page, 405, "method_not_allowed");
            assert!(!page.header("allow").is_empty(), "{path}");
            let ask = program.ask(method("POST"), path).as_program();
            let large = vec![b' '; 65 * 1024];
            let page = ask.bearer(&token).body("application/json", large).send();
            problem(&page.await, 413, "too_large");
        }
        for path in [
            "/admin/v1/accounts/%00",
            "/admin/v1/accounts/%ff",
            "/admin/v1/accounts?email=%00",
            "/admin/v1/accounts?email=a&email=b",
            "/admin/v1/accounts?email=a%0d%0a@b.de",
            "/admin/v1/accounts?email=%ff@b.de",
        ] {
            problem(&desk.get(path, &token).await, 400, "invalid");
        }
        assert_eq!(rows(&desk.flow.world).await, before);
        // It was the token of somebody who may.
        let _ = desk.get(&own, &token).await.expect(200);
    }
);

on_both!(too_much_is_refused_as_such, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let code = flow.code(&Flow::request()).await;
    let before = rows(&flow.world).await;
    for path in ["/oauth/token", "/oauth/introspect", "/oauth/revoke"] {
        for length in [17 * 1024, 65 * 1024] {
            let fields = Flow::redemption(&code).with("scope", &"a".repeat(length));
            // Over a connection of its own: the server may end it.
            let visitor = flow.world.idp.visitor();
            let ask = visitor.ask(Method::POST, path).as_program();
            let page = ask.body(FORM, fields.query()).send().await;
            refused_in_json(&page, 413, "invalid_request", path);
        }
        let page = chunked(&flow, path).await;
        assert!(page.starts_with("HTTP/1.1 413 "), "{path}: {page}");
        assert!(page.contains("\"invalid_request\""), "{path}: {page}");
    }
    for length in [17 * 1024, 65 * 1024] {
        let visitor = flow.world.idp.visitor();
        let ask = visitor.ask(Method::POST, "/oauth/userinfo").as_program();
        let body = format!("access_token={}", "a".repeat(length));
        let page = ask.body(FORM, body).send().await;
        assert_eq!(page.status(), 413);
    }
    let long = Flow::request()
        .with("state", &"a".repeat(17 * 1024))
        .query();
    for path in ["/oauth/authorize", "/oauth/logout"] {
        let ask = flow.visitor.ask(Method::POST, path);
        let page = ask.body(FORM, long.clone()).send().await;
        refused_by_page(&page, 413, path);
    }
    let page = flow.visitor.get(&format!("/oauth/authorize?{long}")).await;
    refused_by_page(&page, 400, "authorize");
    // A head that is too long is no request at all.
    let page = flow.visitor.ask(Method::GET, "/oauth/jwks");
    let page = page.header("x-long", &"a".repeat(33 * 1024)).send().await;
    assert_eq!(page.status(), 431);
    assert_eq!(rows(&flow.world).await, before);
    let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
});

/// What is answered to a body that does not say beforehand how long it is.
async fn chunked(flow: &Flow, path: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let at = ("127.0.0.1", flow.world.idp.port());
    let mut stream = tokio::net::TcpStream::connect(at).await.expect("connects");
    let chunk = "a".repeat(0x1000);
    let body = format!("1000\r\n{chunk}\r\n").repeat(17);
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {FORM}\r\n\
         transfer-encoding: chunked\r\n\r\n{body}0\r\n\r\n"
    );
    // The server may have answered before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// What is answered to a GET with these lines in place of `Host`.
async fn for_hosts(flow: &Flow, path: &str, hosts: &str) -> String {
    said(flow.world.idp.port(), path, hosts).await
}

async fn said(port: u16, path: &str, hosts: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let at = ("127.0.0.1", port);
    let mut stream = tokio::net::TcpStream::connect(at).await.expect("connects");
    let request = format!("GET {path} HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await.expect("text");
    answer
}

// RFC 9112 §3.2.
on_both!(a_request_names_one_host, async |database: Database| {
    let flow = Flow::start(database).await;
    for hosts in [
        "",
        "host: localhost\r\nhost: evil.example\r\n",
        "host: a b\r\n",
    ] {
        for (path, form) in [
            ("/oauth/token", "\"error\":\"invalid_request\""),
            ("/admin/v1/accounts", "The request must name one host."),
            ("/anmelden/konto", "Es ist ein Fehler aufgetreten."),
        ] {
            let answer = for_hosts(&flow, path, hosts).await;
            assert!(
                answer.starts_with("HTTP/1.1 400 "),
                "{path} {hosts:?}: {answer}"
            );
            assert!(answer.contains(form), "{path}: {answer}");
        }
    }
});

// RFC 9110 §15.5.20, RFC 9112 §3.2.2.
on_both!(another_host_is_not_ours, async |database: Database| {
    let flow = Flow::start(database).await;
    let home = flow.world.idp.base();
    let way = format!("<a href=\"{home}\">");
    for (path, form) in [
        ("/oauth/token", "\"error\":\"invalid_request\""),
        ("/.well-known/openid-configuration", "\"error\":"),
        (
            "/admin/v1/accounts",
            "urn:schluesselbund:problem:misdirected",
        ),
        ("/anmelden/konto", &way),
        ("/oauth/authorize", &way),
        ("/assets/nothing.css", &way),
    ] {
        let absolute = format!("http://evil.example{path}");
        for (target, hosts) in [
            (path, "host: evil.example\r\n"),
            (path, "host: localhost.evil.example:80\r\n"),
            (&absolute, "host: localhost\r\n"),
        ] {
            let answer = for_hosts(&flow, target, hosts).await;
            let about = format!("{target} {hosts:?}: {answer}");
            assert!(answer.starts_with("HTTP/1.1 421 "), "{about}");
            assert!(answer.contains(form), "{about}");
            assert!(!answer.contains("evil.example"), "{about}");
        }
    }
    for (target, hosts) in [
        ("/anmelden", "host: LOCALHOST:1\r\n"),
        ("/anmelden", "host: 127.0.0.1:8080\r\n"),
        ("/anmelden", "host: [::1]\r\n"),
        ("http://localhost/anmelden", "host: evil.example\r\n"),
        ("/health/live", "host: 10.0.0.7:8080\r\n"),
        ("/health/ready", "host: evil.example\r\n"),
    ] {
        let answer = for_hosts(&flow, target, hosts).await;
        assert!(
            !answer.starts_with("HTTP/1.1 4"),
            "{target} {hosts:?}: {answer}"
        );
    }
    let more = "http.further_hosts = [\"alt.example\", \"10.0.0.7\"]";
    let beside = flow.world.idp_beside_with(more).await;
    for host in ["Alt.example:8443", "10.0.0.7"] {
        let answer = said(beside.port(), "/anmelden", &format!("host: {host}\r\n")).await;
        assert!(!answer.starts_with("HTTP/1.1 4"), "{host}: {answer}");
    }
});

on_both!(
    a_form_is_a_form_however_it_is_called,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let fields = Fields::new(&[("token", "x"), ("client_id", "post")]);
        let fields = fields.with("client_secret", SECRET);
        for kind in [
            FORM,
            "application/x-www-form-urlencoded;charset=UTF-8",
            "application/x-www-form-urlencoded; charset=\"utf-8\"",
            "APPLICATION/X-WWW-FORM-URLENCODED",
            " application/x-www-form-urlencoded ;",
        ] {
            let ask = flow.visitor.ask(Method::POST, "/oauth/introspect");
            let page = ask.as_program().body(kind, fields.query()).send().await;
            assert_eq!(page.expect(200).json()["active"], false, "{kind}");
        }
        let ask = flow.visitor.ask(Method::POST, "/oauth/introspect");
        let twice = ask.as_program().body(FORM, fields.query());
        let page = twice.another("content-type", "application/json").send();
        refused_in_json(&page.await, 400, "invalid_request", "two kinds");
    }
);
