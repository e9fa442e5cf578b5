//! Whom the answer is about (OpenID Connect Core §3.1.2.1): `prompt`, `max_age`, `acr_values`,
//! `id_token_hint`.

use std::time::Duration;

use kit::{Database, Page, on_both};

use crate::oauth::flow::{Flow, answer};

fn asks_to_sign_in(page: &Page) -> bool {
    page.status() == 303 && page.header("location").starts_with("/anmelden?vorgang=")
}

on_both!(nobody_gets_nothing, async |database: Database| {
    let flow = Flow::start(database).await;
    let page = flow.authorize(&Flow::request()).await;
    assert!(asks_to_sign_in(&page));
    let page = flow
        .authorize(&Flow::request().with("prompt", "none"))
        .await;
    assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
    let page = flow
        .authorize(&Flow::request().with("ui_locales", "xx en-GB de"))
        .await;
    assert!(
        page.header("location").ends_with("&lang=en"),
        "{}",
        page.header("location")
    );
});

on_both!(
    a_password_alone_is_no_sign_in,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let _ = flow
            .sign_in(&flow.visitor, "urn:schluesselbund:acr:password")
            .await;
        assert!(asks_to_sign_in(&flow.authorize(&Flow::request()).await));
        let page = flow
            .authorize(&Flow::request().with("prompt", "none"))
            .await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
    }
);

on_both!(
    a_sign_in_is_asked_for_again_when_wished,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let ask = Flow::request;
        for prompt in ["login", "select_account", "login consent"] {
            assert!(
                asks_to_sign_in(&flow.authorize(&ask().with("prompt", prompt)).await),
                "{prompt}"
            );
        }
        for prompt in ["none", "consent"] {
            let page = flow.authorize(&ask().with("prompt", prompt)).await;
            assert!(answer(&page, "code").is_some(), "{prompt}");
        }
        assert!(asks_to_sign_in(
            &flow.authorize(&ask().with("max_age", "0")).await
        ));
        flow.world.advance(Duration::from_secs(100));
        assert!(asks_to_sign_in(
            &flow.authorize(&ask().with("max_age", "99")).await
        ));
        let page = flow.authorize(&ask().with("max_age", "100")).await;
        assert!(answer(&page, "code").is_some());
        let page = flow
            .authorize(&ask().with("max_age", "99").with("prompt", "none"))
            .await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
    }
);

on_both!(
    a_stronger_sign_in_is_asked_for_when_wished,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let _ = flow
            .sign_in(&flow.visitor, "urn:schluesselbund:acr:mfa")
            .await;
        let ask = Flow::request;
        assert!(asks_to_sign_in(
            &flow.authorize(&ask().with("acr_values", "phr")).await
        ));
        for values in ["unknown", "phr urn:schluesselbund:acr:mfa"] {
            let page = flow.authorize(&ask().with("acr_values", values)).await;
            assert!(answer(&page, "code").is_some(), "{values}");
        }
    }
);

on_both!(
    another_person_than_expected_is_told_apart,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let hint = tokens["id_token"].as_str().expect("an ID token");
        let ask = || Flow::request().with("id_token_hint", hint);
        assert!(answer(&flow.authorize(&ask()).await, "code").is_some());
        let foreign = flow.authorize(&ask().with("client_id", "other")).await;
        assert_eq!(
            answer(&foreign, "error").as_deref(),
            Some("invalid_request")
        );
        let access_token = tokens["access_token"].as_str().expect("an access token");
        let wrong = flow
            .authorize(&ask().with("id_token_hint", access_token))
            .await;
        assert_eq!(answer(&wrong, "error").as_deref(), Some("invalid_request"));

        let _ = flow.sign_in(&flow.visitor, "phr").await;
        assert!(asks_to_sign_in(&flow.authorize(&ask()).await));
        let page = flow.authorize(&ask().with("prompt", "none")).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
    }
);
