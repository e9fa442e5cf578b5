//! `request` and `request_uri` (OpenID Connect Core §6, RFC 9101): what the client signed wins, and
//! nothing that somebody else wrote counts.

use kit::{Database, Page, on_both};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::oauth::flow::{CALLBACK, Fields, Flow, PUBLIC, answer};
use crate::oauth::token::client::{Signer, signer_with};

async fn flow(database: Database, more: &str) -> (Flow, Signer) {
    let (signer, file) = signer_with(&format!("{PUBLIC}\n{more}"));
    let flow = Flow::with(database, vec![file]).await;
    let _ = flow.sign_in(&flow.visitor, "phr").await;
    (flow, signer)
}

/// What stays outside.
fn outside() -> Fields {
    Flow::request().with("client_id", "signed")
}

fn error(page: &Page) -> Option<String> {
    answer(page, "error")
}

on_both!(what_the_client_signed_wins, async |database: Database| {
    let (flow, signer) = flow(database, "").await;
    let claims = json!({
        "iss": "signed", "aud": flow.issuer(), "client_id": "signed", "response_type": "code",
        "state": "inside", "nonce": "signed-nonce", "max_age": 3600,
        "exp": flow.world.now() + 60,
    });
    let request = outside().with("request", &signer.sign(&claims));
    let page = flow.authorize(&request).await;
    assert_eq!(answer(&page, "state").as_deref(), Some("inside"));
    let code = answer(&page, "code").expect("a code");
    let redemption = Flow::redemption(&code).with("client_id", "signed");
    let tokens = flow.token(&redemption).await.expect(200).json();
    let (_, told) = flow.read(tokens["id_token"].as_str().expect("one")).await;
    assert_eq!(told["nonce"], "signed-nonce");
    // The address too: only a registered one.
    let elsewhere = signer.sign(&json!({ "redirect_uri": "https://evil.test/cb" }));
    let page = flow.authorize(&outside().with("request", &elsewhere)).await;
    assert_eq!(page.status(), 400, "a page, no redirect");
    let inside = signer.sign(&json!({ "redirect_uri": CALLBACK }));
    let request = outside().without("redirect_uri").with("request", &inside);
    assert!(answer(&flow.authorize(&request).await, "code").is_some());
});

on_both!(
    what_is_no_request_of_the_client_is_refused,
    async |database: Database| {
        let (flow, signer) = flow(database, "").await;
        let (stranger, _) = signer_with("");
        let now = flow.world.now();
        let invalid = "invalid_request_object";
        let cases: Vec<(String, &str)> = vec![
            ("nonsense".to_owned(), invalid),
            ("eyJhbGciOiJub25lIn0.e30.".to_owned(), invalid),
            (stranger.sign(&json!({ "state": "x" })), invalid),
            (signer.sign(&json!({ "exp": now })), invalid),
            (signer.sign(&json!({ "nbf": now + 60 })), invalid),
            (
                signer.sign(&json!({ "aud": "https://other.test" })),
                invalid,
            ),
            (signer.sign(&json!({ "iss": "other" })), invalid),
            (signer.sign(&json!({ "client_id": "other" })), invalid),
            // A client assertion is no request.
            (signer.sign(&json!({ "sub": "signed" })), invalid),
            (
                signer.sign(&json!({ "request_uri": "https://app.test/r" })),
                invalid,
            ),
            (signer.sign(&json!({ "state": ["a"] })), invalid),
            (
                signer.sign(&json!({ "response_type": "token" })),
                "invalid_request",
            ),
            (signer.sign(&json!({ "scope": "nothing" })), "invalid_scope"),
            (
                signer.sign(&json!({ "claims": { "id_token": [] } })),
                "invalid_request",
            ),
        ];
        for (text, expected) in cases {
            let page = flow.authorize(&outside().with("request", &text)).await;
            assert_eq!(error(&page).as_deref(), Some(expected), "{text}");
        }
        let twice = outside().with("request", &signer.sign(&json!({})));
        let both = twice.and(&[("request_uri", "https://app.test/r")]);
        assert_eq!(
            error(&flow.authorize(&both).await).as_deref(),
            Some("invalid_request")
        );
        // Another client's request, and a client without keys.
        let other = Flow::request().with("request", &signer.sign(&json!({})));
        let page = flow.authorize(&other).await;
        assert_eq!(error(&page).as_deref(), Some("request_not_supported"));
        let unknown = outside().with("request_uri", "https://app.test/r");
        let page = flow.authorize(&unknown).await;
        assert_eq!(error(&page).as_deref(), Some("request_uri_not_supported"));
    }
);

on_both!(
    a_request_lies_at_a_registered_address,
    async |database: Database| {
        let server = MockServer::start().await;
        let (here, empty) = (
            format!("{}/r", server.uri()),
            format!("{}/none", server.uri()),
        );
        let more = format!("request_uris = [\"{here}\", \"{empty}\"]");
        let (flow, signer) = flow(database, &more).await;
        let claims: Value = json!({ "aud": flow.issuer(), "state": "from there" });
        let text = format!("{}\n", signer.sign(&claims));
        let found = ResponseTemplate::new(200).set_body_string(text);
        Mock::given(method("GET"))
            .and(path("/r"))
            .respond_with(found)
            .mount(&server)
            .await;
        let page = flow.authorize(&outside().with("request_uri", &here)).await;
        assert_eq!(answer(&page, "state").as_deref(), Some("from there"));
        assert!(answer(&page, "code").is_some());
        for (address, count) in [
            (empty.as_str(), 1),
            (&format!("{here}?x"), 0),
            ("http://127.0.0.1/", 0),
            ("file:///etc/passwd", 0),
        ] {
            let before = server.received_requests().await.map_or(0, |all| all.len());
            let page = flow
                .authorize(&outside().with("request_uri", address))
                .await;
            assert_eq!(
                error(&page).as_deref(),
                Some("invalid_request_uri"),
                "{address}"
            );
            let after = server.received_requests().await.map_or(0, |all| all.len());
            assert_eq!(after - before, count, "{address}");
        }
    }
);
