//! `POST /konto/ereignisse`: the provider's word on accounts (RFC 8417, RFC 8935, RISC).

use http::Method;
use kit::Page;
use kit::audit::Log::Portal;
use serde_json::{Value, json};

use crate::ausweisen::kim;
use crate::desk::count;
use crate::provider::Key;
use crate::stage::Stage;

const TYPE: &str = "secevent+jwt";

fn uri(word: &str) -> String {
    format!("https://schemas.openid.net/secevent/risc/event-type/account-{word}")
}

fn claims(stage: &Stage, event: &str, jti: &str) -> Value {
    let issuer = &stage.provider.issuer;
    json!({
        "iss": issuer, "aud": "portal", "iat": stage.world.now(), "jti": jti,
        "sub_id": { "format": "iss_sub", "iss": issuer, "sub": "kim" },
        "events": { uri(event): {} },
    })
}

async fn send(stage: &Stage, kind: &str, body: &str) -> Page {
    let ask = stage.visitor().ask(Method::POST, "/konto/ereignisse");
    ask.as_program().body(kind, body.as_bytes()).send().await
}

async fn tell(stage: &Stage, claims: &Value) -> Page {
    let token = stage.provider.key.sign(TYPE, claims);
    send(stage, "application/secevent+jwt", &token).await
}

async fn residents(stage: &Stage) -> i64 {
    count(&stage.world, "SELECT COUNT(*) FROM residents").await
}

kit::on_both!(who_is_gone_there_is_forgotten_here, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let purged = claims(&stage, "purged", "a");
    let page = tell(&stage, &purged).await.expect(202);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!stage.is_signed_in(&kim).await);
    assert_eq!(residents(&stage).await, 0);
    let cases = count(&stage.world, "SELECT COUNT(*) FROM cases").await;
    assert_eq!(cases, 1, "the office's file stays");
    // A repetition is taken and touches nobody who came since.
    let again = stage.signed_in().await;
    let _ = tell(&stage, &purged).await.expect(202);
    assert!(stage.is_signed_in(&again).await);
    let nobody = json!({ "format": "iss_sub", "iss": stage.provider.issuer, "sub": "nobody" });
    let mut unknown = claims(&stage, "purged", "b");
    unknown["sub_id"] = nobody;
    let _ = tell(&stage, &unknown).await.expect(202);
    assert_eq!(residents(&stage).await, 1);
    let told = Portal.verify(&stage.world).await.expect("the chain fits");
    assert!(told.contains("head fits"), "{told}");
});

kit::on_both!(who_is_disabled_is_signed_out, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let _ = tell(&stage, &claims(&stage, "enabled", "a"))
        .await
        .expect(202);
    let _ = tell(&stage, &claims(&stage, "unheard-of", "b"))
        .await
        .expect(202);
    assert!(stage.is_signed_in(&kim).await);
    let _ = tell(&stage, &claims(&stage, "disabled", "c"))
        .await
        .expect(202);
    assert!(!stage.is_signed_in(&kim).await);
    assert_eq!(residents(&stage).await, 1);
});

kit::on_both!(
    what_is_not_the_providers_word_is_refused,
    async |database| {
        let stage = Stage::set(database).await;
        let kim = kim(&stage).await;
        let good = || claims(&stage, "purged", "a");
        let with = |name: &str, value: Value| {
            let mut claims = good();
            claims[name] = value;
            claims
        };
        let now = stage.world.now();
        for (claims, err) in [
            (with("iss", json!("https://other.test")), "invalid_issuer"),
            (with("aud", json!("other")), "invalid_audience"),
            (with("aud", json!(["portal", "other"])), "invalid_audience"),
            (with("iat", json!(now + 60)), "invalid_request"),
            (with("iat", json!(now - 8 * 24 * 3600)), "invalid_request"),
            (with("jti", Value::Null), "invalid_request"),
            (with("sub_id", json!("kim")), "invalid_request"),
            (with("events", Value::Null), "invalid_request"),
        ] {
            let page = tell(&stage, &claims).await.expect(400);
            assert!(page.header("content-type").starts_with("application/json"));
            assert_eq!(page.json()["err"], err, "{claims}");
            assert!(page.json()["description"].is_string());
        }
        let kind = "application/secevent+jwt";
        let forged = Key::new("first").sign(TYPE, &good());
        let stranger = Key::new("stranger").sign(TYPE, &good());
        for token in [forged, stranger] {
            let page = send(&stage, kind, &token).await.expect(400);
            assert_eq!(page.json()["err"], "invalid_key");
        }
        // Another kind of token of the same provider, another kind of body, none.
        let other = stage.provider.key.sign("logout+jwt", &good());
        let right = stage.provider.key.sign(TYPE, &good());
        for (kind, body) in [
            (kind, other.as_str()),
            (kind, "no token"),
            (kind, ""),
            ("application/x-www-form-urlencoded", right.as_str()),
        ] {
            let page = send(&stage, kind, body).await.expect(400);
            assert_eq!(page.json()["err"], "invalid_request");
        }
        assert!(stage.is_signed_in(&kim).await, "nothing has happened");
        stage.provider.be_away(true);
        stage.world.advance(std::time::Duration::from_hours(2));
        let unknown = Key::new("new").sign(TYPE, &with("iat", json!(stage.world.now())));
        let page = send(&stage, kind, &unknown).await.expect(503);
        assert!(!page.header("retry-after").is_empty());
        assert_eq!(residents(&stage).await, 1);
    }
);
