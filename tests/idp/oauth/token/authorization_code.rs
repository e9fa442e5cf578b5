//! From a code to tokens (RFC 6749 §4.1.3, RFC 7636; R3, R4, R7, T06, T07).

use std::time::Duration;

use kit::{Database, on_both};

use crate::oauth::flow::{CALLBACK, Flow, at_hash, refused};

on_both!(tokens_say_who_and_how, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    flow.world.advance(Duration::from_secs(30));
    let page = flow
        .token(&Flow::redemption(&flow.code(&Flow::request()).await))
        .await
        .expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let tokens = page.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 300);
    let access_token = tokens["access_token"].as_str().expect("an access token");
    let now = flow.world.now();

    let (header, id) = flow
        .read(tokens["id_token"].as_str().expect("an ID token"))
        .await;
    assert_eq!(header.typ.as_deref(), Some("JWT"));
    assert_eq!(id["iss"], flow.issuer());
    assert_eq!(id["aud"], "app");
    assert_eq!(id["sub"], person.account.as_str());
    assert_eq!(id["sid"], person.sid.as_str());
    assert_eq!(id["nonce"], "n-1");
    assert_eq!(id["acr"], "phr");
    assert_eq!(id["amr"], serde_json::json!(["hwk", "user"]));
    assert_eq!(id["auth_time"], now - 30);
    assert_eq!((&id["iat"], &id["exp"]), (&now.into(), &(now + 300).into()));
    assert_eq!(id["at_hash"], at_hash(access_token));
    assert!(id.get("roles").is_none(), "citizens have none");

    let (header, access) = flow.read(access_token).await;
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert_eq!(access["aud"], flow.issuer());
    assert_eq!(access["client_id"], "app");
    assert_eq!(access["scope"], "email openid");
    assert_eq!(access["sub"], person.account.as_str());
    assert!(access["jti"].as_str().is_some_and(|jti| jti.len() >= 22));
});

on_both!(
    only_what_fits_the_code_gets_tokens,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let ask = Flow::request;
        for (name, value, error) in [
            ("code_verifier", "", "invalid_request"),
            ("code", "", "invalid_request"),
            ("redirect_uri", "", "invalid_request"),
            ("grant_type", "", "invalid_request"),
            ("grant_type", "password", "unsupported_grant_type"),
            ("grant_type", "implicit", "unsupported_grant_type"),
            ("grant_type", "client_credentials", "unauthorized_client"),
            (
                "code_verifier",
                "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong",
                "invalid_grant",
            ),
            (
                "code_verifier",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "invalid_grant",
            ),
            ("redirect_uri", "https://app.test/cb2?a=1", "invalid_grant"),
            ("redirect_uri", "https://app.test:443/cb", "invalid_grant"),
            ("redirect_uri", "not an address", "invalid_grant"),
            ("code", "nonsense", "invalid_grant"),
            ("client_id", "other", "invalid_grant"),
            ("client_id", "nobody", "invalid_client"),
            ("client_id", "", "invalid_client"),
        ] {
            let code = flow.code(&ask()).await;
            let page = flow.token(&Flow::redemption(&code).with(name, value)).await;
            assert_eq!(page.json()["error"], error, "{name}={value}");
            refused(&page, error);
        }
        for name in [
            "code",
            "client_id",
            "grant_type",
            "redirect_uri",
            "code_verifier",
        ] {
            let code = flow.code(&ask()).await;
            let fields = Flow::redemption(&code);
            let page = flow.token(&fields.and(&[(name, CALLBACK)])).await;
            refused(&page, "invalid_request");
        }
    }
);

on_both!(a_code_is_good_for_a_minute, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let code = flow.code(&Flow::request()).await;
    flow.world.advance(Duration::from_secs(59));
    let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
    let code = flow.code(&Flow::request()).await;
    flow.world.advance(Duration::from_mins(1));
    refused(&flow.token(&Flow::redemption(&code)).await, "invalid_grant");
});

on_both!(
    a_second_use_revokes_what_the_first_gave,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let code = flow.code(&Flow::request()).await;
        let tokens = flow
            .token(&Flow::redemption(&code))
            .await
            .expect(200)
            .json();
        let access_token = tokens["access_token"].as_str().expect("an access token");
        let _ = flow.userinfo(access_token).await.expect(200);
        refused(&flow.token(&Flow::redemption(&code)).await, "invalid_grant");
        let _ = flow.userinfo(access_token).await.expect(401);
        let refresh_token = tokens["refresh_token"].as_str().expect("a refresh token");
        refused(
            &flow.token(&Flow::refreshing(refresh_token)).await,
            "invalid_grant",
        );
    }
);

on_both!(
    another_client_cannot_spoil_a_code,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let code = flow.code(&Flow::request()).await;
        let stolen = Flow::redemption(&code).with("client_id", "other");
        refused(&flow.token(&stolen).await, "invalid_grant");
        let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
    }
);

on_both!(
    a_guess_at_the_verifier_spends_the_code,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let code = flow.code(&Flow::request()).await;
        let guess = Flow::redemption(&code).with("code_verifier", &"x".repeat(50));
        refused(&flow.token(&guess).await, "invalid_grant");
        refused(&flow.token(&Flow::redemption(&code)).await, "invalid_grant");
    }
);

on_both!(a_code_dies_with_its_session, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    let code = flow.code(&Flow::request()).await;
    flow.sql(
        "UPDATE sessions SET ended_at = 1, told_at = 1 WHERE sid = $1",
        &person.sid,
    )
    .await;
    refused(&flow.token(&Flow::redemption(&code)).await, "invalid_grant");
});

on_both!(
    without_openid_there_is_no_id_token,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request().with("scope", "email")).await;
        assert!(tokens.get("id_token").is_none());
        let access_token = tokens["access_token"].as_str().expect("an access token");
        let page = flow.userinfo(access_token).await.expect(403);
        assert!(
            page.header("www-authenticate")
                .contains("insufficient_scope")
        );
    }
);
