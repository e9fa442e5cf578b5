//! `/abmelden`, `/abgemeldet`, `/abmelden/back-channel`.

use http::Method;
use serde_json::{Value, json};
use url::Url;

use crate::provider::Key;
use crate::stage::{Stage, parameter};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

kit::on_both!(
    signing_out_ends_the_session_and_goes_to_the_provider,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        let name = format!("portal-{}-session", stage.world.portal.port());
        let stolen = visitor.cookie(&name).expect("a session");
        let page = visitor.get("/impressum").await.expect(200);
        let left = page.form("sign-out-form").submit().await.expect(303);
        let url = Url::parse(&left.redirect()).expect("an address");
        assert!(
            url.as_str()
                .starts_with(&format!("{}/logout?", stage.provider.issuer))
        );
        assert_eq!(parameter(&url, "id_token_hint").split('.').count(), 3);
        assert_eq!(parameter(&url, "client_id"), "portal");
        assert_eq!(
            parameter(&url, "post_logout_redirect_uri"),
            stage.world.portal.url("/abgemeldet")
        );
        assert!(!parameter(&url, "state").is_empty());
        assert!(!stage.is_signed_in(&visitor).await);
        visitor.set_cookie(&name, &stolen);
        assert!(
            !stage.is_signed_in(&visitor).await,
            "the session is dead on the server"
        );
        visitor
            .get("/abgemeldet")
            .await
            .expect(200)
            .shows("Sie sind abgemeldet");
    }
);

kit::on_both!(
    signing_out_works_without_the_provider_and_only_from_our_pages,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        let foreign = visitor
            .ask(Method::POST, "/abmelden")
            .header("origin", "http://evil.test");
        let _ = foreign.form(&[("csrf", "x")]).send().await.expect(400);
        let _ = visitor.get("/abmelden").await.expect(405);
        assert!(stage.is_signed_in(&visitor).await);
        stage.world.advance(std::time::Duration::from_mins(1));
        stage.provider.be_away(true);
        let page = visitor.get("/impressum").await.expect(200);
        let _ = page.form("sign-out-form").submit().await.expect(303);
        assert!(!stage.is_signed_in(&visitor).await);
    }
);

fn logout_claims(stage: &Stage) -> Value {
    let now = stage.world.now();
    json!({
        "iss": stage.provider.issuer, "aud": "portal", "iat": now, "exp": now + 120,
        "jti": format!("jti-{now}"), "events": { EVENT: {} }, "sid": "session-of-kim",
    })
}

kit::on_both!(the_provider_ends_a_session, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.signed_in().await;
    let mut other = logout_claims(&stage);
    other["sid"] = json!("another");
    other["jti"] = json!("other");
    let token = stage.provider.key.sign("logout+jwt", &other);
    let _ = stage.tell_logout(&token).await.expect(200);
    assert!(
        stage.is_signed_in(&visitor).await,
        "another session's end is not ours"
    );
    let token = stage
        .provider
        .key
        .sign("logout+jwt", &logout_claims(&stage));
    let page = stage.tell_logout(&token).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!stage.is_signed_in(&visitor).await);
    let _ = stage.tell_logout(&token).await.expect(400);
});

kit::on_both!(a_person_is_signed_out_everywhere, async |database| {
    let stage = Stage::set(database).await;
    let (one, two) = (stage.signed_in().await, stage.signed_in().await);
    let mut claims = logout_claims(&stage);
    claims.as_object_mut().expect("claims").remove("sid");
    claims["sub"] = json!("kim");
    let token = stage.provider.key.sign("logout+jwt", &claims);
    let _ = stage.tell_logout(&token).await.expect(200);
    assert!(!stage.is_signed_in(&one).await && !stage.is_signed_in(&two).await);
    stage.world.advance(std::time::Duration::from_secs(1));
    let again = stage.signed_in().await;
    assert!(stage.is_signed_in(&again).await, "and may come back");
});

kit::on_both!(a_login_that_is_over_opens_no_session, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let under_way = stage.begin(&visitor, "/anmelden").await;
    stage.answer_well(&under_way);
    let token = stage
        .provider
        .key
        .sign("logout+jwt", &logout_claims(&stage));
    let _ = stage.tell_logout(&token).await.expect(200);
    let page = stage
        .come_back(&visitor, &under_way.state)
        .await
        .expect(303);
    assert!(page.header("location").contains("fehlgeschlagen"));
    assert!(!stage.is_signed_in(&visitor).await);
});

kit::on_both!(
    logout_tokens_that_do_not_fit_end_nothing,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        let now = stage.world.now();
        let changes: Vec<(&str, Value)> = vec![
            ("iss", json!("http://localhost:1")),
            ("aud", json!("another")),
            ("iat", json!(now + 3600)),
            ("exp", json!(now)),
            ("exp", json!(now + 10 * 365 * 24 * 3600)),
            ("events", json!({})),
            ("nonce", json!("n")),
            ("jti", json!(null)),
            ("sid", json!(null)),
        ];
        for (name, value) in changes {
            let mut claims = logout_claims(&stage);
            claims[name] = value.clone();
            let token = stage.provider.key.sign("logout+jwt", &claims);
            let page = stage.tell_logout(&token).await;
            assert_eq!(page.status(), 400, "{name} = {value}");
            assert_eq!(page.header("cache-control"), "no-store");
        }
        let good = logout_claims(&stage);
        for token in [
            stage.provider.key.sign("JWT", &good),
            stage.provider.key.sign("at+jwt", &good),
            Key::new("first").sign("logout+jwt", &good),
            Key::new("unknown").sign("logout+jwt", &good),
            String::new(),
            "a.b.c".to_owned(),
        ] {
            let page = stage.tell_logout(&token).await;
            assert_eq!(page.status(), 400, "{token}");
        }
        let empty = stage
            .visitor()
            .ask(Method::POST, "/abmelden/back-channel")
            .as_program();
        let _ = empty.send().await.expect(400);
        assert!(stage.is_signed_in(&visitor).await);
    }
);
