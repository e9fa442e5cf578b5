//! Single use under load (T09, T10, T16): many at once, and exactly one gets it. On PostgreSQL the
//! requests go by turns to two processes with pools of their own, on SQLite to the one.

use std::collections::BTreeSet;

use futures::future::join_all;
use http::Method;
use kit::audit::Log;
use kit::world::Program;
use kit::{Database, Page, Visitor, on_both};
use serde_json::{Value, json};

use super::client::{TYPE, signer_with};
use crate::oauth::flow::{API, Fields, Flow, SECRET, refused};

const FORM: &str = "application/x-www-form-urlencoded";

/// A provider with as many processes as its database bears.
struct Crowd {
    flow: Flow,
    doors: Vec<Visitor>,
    beside: Option<Program>,
}

impl Crowd {
    async fn before(flow: Flow, database: Database) -> Self {
        let mut doors = vec![flow.world.idp.visitor()];
        let beside = match database {
            Database::Postgres => Some(flow.world.idp_beside().await),
            Database::Sqlite => None,
        };
        doors.extend(beside.iter().map(Program::visitor));
        Self {
            flow,
            doors,
            beside,
        }
    }

    /// Sends the same form `times` at once, by turns to each process and each of `paths`.
    async fn push(&self, times: usize, paths: &[&str], fields: &Fields) -> Vec<Page> {
        let asks = (0..times).map(|nth| {
            let door = &self.doors[nth % self.doors.len()];
            let path = paths[nth / self.doors.len() % paths.len()];
            let ask = door.ask(Method::POST, path).as_program();
            ask.body(FORM, fields.query()).send()
        });
        join_all(asks).await
    }

    async fn count(&self, select: &str) -> i64 {
        Log::Idp.count(&self.flow.world, select).await
    }

    async fn events(&self, event: &str) -> i64 {
        let select = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{event}'");
        self.count(&select).await
    }

    async fn rows(&self, table: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) FROM {table}")).await
    }

    /// What `post`, which holds it, is told about a token.
    async fn is_active(&self, token: &str) -> bool {
        let fields = Fields::new(&[("token", token), ("client_id", "post")]);
        let fields = fields.with("client_secret", SECRET);
        let told = self
            .push(1, &["/oauth/introspect"], &fields)
            .await
            .remove(0);
        told.expect(200).json()["active"] == true
    }

    async fn leave(self) {
        if let Some(beside) = self.beside {
            beside.stop().await;
        }
    }
}

/// The tokens of those who got some; everybody else is told `error`.
fn winners(pages: &[Page], error: &str) -> Vec<Value> {
    let (got, others): (Vec<_>, Vec<_>) = pages.iter().partition(|page| page.status() == 200);
    for page in others {
        refused(page, error);
    }
    got.into_iter().map(Page::json).collect()
}

fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().expect(name)
}

/// As the client `post`, which may introspect what it holds.
fn by_post(fields: Fields) -> Fields {
    let fields = fields.with("client_id", "post");
    fields.with("client_secret", SECRET)
}

on_both!(
    of_a_hundred_redemptions_one_counts_and_its_grant_ends,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let crowd = Crowd::before(flow, database).await;
        let request = Flow::request().with("client_id", "post");
        let code = crowd.flow.code(&request).await;
        let redemption = by_post(Flow::redemption(&code));
        let pages = crowd.push(100, &["/oauth/token"], &redemption).await;
        let got = winners(&pages, "invalid_grant");
        assert_eq!(got.len(), 1);
        // The replays revoked the grant and all it produced.
        let tokens = &got[0];
        let access = text(tokens, "access_token");
        let _ = crowd.flow.userinfo(access).await.expect(401);
        assert!(!crowd.is_active(access).await);
        assert!(!crowd.is_active(text(tokens, "refresh_token")).await);
        let alive = "SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL";
        assert_eq!(crowd.count(alive).await, 0);
        assert_eq!(crowd.events("oauth.code_replayed").await, 99);
        // Nothing comes of it any more, by whatever door.
        let refresh = by_post(Flow::refreshing(text(tokens, "refresh_token")));
        for fields in [&refresh, &redemption] {
            let pages = crowd.push(4, &["/oauth/token"], fields).await;
            assert!(winners(&pages, "invalid_grant").is_empty());
        }
        assert_eq!(crowd.rows("access_tokens").await, 1);
        assert_eq!(crowd.rows("refresh_tokens").await, 1);
        // A grant beside it is not touched.
        let code = crowd.flow.code(&request).await;
        let fields = by_post(Flow::redemption(&code));
        let pages = crowd.push(1, &["/oauth/token"], &fields).await;
        let access = text(&pages[0].json(), "access_token").to_owned();
        assert!(crowd.is_active(&access).await);
        crowd.leave().await;
    }
);

on_both!(
    within_the_grace_all_get_the_same_successor,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let crowd = Crowd::before(flow, database).await;
        let tokens = crowd.flow.tokens(&Flow::request()).await;
        let refresh = Flow::refreshing(text(&tokens, "refresh_token"));
        let pages = crowd.push(50, &["/oauth/token"], &refresh).await;
        let got = winners(&pages, "nobody is refused");
        assert_eq!(got.len(), 50);
        let successors: BTreeSet<_> = got.iter().map(|it| text(it, "refresh_token")).collect();
        assert_eq!(successors.len(), 1);
        assert_eq!(crowd.rows("refresh_tokens").await, 2, "one successor");
        assert_eq!(crowd.rows("access_tokens").await, 51);
        let alarms = "oauth.refresh_token_replayed";
        assert_eq!(crowd.events(alarms).await, 0);
        for tokens in [&got[0], &got[49]] {
            let access = text(tokens, "access_token");
            let _ = crowd.flow.userinfo(access).await.expect(200);
        }
        // Once the successor is used, its predecessor is reuse.
        let next = Flow::refreshing(text(&got[0], "refresh_token"));
        let pages = crowd.push(1, &["/oauth/token"], &next).await;
        let last = winners(&pages, "").remove(0);
        let pages = crowd.push(50, &["/oauth/token"], &refresh).await;
        assert!(winners(&pages, "invalid_grant").is_empty());
        assert_eq!(crowd.events(alarms).await, 50);
        let access = text(&last, "access_token");
        let _ = crowd.flow.userinfo(access).await.expect(401);
        let fields = Flow::refreshing(text(&last, "refresh_token"));
        refused(&crowd.flow.token(&fields).await, "invalid_grant");
        crowd.leave().await;
    }
);

on_both!(
    without_grace_a_refresh_token_is_exchanged_by_one,
    async |database: Database| {
        let settings = "oauth.refresh_grace_seconds = 0\n";
        let (flow, _) = Flow::signed_in_with(database, settings).await;
        let crowd = Crowd::before(flow, database).await;
        let tokens = crowd.flow.tokens(&Flow::request()).await;
        let refresh = Flow::refreshing(text(&tokens, "refresh_token"));
        let pages = crowd.push(50, &["/oauth/token"], &refresh).await;
        let got = winners(&pages, "invalid_grant");
        assert_eq!(got.len(), 1);
        // Who waited for the others found the access ended already.
        let alarms = crowd.events("oauth.refresh_token_replayed").await;
        assert!((1..=49).contains(&alarms), "{alarms}");
        // The family is dead, with all that it produced.
        for access in [&tokens, &got[0]].map(|it| text(it, "access_token")) {
            let _ = crowd.flow.userinfo(access).await.expect(401);
        }
        let next = Flow::refreshing(text(&got[0], "refresh_token"));
        let pages = crowd.push(4, &["/oauth/token"], &next).await;
        assert!(winners(&pages, "invalid_grant").is_empty());
        assert_eq!(crowd.rows("refresh_tokens").await, 2);
        assert_eq!(crowd.rows("access_tokens").await, 2);
        crowd.leave().await;
    }
);

on_both!(
    of_fifty_uses_of_an_assertion_one_counts,
    async |database: Database| {
        let grants = "grant_types = [\"client_credentials\"]\nfirst_party = true";
        let (signer, file) = signer_with(grants);
        let flow = Flow::with(database, vec![file]).await;
        let crowd = Crowd::before(flow, database).await;
        let everywhere = ["/oauth/token", "/oauth/introspect", "/oauth/revoke"];
        for (jti, paths) in [("one", &everywhere[..1]), ("two", &everywhere[..])] {
            let before = crowd.rows("client_assertions").await;
            let assertion = signer.assertion(&crowd.flow, jti, &json!({}));
            let fields = Fields::new(&[
                ("grant_type", "client_credentials"),
                ("scope", "portal.profile"),
                ("resource", API),
                ("token", "x"),
                ("client_assertion_type", TYPE),
                ("client_assertion", &assertion),
            ]);
            let pages = crowd.push(50, paths, &fields).await;
            let got = pages.iter().filter(|page| page.status() == 200).count();
            assert_eq!(got, 1, "{jti}");
            for page in pages.iter().filter(|page| page.status() != 200) {
                refused(page, "invalid_client");
            }
            assert_eq!(crowd.rows("client_assertions").await, before + 1);
        }
        assert!((1..=2).contains(&crowd.rows("access_tokens").await));
        crowd.leave().await;
    }
);
