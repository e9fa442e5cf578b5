//! Initial access tokens (RFC 7591 §3): what they allow, how often, until when.

use std::time::Duration;

use futures::future::join_all;
use kit::{Database, on_both};
use serde_json::{Value, json};

use super::files::{shell, told};
use super::{ask, metadata, mode, text};
use crate::oauth::flow::{Flow, answer};

async fn invite(flow: &Flow, args: &[&str]) -> Value {
    let line = told(flow, &[&["invite", "--json"], args].concat()).await;
    serde_json::from_str(&line).expect("JSON")
}

on_both!(
    an_invitation_carries_rights_and_nobody_raises_them,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, &mode("token")).await;
        let args = [
            "--policy",
            "legacy",
            "--scope",
            "openid",
            "--scope",
            "portal.profile",
            "--days",
            "1",
        ];
        let invitation = invite(&flow, &args).await;
        let token = text(&invitation, "token");
        let list = told(&flow, &["invitations"]).await;
        assert!(
            list.contains("\tlegacy\t0 of 1\tuntil 2026-11-24T09:00:00Z\topenid portal.profile\n"),
            "{list}"
        );
        assert!(!list.contains(token));
        let body = metadata(&json!({
            "scope": "openid email portal.profile idp.accounts",
            "grant_types": ["authorization_code", "client_credentials"],
        }));
        let client = ask(&flow, Some(token), &body).await.expect(201).json();
        assert_eq!(client["scope"], "openid portal.profile");
        assert!(!client.to_string().contains("legacy"));
        let request = Flow::request()
            .without("code_challenge")
            .with("prompt", "none");
        let request = request
            .without("code_challenge_method")
            .with("scope", "openid");
        let page = flow
            .authorize(&request.with("client_id", text(&client, "client_id")))
            .await;
        assert_eq!(answer(&page, "error").as_deref(), Some("consent_required"));
        // It was good for one.
        assert_eq!(ask(&flow, Some(token), &body).await.status(), 401);
        assert_eq!(told(&flow, &["invitations"]).await, "");
        for args in [
            ["invite", "--scope", "idp.accounts"],
            ["invite", "--scope", "everything"],
            ["invite", "--clients", "0"],
            ["invite", "--policy", "fapi"],
        ] {
            assert!(shell(&flow, &args).await.is_err(), "{args:?}");
        }
    }
);

on_both!(an_invitation_ends, async |database: Database| {
    let (flow, _) = Flow::signed_in_with(database, &mode("token")).await;
    let body = metadata(&json!({}));
    let taken = invite(&flow, &["--clients", "5"]).await;
    let _ = ask(&flow, Some(text(&taken, "token")), &body)
        .await
        .expect(201);
    let id = text(&taken, "id");
    assert_eq!(told(&flow, &["uninvite", id]).await, "");
    assert!(shell(&flow, &["uninvite", id]).await.is_err());
    assert_eq!(
        ask(&flow, Some(text(&taken, "token")), &body)
            .await
            .status(),
        401
    );
    let old = invite(&flow, &["--clients", "5", "--days", "1"]).await;
    flow.world.advance(Duration::from_hours(24));
    assert_eq!(
        ask(&flow, Some(text(&old, "token")), &body).await.status(),
        401
    );
    // What is refused is not counted.
    let fresh = invite(&flow, &[]).await;
    let wrong = metadata(&json!({ "redirect_uris": [] }));
    assert_eq!(
        ask(&flow, Some(text(&fresh, "token")), &wrong)
            .await
            .status(),
        400
    );
    let _ = ask(&flow, Some(text(&fresh, "token")), &body)
        .await
        .expect(201);
});

on_both!(fifty_at_once_are_five, async |database: Database| {
    let (flow, _) = Flow::signed_in_with(database, &mode("token")).await;
    let invitation = invite(&flow, &["--clients", "5"]).await;
    let token = text(&invitation, "token");
    let body = metadata(&json!({}));
    let answers = join_all((0..50).map(|_| ask(&flow, Some(token), &body))).await;
    let made = answers.iter().filter(|page| page.status() == 201).count();
    let refused = answers.iter().filter(|page| page.status() == 401).count();
    assert_eq!((made, refused), (5, 45));
    let listed = told(&flow, &["list"]).await;
    assert_eq!(listed.matches("\nreg-").count(), 5, "{listed}");
});
