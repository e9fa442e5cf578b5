//! `/sitzung/verlaengern`, and how long a session lives.

use std::time::Duration;

use http::Method;
use kit::{Page, Visitor};
use serde_json::json;

use crate::stage::Stage;

const MINUTE: Duration = Duration::from_mins(1);

async fn extend(visitor: &Visitor) -> Page {
    let page = visitor.get("/impressum").await.expect(200);
    let csrf = page
        .attribute("meta[name=csrf-token]", "content")
        .expect("a token");
    let ask = visitor.ask(Method::POST, "/sitzung/verlaengern");
    ask.json(&json!({}))
        .header("x-csrf-token", &csrf)
        .send()
        .await
}

kit::on_both!(
    a_session_ends_when_idle_and_can_be_extended,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        renew(&stage);
        stage.world.advance(MINUTE * 24);
        let page = extend(&visitor).await.expect(200);
        assert_eq!(page.json()["seconds_left"], 25 * 60);
        stage.world.advance(MINUTE * 24);
        assert!(stage.is_signed_in(&visitor).await);
        stage.world.advance(MINUTE * 25);
        assert!(!stage.is_signed_in(&visitor).await);
        let _ = extend(&visitor).await.expect(401);
    }
);

kit::on_both!(
    a_session_ends_in_any_case_after_twelve_hours,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        renew(&stage);
        for _ in 0..(12 * 60 / 24 - 1) {
            stage.world.advance(MINUTE * 24);
            assert!(stage.is_signed_in(&visitor).await);
        }
        stage.world.advance(MINUTE * 24);
        assert!(!stage.is_signed_in(&visitor).await);
    }
);

kit::on_both!(only_our_own_pages_extend, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.signed_in().await;
    let ask = visitor
        .ask(Method::POST, "/sitzung/verlaengern")
        .json(&json!({}));
    let _ = ask.header("x-csrf-token", "wrong").send().await.expect(400);
    let _ = visitor.get("/sitzung/verlaengern").await.expect(405);
});

/// The provider gives fresh tokens whenever it is asked.
fn renew(stage: &Stage) {
    stage.provider.answer(
        200,
        json!({
            "access_token": "access-2", "token_type": "Bearer", "expires_in": 300,
            "refresh_token": "refresh-2",
        }),
    );
}

kit::on_both!(
    tokens_are_renewed_while_someone_is_there,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        renew(&stage);
        stage.world.advance(MINUTE * 3);
        assert!(stage.is_signed_in(&visitor).await);
        assert_eq!(stage.provider.asked().len(), 1, "not before it is needed");
        stage.world.advance(MINUTE + Duration::from_secs(1));
        assert!(stage.is_signed_in(&visitor).await);
        let asked = stage.provider.asked();
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[1]["grant_type"], "refresh_token");
        assert_eq!(asked[1]["refresh_token"], "refresh-1");
        assert_eq!(asked[1]["resource"], stage.world.portal.base());
        assert!(stage.is_signed_in(&visitor).await);
        assert_eq!(stage.provider.asked().len(), 2);
        stage.world.advance(MINUTE * 5);
        assert!(stage.is_signed_in(&visitor).await);
        assert_eq!(
            stage.provider.asked()[2]["refresh_token"],
            "refresh-2",
            "rotated"
        );
    }
);

kit::on_both!(many_requests_at_once_renew_once, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.signed_in().await;
    renew(&stage);
    stage.world.advance(MINUTE * 5);
    let pages = (0..8).map(|_| stage.is_signed_in(&visitor));
    let all = futures::future::join_all(pages).await;
    assert!(all.into_iter().all(|signed_in| signed_in));
    assert_eq!(stage.provider.asked().len(), 2);
});

kit::on_both!(
    a_login_that_the_provider_ended_ends_here,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        stage
            .provider
            .answer(400, json!({ "error": "invalid_grant" }));
        stage.world.advance(MINUTE * 5);
        assert!(!stage.is_signed_in(&visitor).await);
    }
);

kit::on_both!(
    a_session_lives_on_while_the_provider_is_away,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        stage.provider.be_away(true);
        stage.world.advance(MINUTE * 6);
        assert!(stage.is_signed_in(&visitor).await);
        stage.provider.be_away(false);
        stage
            .provider
            .answer(500, json!({ "error": "server_error" }));
        stage.world.advance(MINUTE);
        assert!(stage.is_signed_in(&visitor).await);
        renew(&stage);
        stage.world.advance(MINUTE);
        assert!(stage.is_signed_in(&visitor).await);
        assert_eq!(
            stage.provider.asked().last().expect("asked")["refresh_token"],
            "refresh-1"
        );
    }
);

kit::on_both!(a_refresh_brings_the_new_address, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.signed_in().await;
    let told = async |email: &str, verified: bool| {
        stage.world.advance(MINUTE * 5);
        let mut claims = stage.claims("");
        claims.as_object_mut().expect("claims").remove("nonce");
        claims["email"] = email.into();
        claims["email_verified"] = verified.into();
        let id_token = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&id_token));
        assert!(stage.is_signed_in(&visitor).await);
    };
    let known = async |email: &str| {
        let select = format!("SELECT COUNT(*) FROM residents WHERE email = '{email}'");
        crate::desk::count(&stage.world, &select).await
    };
    told("kim@example.org", true).await;
    assert_eq!(known("kim@example.org").await, 1);
    told("kim.neu@example.org", true).await;
    assert_eq!(known("kim.neu@example.org").await, 1);
    // One that the provider has not verified is none.
    told("chef@example.org", false).await;
    assert_eq!(known("kim.neu@example.org").await, 1);
});
