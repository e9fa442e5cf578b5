//! Tokens that are cut, changed or made up, wherever one may be shown (T22, T24, T26).

use http::Method;
use kit::{Database, on_both};
use shared::claims::Role;

use super::{FORM, rows};
use crate::admin::desk::{Desk, access, problem};
use crate::oauth::flow::{Fields, Flow, SECRET, answer, refused};

/// What is nearly `token`, and what is nothing.
fn spoilt(token: &str) -> Vec<String> {
    let mut all: Vec<String> = [0, 1, 2, token.len() / 2, token.len() - 1]
        .into_iter()
        .map(|length| token[..length].to_owned())
        .collect();
    let dots = token.match_indices('.').map(|(at, _)| at);
    for at in dots.chain([0, token.len() - 1]) {
        let mut bytes = token.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        all.push(String::from_utf8(bytes).expect("ASCII"));
        all.push(token[..at].to_owned());
        all.push(token[at..].to_owned());
    }
    all.extend([
        format!("{token}A"),
        format!("{token}="),
        format!("{token}."),
        format!("A{token}"),
        token.to_uppercase(),
        token.replace('.', ".."),
        "..".to_owned(),
        "a.b.c".to_owned(),
        "e30.e30.e30".to_owned(),
        "eyJhbGciOiJub25lIn0.e30.".to_owned(),
        "../../etc/passwd".to_owned(),
        "'; DROP TABLE access_tokens; --".to_owned(),
        "A".repeat(12_000),
    ]);
    all.retain(|it| it != token && !it.is_empty());
    all.sort();
    all.dedup();
    all
}

on_both!(no_spoilt_token_is_one, async |database: Database| {
    let desk = Desk::open(database).await;
    let flow = &desk.flow;
    let lead = desk.colleague(&[Role::Lead]).await;
    let office = access(&desk.tokens(&lead.visitor, "openid idp.accounts", &[]).await);
    let request = Flow::request().with("client_id", "post");
    let path = format!("/oauth/authorize?{}", request.query());
    let code = answer(&lead.visitor.get(&path).await, "code").expect("a code");
    let by_post = |fields: Fields| {
        let fields = fields.with("client_id", "post");
        fields.with("client_secret", SECRET)
    };
    let redemption = by_post(Flow::redemption(&code));
    let before = rows(&flow.world).await;
    for code in spoilt(&code) {
        refused(
            &flow.token(&redemption.clone().with("code", &code)).await,
            "invalid_grant",
        );
    }
    assert_eq!(rows(&flow.world).await, before);
    let tokens = flow.token(&redemption).await.expect(200).json();
    let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
    let (own, refresh, id) = (
        text("access_token"),
        text("refresh_token"),
        text("id_token"),
    );
    let before = rows(&flow.world).await;
    let ask = |path: &str, token: &str| {
        let fields = by_post(Fields::new(&[("token", token)]));
        let ask = flow.visitor.ask(Method::POST, path).as_program();
        ask.body(FORM, fields.query()).send()
    };
    for good in [&own, &refresh, &id, &office] {
        let strangers = spoilt(good);
        // An ID token is signed by us and is still no access token.
        let own_id = (good == &id).then(|| id.clone());
        for token in strangers.into_iter().chain(own_id) {
            let told = ask("/oauth/introspect", &token).await.expect(200);
            assert_eq!(
                told.json(),
                serde_json::json!({ "active": false }),
                "{token}"
            );
            let _ = ask("/oauth/revoke", &token).await.expect(200);
            let fields = by_post(Flow::refreshing(&token));
            refused(&flow.token(&fields).await, "invalid_grant");
            let page = flow.userinfo(&token).await.expect(401);
            assert!(
                page.header("www-authenticate")
                    .contains("\"invalid_token\""),
                "{token}"
            );
            problem(
                &desk.get("/admin/v1/accounts?staff=true", &token).await,
                401,
                "invalid_token",
            );
        }
    }
    assert_eq!(rows(&flow.world).await, before);
    // All of them are still good.
    let _ = flow.userinfo(&own).await.expect(200);
    let _ = desk
        .get("/admin/v1/accounts?staff=true", &office)
        .await
        .expect(200);
    let _ = flow
        .token(&by_post(Flow::refreshing(&refresh)))
        .await
        .expect(200);
});

on_both!(a_token_is_shown_once, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let tokens = flow.tokens(&Flow::request()).await;
    let token = tokens["access_token"].as_str().expect("a token");
    let bearer = format!("Bearer {token}");
    for method in [Method::GET, Method::POST] {
        let ask = || {
            flow.visitor
                .ask(method.clone(), "/oauth/userinfo")
                .as_program()
        };
        for second in [bearer.as_str(), "Basic eDp4", "Bearer x"] {
            let ask = ask().another("authorization", &bearer);
            let page = ask
                .another("authorization", second)
                .send()
                .await
                .expect(400);
            let challenge = page.header("www-authenticate");
            assert!(challenge.contains("\"invalid_request\""), "{challenge}");
        }
        for odd in ["Bearer", "Bearer ", "Token x", "Bearerx"] {
            let page = ask().another("authorization", odd).send().await.expect(401);
            assert_eq!(
                page.header("www-authenticate"),
                "Bearer realm=\"idp\"",
                "{odd}"
            );
        }
        let page = ask().another("authorization", &bearer).send().await;
        let _ = page.expect(200);
    }
    let path = format!("/oauth/userinfo?access_token={token}");
    let _ = flow
        .visitor
        .ask(Method::GET, &path)
        .as_program()
        .send()
        .await
        .expect(401);
    let post = |body: String| {
        let ask = flow
            .visitor
            .ask(Method::POST, "/oauth/userinfo")
            .as_program();
        ask.body(FORM, body)
    };
    let _ = post(format!("access_token={token}"))
        .send()
        .await
        .expect(200);
    for page in [
        post(format!("access_token={token}&access_token={token}"))
            .send()
            .await,
        post(format!("access_token={token}"))
            .another("authorization", &bearer)
            .send()
            .await,
    ] {
        assert!(
            page.expect(400)
                .header("www-authenticate")
                .contains("\"invalid_request\"")
        );
    }
});
