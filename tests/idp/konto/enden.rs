//! What ends elsewhere when ways in change (ASVS 7.4.3, T47).

use std::time::Duration;

use kit::{Database, Visitor, on_both};
use serde_json::Value;

use crate::oauth::flow::{Flow, refused};
use crate::secured::{add_passkey, is_in, sign_in_by_passkey, with_passkey};

/// Tokens that outlive the session of `visitor`, and that session's own.
async fn offline(flow: Flow, visitor: &Visitor) -> (Flow, Value) {
    let flow = Flow {
        visitor: visitor.clone(),
        ..flow
    };
    let request = Flow::request().with("scope", "openid offline_access");
    let tokens = flow.tokens(&request).await;
    (flow, tokens)
}

fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().expect("a token")
}

on_both!(
    a_further_passkey_ends_what_others_have_open,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let (kim, mut device) = with_passkey(&flow.world).await;
        let elsewhere = flow.world.idp.visitor();
        sign_in_by_passkey(&flow.world, &elsewhere, &mut device).await;
        let (flow, lost) = offline(flow, &elsewhere).await;
        let (flow, kept) = offline(flow, &kim).await;
        flow.world.advance(Duration::from_secs(20));

        let _ = add_passkey(&flow.world, &kim, "/konto/passkeys/neu").await;
        assert!(is_in(&kim).await);
        assert!(!is_in(&elsewhere).await);
        let refresh = |tokens: &Value| Flow::refreshing(text(tokens, "refresh_token"));
        refused(&flow.token(&refresh(&lost)).await, "invalid_grant");
        let access = text(&lost, "access_token");
        let _ = flow.userinfo(access).await.expect(401);
        let _ = flow.token(&refresh(&kept)).await.expect(200);
    }
);
