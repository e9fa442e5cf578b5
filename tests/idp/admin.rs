//! `/admin/v1`: closed without a token.

use http::Method;
use kit::{Database, on_both};

use crate::oauth::flow::Flow;

on_both!(every_path_is_closed, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let tokens = flow.tokens(&Flow::request()).await;
    let token = tokens["access_token"].as_str().expect("an access token");
    for path in ["/admin/v1", "/admin/v1/accounts", "/admin/v1/invitations/x"] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            for bearer in [None, Some(token), Some("nonsense")] {
                let ask = flow.visitor.ask(method.clone(), path).as_program();
                let ask = bearer.into_iter().fold(ask, kit::http::Ask::bearer);
                let page = ask.send().await.expect(401);
                assert!(page.header("www-authenticate").starts_with("Bearer"));
                assert_eq!(page.header("content-type"), "application/problem+json");
                assert_eq!(page.json()["status"], 401);
            }
        }
    }
});
