//! Rotation, families and what a refresh token depends on (RFC 6749 §6, RFC 9700 §4.14; R8, T11,
//! T14, T47).

use std::time::Duration;

use kit::{Database, on_both};
use serde_json::Value;

use crate::oauth::flow::{Flow, refused};

fn refresh_token(tokens: &Value) -> &str {
    tokens["refresh_token"].as_str().expect("a refresh token")
}

fn access_token(tokens: &Value) -> &str {
    tokens["access_token"].as_str().expect("an access token")
}

on_both!(each_is_good_once, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    let first = flow.tokens(&Flow::request()).await;
    flow.world.advance(Duration::from_mins(1));
    let second = flow
        .token(&Flow::refreshing(refresh_token(&first)))
        .await
        .expect(200)
        .json();
    assert_ne!(refresh_token(&first), refresh_token(&second));
    let (_, claims) = flow
        .read(second["id_token"].as_str().expect("an ID token"))
        .await;
    assert_eq!(claims["sub"], person.account.as_str());
    assert_eq!(claims["sid"], person.sid.as_str());
    assert_eq!(claims["auth_time"], flow.world.now() - 60, "as it was");
    assert!(claims.get("nonce").is_none());
    let _ = flow.userinfo(access_token(&second)).await.expect(200);

    // A replay: someone else has it.
    flow.world.advance(Duration::from_secs(11));
    refused(
        &flow.token(&Flow::refreshing(refresh_token(&first))).await,
        "invalid_grant",
    );
    refused(
        &flow.token(&Flow::refreshing(refresh_token(&second))).await,
        "invalid_grant",
    );
    let _ = flow.userinfo(access_token(&second)).await.expect(401);
});

on_both!(
    a_lost_answer_is_given_again_for_ten_seconds,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let first = flow.tokens(&Flow::request()).await;
        let again = Flow::refreshing(refresh_token(&first));
        let second = flow.token(&again).await.expect(200).json();
        flow.world.advance(Duration::from_secs(10));
        let repeated = flow.token(&again).await.expect(200).json();
        assert_eq!(refresh_token(&second), refresh_token(&repeated));
        assert_ne!(access_token(&second), access_token(&repeated));
        let _ = flow.userinfo(access_token(&repeated)).await.expect(200);
        // It is not stored as it is.
        let mut tx = flow.db.read().await.expect("a transaction");
        let all = sqlx::query("SELECT token_hash FROM refresh_tokens").fetch_all(tx.conn());
        for row in all.await.expect("rows") {
            let hash: Vec<u8> = sqlx::Row::try_get(&row, 0).expect("bytes");
            assert_ne!(hash, refresh_token(&second).as_bytes());
        }
        tx.commit().await.expect("ends");

        // Its successor is used: now the old one is stolen, grace or not.
        let next = Flow::refreshing(refresh_token(&second));
        let third = flow.token(&next).await.expect(200).json();
        refused(&flow.token(&again).await, "invalid_grant");
        refused(
            &flow.token(&Flow::refreshing(refresh_token(&third))).await,
            "invalid_grant",
        );
        let _ = flow.userinfo(access_token(&third)).await.expect(401);
    }
);

on_both!(
    the_grace_is_for_the_same_client_and_scope,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let first = flow.tokens(&Flow::request()).await;
        let again = Flow::refreshing(refresh_token(&first));
        let _ = flow.token(&again).await.expect(200);
        let other = again.clone().with("client_id", "other");
        refused(&flow.token(&other).await, "invalid_grant");
        let second = flow.token(&again).await.expect(200).json();
        let narrower = again.clone().with("scope", "openid");
        refused(&flow.token(&narrower).await, "invalid_grant");
        let next = Flow::refreshing(refresh_token(&second));
        refused(&flow.token(&next).await, "invalid_grant");
        // After the grace it is reuse.
        let first = flow.tokens(&Flow::request()).await;
        let again = Flow::refreshing(refresh_token(&first));
        let second = flow.token(&again).await.expect(200).json();
        flow.world.advance(Duration::from_secs(11));
        refused(&flow.token(&again).await, "invalid_grant");
        let next = Flow::refreshing(refresh_token(&second));
        refused(&flow.token(&next).await, "invalid_grant");
    }
);

on_both!(it_belongs_to_its_client, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let tokens = flow.tokens(&Flow::request()).await;
    let stolen = Flow::refreshing(refresh_token(&tokens)).with("client_id", "other");
    refused(&flow.token(&stolen).await, "invalid_grant");
    refused(
        &flow.token(&Flow::refreshing("nonsense")).await,
        "invalid_grant",
    );
    refused(&flow.token(&Flow::refreshing("")).await, "invalid_request");
    let _ = flow
        .token(&Flow::refreshing(refresh_token(&tokens)))
        .await
        .expect(200);
});

on_both!(
    a_scope_may_be_narrowed_and_not_widened,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let ask =
            |tokens: &Value, scope| Flow::refreshing(refresh_token(tokens)).with("scope", scope);
        refused(
            &flow.token(&ask(&tokens, "openid profile")).await,
            "invalid_scope",
        );
        refused(
            &flow.token(&ask(&tokens, "op\"enid")).await,
            "invalid_scope",
        );
        let narrowed = flow.token(&ask(&tokens, "openid")).await.expect(200).json();
        assert_eq!(narrowed["scope"], "openid");
        let whole = flow
            .token(&Flow::refreshing(refresh_token(&narrowed)))
            .await
            .expect(200)
            .json();
        assert_eq!(whole["scope"], "email openid");
    }
);

on_both!(it_dies_with_the_session, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    let tokens = flow.tokens(&Flow::request()).await;
    flow.sql(
        "UPDATE sessions SET ended_at = 1, told_at = 1 WHERE sid = $1",
        &person.sid,
    )
    .await;
    refused(
        &flow.token(&Flow::refreshing(refresh_token(&tokens))).await,
        "invalid_grant",
    );
    let _ = flow.userinfo(access_token(&tokens)).await.expect(401);
});

on_both!(it_keeps_the_session_awake, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let mut tokens = flow.tokens(&Flow::request()).await;
    for _ in 0..3 {
        flow.world.advance(Duration::from_mins(20));
        tokens = flow
            .token(&Flow::refreshing(refresh_token(&tokens)))
            .await
            .expect(200)
            .json();
    }
    let page = flow
        .authorize(&Flow::request().with("prompt", "none"))
        .await;
    assert!(
        page.redirect().contains("code="),
        "the person is still signed in"
    );
    flow.world.advance(Duration::from_mins(25));
    refused(
        &flow.token(&Flow::refreshing(refresh_token(&tokens))).await,
        "invalid_grant",
    );
});

on_both!(
    offline_access_outlives_the_session_but_not_the_account,
    async |database: Database| {
        let (flow, person) = Flow::signed_in(database).await;
        let ask = || Flow::request().with("scope", "openid offline_access");
        let tokens = flow.tokens(&ask()).await;
        flow.world.advance(Duration::from_hours(13 * 24));
        let tokens = flow
            .token(&Flow::refreshing(refresh_token(&tokens)))
            .await
            .expect(200)
            .json();
        flow.sql(
            "UPDATE accounts SET deactivated_at = 1 WHERE id = $1",
            &person.account,
        )
        .await;
        refused(
            &flow.token(&Flow::refreshing(refresh_token(&tokens))).await,
            "invalid_grant",
        );
        let _ = flow.userinfo(access_token(&tokens)).await.expect(401);
        flow.sql(
            "UPDATE accounts SET deactivated_at = NULL WHERE id = $1",
            &person.account,
        )
        .await;
        let tokens = flow
            .token(&Flow::refreshing(refresh_token(&tokens)))
            .await
            .expect(200)
            .json();

        // A new password: everything from before is dead.
        let after = "UPDATE accounts SET sessions_valid_from = 32503680000 WHERE id = $1";
        flow.sql(after, &person.account).await;
        refused(
            &flow.token(&Flow::refreshing(refresh_token(&tokens))).await,
            "invalid_grant",
        );
        let _ = flow.userinfo(access_token(&tokens)).await.expect(401);
    }
);

on_both!(
    it_ends_unused_and_in_any_case,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let ask = || Flow::request().with("scope", "openid offline_access");
        let day = Duration::from_hours(24);
        let unused = flow.tokens(&ask()).await;
        flow.world.advance(14 * day);
        refused(
            &flow.token(&Flow::refreshing(refresh_token(&unused))).await,
            "invalid_grant",
        );
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let mut tokens = flow.tokens(&ask()).await;
        for _ in 0..8 {
            flow.world.advance(11 * day);
            tokens = flow
                .token(&Flow::refreshing(refresh_token(&tokens)))
                .await
                .expect(200)
                .json();
        }
        flow.world.advance(2 * day);
        refused(
            &flow.token(&Flow::refreshing(refresh_token(&tokens))).await,
            "invalid_grant",
        );
    }
);

on_both!(
    an_account_that_lost_its_second_factor_gets_no_further,
    async |database: Database| {
        let (flow, person) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let mut tx = flow.db.write().await.expect("a transaction");
        sqlx::query("DELETE FROM totp WHERE account_id = $1")
            .bind(person.account.as_str())
            .execute(tx.conn())
            .await
            .expect("the second factor is gone");
        tx.commit().await.expect("commits");
        let again = Flow::refreshing(refresh_token(&tokens));
        refused(&flow.token(&again).await, "invalid_grant");
        // Where the operator lets a password be enough, so does this.
        let lenient = "sign_in.second_factor = \"off\"";
        let beside = flow.world.idp_beside_with(lenient).await;
        let _ = flow.token_at(&beside, &again).await.expect(200);
    }
);
