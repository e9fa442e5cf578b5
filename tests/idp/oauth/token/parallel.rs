//! Single use under load (T09, T10, T16): fifty at once, and exactly one gets it.

use std::collections::BTreeSet;

use futures::future::join_all;
use kit::{Database, on_both};

use crate::oauth::flow::{Fields, Flow};

/// Sends `fields` fifty times at once; gives the bodies of those that got tokens.
async fn fifty(flow: &Flow, fields: &Fields) -> Vec<serde_json::Value> {
    let pages = join_all((0..50).map(|_| flow.token(fields))).await;
    for page in &pages {
        let refused = page.status() == 400 && page.json()["error"] == "invalid_grant";
        assert!(
            page.status() == 200 || refused,
            "{} {}",
            page.status(),
            page.body()
        );
    }
    let got = pages.iter().filter(|page| page.status() == 200);
    got.map(kit::Page::json).collect()
}

on_both!(a_code_is_redeemed_by_one, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    for _ in 0..2 {
        let code = flow.code(&Flow::request()).await;
        let got = fifty(&flow, &Flow::redemption(&code)).await;
        assert_eq!(got.len(), 1);
        let token = got[0]["access_token"].as_str().expect("an access token");
        let _ = flow.userinfo(token).await.expect(401);
    }
});

on_both!(
    within_the_grace_all_get_the_same_successor,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let refresh_token = tokens["refresh_token"].as_str().expect("a refresh token");
        let got = fifty(&flow, &Flow::refreshing(refresh_token)).await;
        assert_eq!(got.len(), 50);
        let successors: BTreeSet<_> = got.iter().map(|it| it["refresh_token"].as_str()).collect();
        assert_eq!(successors.len(), 1);
        let next = got[0]["refresh_token"].as_str().expect("a refresh token");
        let _ = flow.token(&Flow::refreshing(next)).await.expect(200);
    }
);

on_both!(
    without_grace_a_refresh_token_is_exchanged_by_one,
    async |database: Database| {
        let settings = "oauth.refresh_grace_seconds = 0\n";
        let (flow, _) = Flow::signed_in_with(database, settings).await;
        for _ in 0..2 {
            let tokens = flow.tokens(&Flow::request()).await;
            let refresh_token = tokens["refresh_token"].as_str().expect("a refresh token");
            let got = fifty(&flow, &Flow::refreshing(refresh_token)).await;
            assert_eq!(got.len(), 1);
            let next = got[0]["refresh_token"].as_str().expect("a refresh token");
            let page = flow.token(&Flow::refreshing(next)).await;
            assert_eq!(page.status(), 400, "the family is dead");
        }
    }
);
