//! One audience for each access token (RFC 8707, RFC 9700 §2.3; R9, T15).

use kit::{Database, on_both};

use crate::oauth::flow::{API, Fields, Flow, refused};

fn request() -> Fields {
    Flow::request()
        .with("scope", "openid email portal.profile")
        .with("resource", API)
}

on_both!(
    the_token_request_names_the_audience,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let fields = Flow::redemption(&flow.code(&request()).await).with("resource", API);
        let tokens = flow.token(&fields).await.expect(200).json();
        assert_eq!(tokens["scope"], "portal.profile");
        let access_token = tokens["access_token"].as_str().expect("an access token");
        let (_, claims) = flow.read(access_token).await;
        assert_eq!(claims["aud"], API);
        assert_eq!(claims["scope"], "portal.profile");
        let page = flow.userinfo(access_token).await.expect(401);
        assert!(page.header("www-authenticate").contains("invalid_token"));

        let refresh_token = tokens["refresh_token"].as_str().expect("a refresh token");
        let tokens = flow
            .token(&Flow::refreshing(refresh_token))
            .await
            .expect(200)
            .json();
        assert_eq!(tokens["scope"], "email openid");
        let (_, claims) = flow
            .read(tokens["access_token"].as_str().expect("a token"))
            .await;
        assert_eq!(claims["aud"], flow.issuer());
    }
);

on_both!(
    an_audience_that_was_not_granted_is_refused,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        for resources in [
            &["https://elsewhere.test"][..],
            &[API, API],
            &[API, "https://elsewhere.test"],
        ] {
            let more: Vec<_> = resources
                .iter()
                .map(|resource| ("resource", *resource))
                .collect();
            let fields = Flow::redemption(&flow.code(&request()).await).and(&more);
            refused(&flow.token(&fields).await, "invalid_target");
        }
        let narrow = Flow::redemption(&flow.code(&Flow::request()).await).with("resource", API);
        refused(&flow.token(&narrow).await, "invalid_target");
        let tokens = flow.tokens(&Flow::request()).await;
        let refresh_token = tokens["refresh_token"].as_str().expect("a refresh token");
        let wide = Flow::refreshing(refresh_token).with("resource", API);
        refused(&flow.token(&wide).await, "invalid_target");
        let _ = flow
            .token(&Flow::refreshing(refresh_token))
            .await
            .expect(200);
    }
);
