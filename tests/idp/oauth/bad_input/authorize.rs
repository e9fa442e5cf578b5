//! Requests for authorization: until client and redirect URI are proven a page, then the client.

use http::Method;
use kit::{Database, Page, on_both};
use serde_json::json;

use super::{FORM, refused_by_page, rows};
use crate::oauth::flow::{CALLBACK, Fields, Flow, answer};
use crate::oauth::token::client::signer_with;

/// What is answered in the end, also where a form is first made a query.
async fn by_form(flow: &Flow, query: &str, body: &str) -> Page {
    let path = format!("/oauth/authorize?{query}");
    let ask = flow.visitor.ask(Method::POST, &path);
    let page = ask.body(FORM, body).send().await;
    if page.status() == 303 {
        page.follow().await
    } else {
        page
    }
}

/// The client hears of an invalid request, and nothing else is in the address.
fn told(page: &Page, error: &str, about: &str) {
    let to = page.redirect();
    assert!(
        to.starts_with(&format!("{CALLBACK}?error={error}&")),
        "{about}: {to}"
    );
    assert_eq!(answer(page, "code"), None, "{about}");
    assert!(answer(page, "iss").is_some(), "{about}");
}

on_both!(no_parameter_is_taken_twice, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let before = rows(&flow.world).await;
    let all = [
        ("client_id", "app"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email"),
        ("state", "s"),
        ("nonce", "n-1"),
        (
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        ),
        ("code_challenge_method", "S256"),
        ("response_mode", "query"),
        ("prompt", "none"),
        ("max_age", "300"),
        ("acr_values", "phr"),
        ("claims", "{}"),
        ("login_hint", "kim@example.org"),
        ("ui_locales", "de"),
        ("display", "page"),
        ("id_token_hint", "x"),
        ("request", "a.b.c"),
        ("request_uri", "https://app.test/r"),
        ("unknown", "1"),
    ];
    let whole = ["id_token_hint", "request", "request_uri"]
        .into_iter()
        .fold(Fields::new(&all), Fields::without);
    for (name, value) in all {
        for second in [value, "", "other"] {
            let once = whole.clone().with(name, value);
            let again = Fields::new(&[(name, second)]).query();
            let twice = once.clone().and(&[(name, second)]).query();
            let path = format!("/oauth/authorize?{twice}");
            let pages = [
                flow.visitor.get(&path).await,
                by_form(&flow, "", &twice).await,
                by_form(&flow, &again, &once.query()).await,
                by_form(&flow, &once.query(), &again).await,
            ];
            for page in pages {
                let about = format!("{name}={second}");
                match name {
                    "client_id" | "redirect_uri" => refused_by_page(&page, 400, &about),
                    _ => told(&page, "invalid_request", &about),
                }
            }
        }
    }
    assert_eq!(rows(&flow.world).await, before);
    // Nothing is wrong with the request itself, not even with empty parameters.
    let empty = [("id_token_hint", ""), ("audience", ""), ("request", "")];
    assert!(answer(&flow.authorize(&whole.and(&empty)).await, "code").is_some());
});

on_both!(what_is_no_text_is_refused, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let before = rows(&flow.world).await;
    let whole = Flow::request().query();
    for broken in [
        "%",
        "%a",
        "%zz",
        "%ff",
        "%c3%28",
        "%ed%a0%80",
        "%00",
        "a%00b",
        "\u{0}",
    ] {
        for name in ["nonce2", "state2", "claims", broken] {
            let text = format!("{whole}&{name}={broken}");
            refused_by_page(&by_form(&flow, "", &text).await, 400, &text);
            if !broken.contains('\0') {
                let page = flow.visitor.get(&format!("/oauth/authorize?{text}")).await;
                refused_by_page(&page, 400, &text);
                refused_by_page(&by_form(&flow, &text, "").await, 400, &text);
            }
        }
    }
    let raw = [whole.as_bytes(), b"&ui_locales=\xff\xfe"].concat();
    let ask = flow.visitor.ask(Method::POST, "/oauth/authorize");
    refused_by_page(&ask.body(FORM, raw).send().await, 400, "raw bytes");
    assert_eq!(rows(&flow.world).await, before);
});

on_both!(claims_are_no_bomb, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let before = rows(&flow.world).await;
    let deep = |open: &str, close: &str, times: usize| {
        format!("{}1{}", open.repeat(times), close.repeat(times))
    };
    for claims in [
        "[".repeat(4_500),
        deep("[", "]", 2_200),
        deep("{\"id_token\":", "}", 300),
        format!("{{\"id_token\":{}}}", deep("{\"sub\":", "}", 300)),
        "{".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "\"\\ud800\"".to_owned(),
        "{\"id_token\":7}".to_owned(),
        "{\"id_token\":{\"sub\":{\"value\":7}}}".to_owned(),
        "{\"id_token\":{\"sub\":{\"value\":\"a\",\"values\":[]}}}".to_owned(),
        "{\"userinfo\":{\"verified_claims\":[[[]]]}}".to_owned(),
        "1e999999".to_owned(),
    ] {
        let page = flow
            .authorize(&Flow::request().with("claims", &claims))
            .await;
        told(&page, "invalid_request", &claims[..claims.len().min(60)]);
    }
    assert_eq!(rows(&flow.world).await, before);
});

on_both!(values_are_inert, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    for hostile in [
        "\r\nSet-Cookie: a=b\r\n\r\n<script>",
        "\u{1b}[31mred\u{1b}[0m",
        "\"><svg onload=alert(1)>{{7*7}}{% raw %}",
        "\u{202e}\u{2028}\u{feff}\u{85}",
        "%0d%0a%00",
        "' OR 1=1; DROP TABLE grants; --",
        "../../etc/passwd",
    ] {
        // Given back as it came, escaped, in one header.
        let page = flow
            .authorize(&Flow::request().with("state", hostile))
            .await;
        assert_eq!(answer(&page, "state").as_deref(), Some(hostile));
        assert!(page.redirect().is_ascii(), "{hostile}");
        assert!(
            page.headers()
                .get("set-cookie")
                .is_none_or(|it| !it.as_bytes().starts_with(b"a=b"))
        );
        for name in [
            "nonce",
            "ui_locales",
            "display",
            "login_hint",
            "acr_values",
            "audience",
        ] {
            let page = flow.authorize(&Flow::request().with(name, hostile)).await;
            assert!(answer(&page, "code").is_some(), "{name}");
        }
        for name in [
            "scope",
            "prompt",
            "max_age",
            "claims",
            "response_mode",
            "id_token_hint",
        ] {
            let page = flow.authorize(&Flow::request().with(name, hostile)).await;
            let error = answer(&page, "error").expect(name);
            assert!(error.starts_with("invalid_"), "{name}: {error}");
        }
        for name in ["client_id", "redirect_uri"] {
            let page = flow.authorize(&Flow::request().with(name, hostile)).await;
            refused_by_page(&page, 400, name);
            page.hides("alert(1)").hides("Set-Cookie");
        }
        // On the way to a sign-in, in a page and in a form.
        let stranger = flow.world.idp.visitor();
        let request = Flow::request()
            .with("state", hostile)
            .with("login_hint", hostile);
        let page = stranger
            .browse(&format!("/oauth/authorize?{}", request.query()))
            .await;
        let page = page.expect(200);
        assert!(!page.body().contains("<svg onload"), "{hostile}");
        let request = request
            .with("response_mode", "form_post")
            .with("prompt", "none");
        let page = stranger
            .get(&format!("/oauth/authorize?{}", request.query()))
            .await;
        let state = page.expect(200).attribute("input[name=state]", "value");
        let one_kind = |text: &str| text.replace("\r\n", "\n");
        assert_eq!(state.map(|it| one_kind(&it)), Some(one_kind(hostile)));
    }
});

on_both!(an_object_hides_no_repetition, async |database: Database| {
    let (signer, file) = signer_with("first_party = true");
    let flow = Flow::with(database, vec![file]).await;
    let _ = flow.sign_in(&flow.visitor, "phr").await;
    let now = flow.world.now();
    let object = json!({ "iss": "signed", "aud": flow.issuer(), "exp": now + 60,
        "scope": "openid", "nonce": "inside" });
    let request = Flow::request().with("client_id", "signed");
    let request = request.with("request", &signer.sign(&object));
    for (name, value) in [
        ("scope", "openid"),
        ("nonce", "n-2"),
        ("request_uri", "x"),
        ("x", "y"),
    ] {
        let twice = request.clone().and(&[(name, value), (name, value)]);
        told(&flow.authorize(&twice).await, "invalid_request", name);
    }
    assert!(answer(&flow.authorize(&request).await, "code").is_some());
});
