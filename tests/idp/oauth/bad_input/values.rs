//! Token requests with parameters and headers that no client writes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use kit::{Database, on_both};

use super::{FORM, refused_in_json, rows};
use crate::oauth::flow::{CALLBACK, Fields, Flow, SECRET, VERIFIER, refused};

on_both!(no_parameter_is_taken_twice, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let code = flow.code(&Flow::request().with("client_id", "post")).await;
    let before = rows(&flow.world).await;
    let all = [
        ("grant_type", "authorization_code"),
        ("client_id", "post"),
        ("client_secret", SECRET),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
        ("scope", "openid"),
        ("refresh_token", "x"),
        ("client_assertion", "a.b.c"),
        ("client_assertion_type", "x"),
        ("token", "x"),
        ("token_type_hint", "access_token"),
        ("unknown", "1"),
    ];
    let whole = Fields::new(&all[..6]);
    for (name, value) in all {
        for second in [value, "", "other"] {
            let again = [(name, second)];
            let twice = whole.clone().with(name, value).and(&again).query();
            for path in ["/oauth/token", "/oauth/introspect", "/oauth/revoke"] {
                let about = format!("{path} {name}={second}");
                let ask = |path: &str| flow.visitor.ask(Method::POST, path).as_program();
                let page = ask(path).body(FORM, twice.clone()).send().await;
                refused_in_json(&page, 400, "invalid_request", &about);
                // Not even once, where it does not belong.
                let split = format!("{path}?{}", Fields::new(&again).query());
                let page = ask(&split).body(FORM, whole.query()).send().await;
                refused_in_json(&page, 400, "invalid_request", &about);
            }
        }
    }
    assert_eq!(rows(&flow.world).await, before);
    // What is empty was not sent (RFC 6749 §3.2), and nothing was spent.
    let empty = [
        ("scope", ""),
        ("resource", ""),
        ("client_assertion", ""),
        ("x", ""),
    ];
    let _ = flow.token(&whole.and(&empty)).await.expect(200);
});

on_both!(what_is_no_text_is_refused, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let code = flow.code(&Flow::request()).await;
    let before = rows(&flow.world).await;
    let whole = Flow::redemption(&code).query();
    for broken in [
        &b"%"[..],
        b"%a",
        b"%zz",
        b"%ff",
        b"%c3%28",
        b"%00",
        b"\0",
        b"\xff",
        b"\xc3\x28",
    ] {
        for (name, path) in [
            ("x", "/oauth/token"),
            ("scope", "/oauth/token"),
            ("token", "/oauth/introspect"),
            ("token", "/oauth/revoke"),
        ] {
            let body = [whole.as_bytes(), b"&", name.as_bytes(), b"=", broken].concat();
            let ask = flow.visitor.ask(Method::POST, path).as_program();
            let page = ask.body(FORM, body).send().await;
            refused_in_json(&page, 400, "invalid_request", path);
        }
        let ask = flow
            .visitor
            .ask(Method::POST, "/oauth/userinfo")
            .as_program();
        let body = [b"access_token=", broken].concat();
        let page = ask.body(FORM, body).send().await.expect(400);
        assert!(
            page.header("www-authenticate")
                .contains("\"invalid_request\"")
        );
    }
    assert_eq!(rows(&flow.world).await, before);
    let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
});

on_both!(a_client_says_once_who_it_is, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let good = format!("Basic {}", STANDARD.encode(format!("basic:{SECRET}")));
    let basic = |text: &str| format!("Basic {}", STANDARD.encode(text)).into_bytes();
    let mut headers = vec![
        b"Basic".to_vec(),
        b"Basic ".to_vec(),
        b"Basic %%%".to_vec(),
        b"Basic YmFzaWM".to_vec(),
        b"Basic \xff\xfe".to_vec(),
        good.as_bytes()[..good.len() - 3].to_vec(),
        format!("Bearer {SECRET}").into_bytes(),
        format!("Digest {SECRET}").into_bytes(),
        good.replacen(' ', "", 1).into_bytes(),
        basic("basic"),
        basic(""),
        basic(":"),
        basic("basic:"),
        basic(&format!(":{SECRET}")),
        basic(&format!("basic:{SECRET}%")),
        basic(&format!("basic:{SECRET}%00")),
        basic(&format!("basic\0:{SECRET}")),
        basic(&format!("basic:{SECRET}\r\n")),
        basic(&format!("basic:{SECRET}:")),
        basic(&format!("basic+:{SECRET}")),
        basic(&"a".repeat(20_000)),
    ];
    headers.push([&b"Basic "[..], STANDARD.encode(b"basic:\xff").as_bytes()].concat());
    let fields = Fields::new(&[("token", "x")]);
    for path in ["/oauth/token", "/oauth/introspect", "/oauth/revoke"] {
        let ask = || flow.visitor.ask(Method::POST, path).as_program();
        for header in &headers {
            let page = ask().another("authorization", header);
            let page = page.body(FORM, fields.query()).send().await;
            refused(&page, "invalid_client");
        }
        let twice = ask()
            .another("authorization", &good)
            .another("authorization", &good);
        let page = twice.body(FORM, fields.query()).send().await;
        refused(&page, "invalid_client");
    }
    // Each letter may be written as an escape (RFC 6749 §2.3.1 and appendix B).
    let escaped = |text: &str| -> String { text.bytes().map(|b| format!("%{b:02X}")).collect() };
    let header = format!("{}:{}", escaped("basic"), escaped(SECRET));
    for header in [basic(&header), good.replace("Basic", "bASIC").into_bytes()] {
        let ask = flow.visitor.ask(Method::POST, "/oauth/introspect");
        let ask = ask.as_program().another("authorization", header);
        let page = ask.body(FORM, fields.query()).send().await.expect(200);
        assert_eq!(page.json()["active"], false);
    }
});

on_both!(values_are_inert, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    for hostile in [
        "\r\nSet-Cookie: a=b\r\n\r\n<script>",
        "\u{1b}[31mred\u{1b}[0m",
        "\"><svg onload=alert(1)>{{7*7}}",
        "' OR 1=1; DROP TABLE grants; --",
        "\u{202e}\u{feff}",
    ] {
        let code = flow.code(&Flow::request()).await;
        let whole = Flow::redemption(&code);
        for (name, error) in [
            ("grant_type", "unsupported_grant_type"),
            ("client_id", "invalid_client"),
            ("resource", "invalid_target"),
            ("code", "invalid_grant"),
        ] {
            let page = flow.token(&whole.clone().with(name, hostile)).await;
            refused(&page, error);
            // Nothing of a request is echoed.
            assert!(!page.body().contains("alert") && !page.body().contains("DROP"));
        }
        let page = flow.token(&whole.clone().with("x", hostile)).await;
        let _ = page.expect(200);
        let page = flow.token(&Flow::refreshing(hostile)).await;
        refused(&page, "invalid_grant");
    }
});
