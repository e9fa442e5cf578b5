//! `/api/v1/profile` and what programs may know: `/.well-known/…`.

use std::time::Duration;

use kit::Page;
use serde_json::{Value, json};

use crate::desk;
use crate::provider::Key;
use crate::stage::Stage;

fn claims(stage: &Stage) -> Value {
    let now = stage.world.now();
    json!({
        "iss": stage.provider.issuer, "aud": stage.world.portal.base(), "sub": "kim",
        "client_id": "training", "scope": "openid portal.profile", "sid": "session-of-kim",
        "iat": now, "exp": now + 300, "jti": "at-1",
    })
}

fn good(stage: &Stage) -> String {
    stage.provider.key.sign("at+jwt", &claims(stage))
}

async fn ask(stage: &Stage, token: &str) -> Page {
    let ask = stage.visitor().ask(http::Method::GET, "/api/v1/profile");
    ask.as_program().bearer(token).send().await
}

fn challenged(stage: &Stage, page: &Page, error: &str, what: &str) {
    assert_eq!(page.status(), 401, "{what}");
    let challenge = page.header("www-authenticate");
    assert!(challenge.starts_with("Bearer "), "{what}: {challenge}");
    assert!(challenge.contains(error), "{what}: {challenge}");
    let metadata = stage
        .world
        .portal
        .url("/.well-known/oauth-protected-resource");
    assert!(
        challenge.contains(&format!("resource_metadata=\"{metadata}\"")),
        "{challenge}"
    );
    assert_eq!(page.header("content-type"), "application/problem+json");
    assert_eq!(page.header("set-cookie"), "", "programs get no cookies");
}

kit::on_both!(
    a_good_token_without_a_profile_is_told_what_is_missing,
    async |database| {
        let stage = Stage::set(database).await;
        let page = ask(&stage, &good(&stage)).await.expect(403);
        let problem = page.json();
        assert_eq!(page.header("content-type"), "application/problem+json");
        assert_eq!(problem["missing"], "unlocked_profile");
        assert_eq!(problem["status"], 403);
        assert_eq!(
            problem["unlock_url"],
            stage.world.portal.url("/freischaltcode")
        );
    }
);

kit::on_both!(
    a_good_token_answers_the_unlocked_profile,
    async |database| {
        let stage = Stage::set(database).await;
        let kim = stage.signed_in().await;
        desk::unlock_kim(&stage.world, &kim).await;
        let page = ask(&stage, &good(&stage)).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        let profile = page.json().to_string();
        for fact in ["Kim Klicker", "123A456789"] {
            assert!(profile.contains(fact), "{fact}: {profile}");
        }
        let mut other = claims(&stage);
        other["sub"] = json!("robin");
        let foreign = stage.provider.key.sign("at+jwt", &other);
        let page = ask(&stage, &foreign).await.expect(403);
        assert_eq!(page.json()["missing"], "unlocked_profile");
    }
);

kit::on_both!(
    an_organisations_profile_tells_the_members_role,
    async |database| {
        let stage = Stage::set(database).await;
        let kim = stage.signed_in().await;
        let code = desk::code_for_company(&stage.world).await;
        let form = kim.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let sent = form.fill("register_number", "HRB 12345").submit().await;
        let _ = sent.expect(303);
        let profile = ask(&stage, &good(&stage)).await.expect(200).json();
        assert_eq!(profile["kind"], "company");
        assert_eq!(profile["name"], "Muster GmbH");
        assert_eq!(profile["member_role"], "admin");
    }
);

kit::on_both!(
    a_person_s_own_profile_comes_before_an_organisation_s,
    async |database| {
        let stage = Stage::set(database).await;
        let kim = stage.signed_in().await;
        desk::unlock_kim(&stage.world, &kim).await;
        // The organisation's was used last.
        stage.world.advance(Duration::from_mins(1));
        let code = desk::code_for_company(&stage.world).await;
        let form = kim.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let sent = form.fill("register_number", "HRB 12345").submit().await;
        let _ = sent.expect(303);
        let profile = ask(&stage, &good(&stage)).await.expect(200).json();
        assert_eq!(profile["name"], "Kim Klicker");
        assert_eq!(profile["kind"], "person");
    }
);

kit::on_both!(tokens_that_do_not_fit_are_refused, async |database| {
    let stage = Stage::set(database).await;
    let now = stage.world.now();
    let page = stage
        .visitor()
        .ask(http::Method::GET, "/api/v1/profile")
        .as_program();
    let page = page.send().await;
    challenged(&stage, &page, "Bearer ", "no token");
    assert!(!page.header("www-authenticate").contains("error="));
    let changes: Vec<(&str, Value)> = vec![
        ("iss", json!("http://localhost:1")),
        ("aud", json!(stage.provider.issuer)),
        (
            "aud",
            json!([stage.world.portal.base(), stage.provider.issuer]),
        ),
        ("aud", json!(format!("{}/", stage.world.portal.base()))),
        ("exp", json!(now)),
        ("exp", json!("9999999999")),
        ("exp", json!(null)),
        ("nbf", json!(now + 3600)),
        ("iat", json!(now + 3600)),
        ("sub", json!(null)),
        ("client_id", json!(null)),
        ("cnf", json!({ "jkt": "x" })),
    ];
    for (name, value) in changes {
        let mut claims = claims(&stage);
        claims[name] = value.clone();
        let token = stage.provider.key.sign("at+jwt", &claims);
        let page = ask(&stage, &token).await;
        challenged(&stage, &page, "invalid_token", &format!("{name} = {value}"));
    }
    let claims = claims(&stage);
    let unsigned = {
        let good = good(&stage);
        let body = good.split('.').nth(1).expect("claims").to_owned();
        // {"alg":"none","typ":"at+jwt"}
        format!("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{body}.")
    };
    for (what, token) in [
        ("an ID token", stage.provider.key.sign("JWT", &claims)),
        (
            "a logout token",
            stage.provider.key.sign("logout+jwt", &claims),
        ),
        (
            "a stranger's key",
            Key::new("first").sign("at+jwt", &claims),
        ),
        (
            "an unknown key",
            Key::new("unknown").sign("at+jwt", &claims),
        ),
        (
            "a path as key",
            Key::new("../../etc/passwd").sign("at+jwt", &claims),
        ),
        ("no signature", unsigned),
        ("an opaque token", "a".repeat(43)),
        ("a long text", "a".repeat(20_000)),
    ] {
        let page = ask(&stage, &token).await;
        challenged(&stage, &page, "invalid_token", what);
    }
});

kit::on_both!(scope_expiry_and_place_count, async |database| {
    let stage = Stage::set(database).await;
    let mut few = claims(&stage);
    few["scope"] = json!("openid portal.profiles");
    let page = ask(&stage, &stage.provider.key.sign("at+jwt", &few))
        .await
        .expect(403);
    assert!(
        page.header("www-authenticate")
            .contains("error=\"insufficient_scope\"")
    );
    assert!(
        page.header("www-authenticate")
            .contains("scope=\"portal.profile\"")
    );
    let token = good(&stage);
    for place in [
        format!("/api/v1/profile?access_token={token}"),
        "/api/v1/profile?a=b&access_token=".to_owned(),
    ] {
        let ask = stage.visitor().ask(http::Method::GET, &place).as_program();
        let _ = ask.clone().send().await.expect(400);
        let _ = ask.bearer(&token).send().await.expect(400);
    }
    let _ = ask(&stage, &token).await.expect(403);
    stage.world.advance(Duration::from_mins(5));
    challenged(
        &stage,
        &ask(&stage, &token).await,
        "invalid_token",
        "expired",
    );
});

kit::on_both!(a_token_ends_with_its_login, async |database| {
    let stage = Stage::set(database).await;
    let token = good(&stage);
    let _ = ask(&stage, &token).await.expect(403);
    let now = stage.world.now();
    let logout = json!({
        "iss": stage.provider.issuer, "aud": "portal", "iat": now, "exp": now + 120, "jti": "one",
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        "sid": "session-of-kim",
    });
    let logout = stage.provider.key.sign("logout+jwt", &logout);
    let _ = stage.tell_logout(&logout).await.expect(200);
    challenged(
        &stage,
        &ask(&stage, &token).await,
        "invalid_token",
        "after the logout",
    );
    let mut other = claims(&stage);
    other["sid"] = json!("another");
    let _ = ask(&stage, &stage.provider.key.sign("at+jwt", &other))
        .await
        .expect(403);
});

kit::on_both!(
    new_keys_are_found_and_the_providers_absence_is_no_refusal,
    async |database| {
        let stage = Stage::set(database).await;
        stage.provider.be_away(true);
        let page = ask(&stage, &good(&stage)).await.expect(503);
        assert_eq!(page.header("retry-after"), "10");
        challenged(
            &stage,
            &ask(&stage, "rubbish").await,
            "invalid_token",
            "needs no keys",
        );
        stage.provider.be_away(false);
        let _ = ask(&stage, &good(&stage)).await.expect(403);
        let second = Key::new("second");
        stage.provider.publish(&[&stage.provider.key, &second]);
        let _ = ask(&stage, &second.sign("at+jwt", &claims(&stage)))
            .await
            .expect(403);
        // Once a minute at most: a flood of unknown keys does not become a flood of requests.
        let third = Key::new("third");
        stage.provider.publish(&[&third]);
        let token = third.sign("at+jwt", &claims(&stage));
        challenged(
            &stage,
            &ask(&stage, &token).await,
            "invalid_token",
            "too soon",
        );
        stage.world.advance(Duration::from_secs(61));
        let _ = ask(&stage, &token).await.expect(403);
        challenged(
            &stage,
            &ask(&stage, &good(&stage)).await,
            "invalid_token",
            "a withdrawn key",
        );
    }
);

kit::on_both!(programs_may_read_what_we_are, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let keys = visitor
        .get("/.well-known/jwks.json")
        .await
        .expect(200)
        .json();
    assert_eq!(keys["keys"][0]["kty"], "EC");
    assert_eq!(keys["keys"][0]["crv"], "P-256");
    assert!(keys["keys"][0]["kid"].is_string() && keys["keys"][0].get("d").is_none());
    stage.world.portal.restart().await;
    let again = visitor
        .get("/.well-known/jwks.json")
        .await
        .expect(200)
        .json();
    assert_eq!(keys, again, "the key outlives a restart");
    let about = visitor
        .get("/.well-known/oauth-protected-resource")
        .await
        .expect(200)
        .json();
    assert_eq!(about["resource"], stage.world.portal.base());
    assert_eq!(about["authorization_servers"][0], stage.provider.issuer);
    let nothing = visitor.get("/api/v1/nothing").await.expect(404);
    assert_eq!(nothing.header("content-type"), "application/problem+json");
});
