//! What may be asked (RFC 6749 §4.1.1; R3, R5, R7, T04, T07, T14, T15).

use http::Method;
use kit::{Database, on_both};

use crate::oauth::flow::{Fields, Flow, answer};

on_both!(every_answer_names_the_issuer, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let good = flow.authorize(&Flow::request()).await.expect(303);
    let bad = flow
        .authorize(&Flow::request().with("response_type", "token"))
        .await
        .expect(303);
    for page in [&good, &bad] {
        assert_eq!(answer(page, "iss"), Some(flow.issuer()));
        assert_eq!(answer(page, "state").as_deref(), Some("s t&a=te"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    assert_eq!(answer(&good, "code").map(|code| code.len()), Some(43));
    assert_eq!(answer(&good, "error"), None);
});

on_both!(faults_are_told_to_the_client, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let ask = Flow::request;
    let plain = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let cases: Vec<(Fields, &str)> = vec![
        (ask().without("response_type"), "invalid_request"),
        (
            ask().with("response_type", "token"),
            "unsupported_response_type",
        ),
        (
            ask().with("response_type", "id_token"),
            "unsupported_response_type",
        ),
        (
            ask().with("response_type", "code id_token"),
            "unsupported_response_type",
        ),
        (ask().with("response_mode", "fragment"), "invalid_request"),
        (ask().without("code_challenge"), "invalid_request"),
        (
            ask()
                .with("code_challenge_method", "plain")
                .with("code_challenge", plain),
            "invalid_request",
        ),
        (ask().without("code_challenge_method"), "invalid_request"),
        (ask().with("code_challenge", "short"), "invalid_request"),
        (
            ask().with("code_challenge", &"a".repeat(44)),
            "invalid_request",
        ),
        (ask().without("scope"), "invalid_scope"),
        (ask().with("scope", "idp.accounts nothing"), "invalid_scope"),
        (ask().with("prompt", "none login"), "invalid_request"),
        (ask().with("prompt", "create"), "invalid_request"),
        (ask().with("max_age", "-1"), "invalid_request"),
        (ask().with("max_age", "soon"), "invalid_request"),
        (
            ask().with("max_age", "99999999999999999999"),
            "invalid_request",
        ),
        (
            ask().with("resource", "https://elsewhere.test"),
            "invalid_target",
        ),
        (ask().with("request", "e30.e30."), "request_not_supported"),
        (
            ask().with("request_uri", "https://app.test/r"),
            "request_uri_not_supported",
        ),
        (
            ask().with("registration", "{}"),
            "registration_not_supported",
        ),
        (
            ask().with("id_token_hint", "e30.e30.e30"),
            "invalid_request",
        ),
        (ask().with("nonce", &"n".repeat(2000)), "invalid_request"),
        (ask().and(&[("scope", "openid")]), "invalid_request"),
        (ask().and(&[("nonce", "n-1")]), "invalid_request"),
        (ask().and(&[("response_type", "code")]), "invalid_request"),
    ];
    for (request, error) in cases {
        let page = flow.authorize(&request).await;
        assert_eq!(page.status(), 303, "{request:?}");
        assert_eq!(
            answer(&page, "error").as_deref(),
            Some(error),
            "{request:?}"
        );
        assert_eq!(answer(&page, "code"), None);
    }
    let twice = flow.authorize(&ask().and(&[("state", "x")])).await;
    assert_eq!(answer(&twice, "error").as_deref(), Some("invalid_request"));
    assert_eq!(
        answer(&twice, "state"),
        None,
        "neither the first nor the last state"
    );
});

on_both!(
    scopes_beyond_the_registered_ones_are_left_out,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = Flow::request().with("scope", "openid email idp.accounts admin");
        let tokens = flow.tokens(&request).await;
        assert_eq!(tokens["scope"], "email openid");
    }
);

on_both!(
    an_application_of_others_is_not_let_in_without_consent,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let page = flow
            .authorize(
                &Flow::request()
                    .with("client_id", "foreign")
                    .with("prompt", "none"),
            )
            .await;
        assert_eq!(answer(&page, "error").as_deref(), Some("consent_required"));
    }
);

on_both!(a_form_asks_the_same, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let fields = [("client_id", "app"), ("state", "x")];
    let ask = flow
        .visitor
        .ask(Method::POST, "/oauth/authorize?client_id=app");
    let page = ask
        .header("origin", "https://app.test")
        .form(&fields)
        .send()
        .await
        .expect(303);
    assert!(
        page.header("location")
            .starts_with("/oauth/authorize?client_id=app&client_id=app")
    );
    let page = page.follow().await.expect(400);
    assert_eq!(page.header("location"), "");
});

on_both!(a_huge_request_is_refused, async |database: Database| {
    let flow = Flow::start(database).await;
    let request = Flow::request().with("state", &"s".repeat(20_000));
    let page = flow.authorize(&request).await;
    assert!((400..500).contains(&page.status()), "{}", page.status());
    assert_eq!(page.header("location"), "");
});
