//! `/oauth/revoke` (RFC 7009; T13).

use http::Method;
use kit::{Database, Page, on_both};

use crate::oauth::flow::{Flow, refused};

async fn revoke(flow: &Flow, client: &str, token: &str) -> Page {
    let ask = flow
        .world
        .idp
        .visitor()
        .ask(Method::POST, "/oauth/revoke")
        .as_program();
    let hint = ("token_type_hint", "something");
    ask.form(&[("client_id", client), ("token", token), hint])
        .send()
        .await
}

on_both!(
    what_is_given_back_is_worthless,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.allowed("foreign", &Flow::request()).await;
        let token = |name: &str| tokens[name].as_str().expect("a token").to_owned();
        let refreshing = Flow::refreshing(&token("refresh_token")).with("client_id", "foreign");
        // Another client's attempt is answered and does nothing.
        for name in ["access_token", "refresh_token"] {
            let _ = revoke(&flow, "app", &token(name)).await.expect(200);
        }
        let _ = flow.userinfo(&token("access_token")).await.expect(200);
        // An access token goes alone.
        let page = revoke(&flow, "foreign", &token("access_token"))
            .await
            .expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        let _ = flow.userinfo(&token("access_token")).await.expect(401);
        let fresh = flow.token(&refreshing).await.expect(200).json();
        let fresh = |name: &str| fresh[name].as_str().expect("a token").to_owned();
        // A refresh token takes the grant along.
        let _ = revoke(&flow, "foreign", &fresh("refresh_token"))
            .await
            .expect(200);
        let _ = flow.userinfo(&fresh("access_token")).await.expect(401);
        let again = Flow::refreshing(&fresh("refresh_token")).with("client_id", "foreign");
        refused(&flow.token(&again).await, "invalid_grant");
        let _ = revoke(&flow, "foreign", "nonsense").await.expect(200);
        let _ = revoke(&flow, "nobody", &fresh("refresh_token"))
            .await
            .expect(401);
        let ask = flow
            .world
            .idp
            .visitor()
            .ask(Method::POST, "/oauth/revoke")
            .as_program();
        refused(
            &ask.form(&[("client_id", "app")]).send().await,
            "invalid_request",
        );
    }
);
