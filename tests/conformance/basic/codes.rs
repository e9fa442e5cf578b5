//! What codes and refresh tokens are good for, and for whom.

use std::time::Duration;

use kit::Database;

use crate::rp::{Client, Mode, Op, Party, refused};

/// A code that is used twice, the second time after a while.
async fn reuse(mode: Mode, after: Duration) {
    // Single use is the database's to keep, so each of both.
    for database in [Database::Sqlite, Database::Postgres] {
        if !database.available() {
            continue;
        }
        let client = Client::basic("basic");
        let op = Op::on(database, &[&client]).await;
        let party = Party::new(&op, &client, mode);
        let request = party.request().with("scope", "openid offline_access");
        let answered = party.ask(&request.with("prompt", "consent")).await;
        let body = party.redeem(answered.code()).await.expect(200).json();
        let token = |name: &str| body[name].as_str().expect("a token").to_owned();
        let _ = party.userinfo(&token("access_token")).await.expect(200);
        op.world.advance(after);
        refused(&party.redeem(answered.code()).await, 400, "invalid_grant");
        // Whoever was first may have been the thief.
        let _ = party.userinfo(&token("access_token")).await.expect(401);
        let page = party.refresh(&token("refresh_token")).await;
        refused(&page, 400, "invalid_grant");
    }
}

pub(crate) async fn oidcc_codereuse(mode: Mode) {
    reuse(mode, Duration::ZERO).await;
}

pub(crate) async fn oidcc_codereuse_30seconds(mode: Mode) {
    reuse(mode, Duration::from_secs(30)).await;
}

/// Two clients: each can use its own refresh tokens and no others.
pub(crate) async fn oidcc_refresh_token(mode: Mode) {
    let [one, two] = ["basic", "other"].map(Client::basic);
    let op = Op::with(&[&one, &two]).await;
    let one = Party::new(&op, &one, mode);
    let two = one.with(&two);
    refresh_tokens(&one, &two).await;
}

/// The same for any two clients.
pub(crate) async fn refresh_tokens(one: &Party<'_>, two: &Party<'_>) {
    assert!(one.op.supports("grant_types_supported", "refresh_token"));
    let _ = refreshed(one).await;
    let foreign = refreshed(two).await;
    refused(&one.refresh(&foreign).await, 400, "invalid_grant");
    // A stranger without any proof of itself.
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", foreign.as_str()),
        ("client_id", two.client.id.as_str()),
    ];
    let ask = one
        .op
        .program()
        .ask(http::Method::POST, one.op.at("token_endpoint"));
    let page = ask.as_program().form(&fields).send().await;
    assert!([400, 401].contains(&page.status()), "{}", page.body());
}

/// Uses a refresh token once; gives the next one.
async fn refreshed(party: &Party<'_>) -> String {
    let request = party.request().with("scope", "openid offline_access");
    let (answered, first) = party.sign_in(&request.with("prompt", "consent")).await;
    assert_eq!(answered.walk.consents.len(), 1, "asked what it may");
    party.op.world.advance(Duration::from_secs(2));
    let token = first.refresh.expect("a refresh token");
    let page = party.refresh(&token).await;
    // Not of this request, so it is not said again (OpenID Connect Core §12.2).
    let second = party.tokens(page, None).await;
    for same in ["iss", "sub", "aud", "auth_time"] {
        assert_eq!(first.id.claims[same], second.id.claims[same]);
    }
    assert!(second.id.time_of("iat") > first.id.time_of("iat"));
    assert_ne!(second.access, first.access);
    let _ = party.claims(&second).await;
    second.refresh.expect("the next one")
}
