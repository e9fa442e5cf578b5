//! `/api/v1/profile/address`: who may read and change the address, and every refusal (RFC 9470).

use http::Method;
use kit::Page;
use kit::audit::Log::Portal;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;

use crate::ausweisen::{ON_THE_CARD, SUBSTANTIAL, kim, proof};
use crate::desk::{self, code_for_company};
use crate::stage::Stage;

const PATH: &str = "/api/v1/profile/address";

fn claims(stage: &Stage) -> Value {
    let now = stage.world.now();
    json!({
        "iss": stage.provider.issuer, "aud": stage.world.portal.base(), "sub": "kim",
        "client_id": "kurse", "scope": "openid portal.profile.write", "sid": "session-of-kim",
        "iat": now, "exp": now + 300, "jti": "at-1", "acr": SUBSTANTIAL, "auth_time": now,
        "amr": ["bundid", "mfa"],
    })
}

/// A token, and what the provider tells of it who is asked.
fn token(stage: &Stage, change: impl Fn(&mut Value)) -> String {
    let mut claims = claims(stage);
    change(&mut claims);
    let mut told = claims.clone();
    told["active"] = true.into();
    told["token_type"] = "Bearer".into();
    if told["verified_claims"].is_null() {
        told["verified_claims"] = proof("bundid", stage.world.now(), ON_THE_CARD);
    }
    stage.provider.tell_of_tokens(told);
    // Nobody's name stands in it.
    if let Some(claims) = claims.as_object_mut() {
        claims.remove("verified_claims");
    }
    stage.provider.key.sign("at+jwt", &claims)
}

fn market() -> Value {
    json!({ "street": "Am Markt 1", "postal_code": "54321", "place": "Beispielhausen" })
}

async fn get(stage: &Stage, token: &str) -> Page {
    let ask = stage.visitor().ask(Method::GET, PATH).as_program();
    ask.bearer(token).send().await
}

async fn put(stage: &Stage, token: &str, tag: &str, body: &Value) -> Page {
    let ask = stage.visitor().ask(Method::PUT, PATH).as_program();
    let ask = ask.bearer(token).json(body);
    let ask = if tag.is_empty() {
        ask
    } else {
        ask.header("if-match", tag)
    };
    ask.send().await
}

/// The kind of the problem, without what is always the same.
fn problem(page: &Page) -> String {
    assert_eq!(page.header("content-type"), "application/problem+json");
    let kind = page.json()["type"].as_str().expect("a type").to_owned();
    kind.replace("urn:schluesselbund:problem:", "")
}

kit::on_both!(an_application_changes_the_address, async |database| {
    let stage = Stage::set(database).await;
    let robin = kim(&stage).await;
    let good = token(&stage, |_| ());
    let page = get(&stage, &good).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let tag = page.header("etag").to_owned();
    let told = page.json();
    assert_eq!(told["street"], "Lindenweg 12");
    assert_eq!(told["postal_code"], "12345");
    assert_eq!(told["lines"][1], "12345 Musterstadt");
    assert_eq!(told["changed_by"], "office");
    let page = put(&stage, &good, &tag, &market()).await.expect(200);
    assert_eq!(
        page.json()["lines"],
        json!(["Am Markt 1", "54321 Beispielhausen"])
    );
    assert_eq!(page.json()["changed_by"], "customer");
    let newer = page.header("etag").to_owned();
    assert_ne!(newer, tag);
    // The same once more changes nothing.
    let page = put(&stage, &good, &newer, &market()).await.expect(200);
    assert_eq!(page.header("etag"), newer);
    let history = robin.get("/verlauf").await.expect(200);
    let lines = history.texts_of("#history > li");
    assert!(
        lines[0].starts_with("Ihre Anschrift wurde im Profil geändert"),
        "{lines:?}"
    );
    let event = Portal.newest(&stage.world, "profile.address_changed").await;
    assert_eq!(event["by"]["kind"], "client", "{event}");
    assert_eq!(event["by"]["id"], "kurse", "{event}");
    let page = robin.get("/profil/bearbeiten").await.expect(200);
    page.shows("54321 Beispielhausen");
});

kit::on_both!(
    without_the_level_the_person_is_sent_again,
    async |database| {
        let stage = Stage::set(database).await;
        let _kim = kim(&stage).await;
        let tag = get(&stage, &token(&stage, |_| ()))
            .await
            .header("etag")
            .to_owned();
        let now = stage.world.now();
        let old = proof("bundid", now - 1801, ON_THE_CARD);
        let without: [(&str, Value, bool); 6] = [
            ("acr", json!("phr"), false),
            ("acr", json!("http://eidas.europa.eu/LoA/low"), false),
            ("acr", json!(format!("{SUBSTANTIAL}x")), false),
            ("acr", json!(null), false),
            // When they signed in last says nothing of it.
            ("verified_claims", old, true),
            ("verified_claims", json!([]), false),
        ];
        for (name, value, too_old) in without {
            let token = token(&stage, |claims| claims[name] = value.clone());
            // Reading needs no proof.
            let _ = get(&stage, &token).await.expect(200);
            let page = put(&stage, &token, &tag, &market()).await.expect(401);
            assert_eq!(problem(&page), "insufficient-user-authentication");
            let challenge = page.header("www-authenticate");
            for part in [
                "Bearer error=\"insufficient_user_authentication\"",
                "error_description=\"",
                &format!("acr_values=\"{SUBSTANTIAL}\""),
                "resource_metadata=\"",
            ] {
                assert!(challenge.contains(part), "{name} = {value}: {challenge}");
            }
            assert_eq!(
                challenge.contains("max_age=\"1800\""),
                too_old,
                "{challenge}"
            );
            assert_eq!(page.json()["acr_values"], SUBSTANTIAL);
        }
        let high = token(&stage, |claims| {
            claims["acr"] = json!("http://eidas.europa.eu/LoA/high");
            claims["auth_time"] = json!(now - 7000);
            claims["verified_claims"] = proof("bundid", now - 1800, ON_THE_CARD);
        });
        let _ = put(&stage, &high, &tag, &market()).await.expect(200);
        // What is kept is when it was proven.
        let event = Portal.newest(&stage.world, "profile.address_changed").await;
        assert_eq!(event["details"]["proven_at"], now - 1800, "{event}");
    }
);

kit::on_both!(another_s_proof_is_refused_and_noted, async |database| {
    let stage = Stage::set(database).await;
    let _kim = kim(&stage).await;
    let good = token(&stage, |_| ());
    let tag = get(&stage, &good).await.header("etag").to_owned();
    let now = stage.world.now();
    for (by, who) in [
        ("bundid", ["MUSTERMANN", "1964-08-12"]),
        ("bundid", ["Klicker", "1987-03-15"]),
        ("mein-uk", ON_THE_CARD),
    ] {
        stage.world.advance(std::time::Duration::from_secs(1));
        let token = token(&stage, |claims| {
            claims["verified_claims"] = proof(by, now, who);
        });
        let page = put(&stage, &token, &tag, &market()).await.expect(403);
        assert_eq!(problem(&page), "identity-mismatch", "{by} {who:?}");
        let event = Portal
            .newest(&stage.world, "profile.identity_mismatch")
            .await;
        assert_eq!(event["by"]["kind"], "client", "{event}");
        assert_eq!(event["details"]["personal"], by == "bundid", "{event}");
    }
    assert_eq!(get(&stage, &good).await.header("etag"), tag);
    let noted = "SELECT COUNT(*) FROM cases WHERE identity_mismatch IS NOT NULL";
    assert_eq!(desk::count(&stage.world, noted).await, 1);
});

kit::on_both!(every_other_refusal_says_why, async |database| {
    let stage = Stage::set(database).await;
    let good = token(&stage, |_| ());
    let page = get(&stage, &good).await.expect(403);
    assert_eq!(problem(&page), "profile-required");
    let page = put(&stage, &good, "\"1\"", &market()).await.expect(403);
    assert_eq!(problem(&page), "profile-required");
    let kim = kim(&stage).await;
    let page = get(&stage, &good).await.expect(200);
    let tag = page.header("etag").to_owned();
    for scope in ["openid portal.profile", "portal.profile.writer", ""] {
        let token = token(&stage, |claims| claims["scope"] = json!(scope));
        let page = get(&stage, &token).await.expect(403);
        assert!(
            page.header("www-authenticate")
                .contains("scope=\"portal.profile.write\"")
        );
        let _ = put(&stage, &token, &tag, &market()).await.expect(403);
    }
    for (sent, status, kind) in [
        ("", 428, "precondition-required"),
        ("*", 428, "precondition-required"),
        ("\"99\"", 412, "changed-meanwhile"),
        ("W/\"1\"", 412, "changed-meanwhile"),
    ] {
        let page = put(&stage, &good, sent, &market()).await.expect(status);
        assert_eq!(problem(&page), kind);
    }
    for body in [
        json!({ "street": "Am Markt 1", "postal_code": "54321", "place": "B", "level": "high" }),
        json!({ "street": 1, "postal_code": "54321", "place": "B" }),
        json!([]),
        json!("x"),
    ] {
        let page = put(&stage, &good, &tag, &body).await.expect(400);
        assert_eq!(problem(&page), "invalid", "{body}");
    }
    let wrong = json!({ "street": "Am Markt 1", "postal_code": "1", "country": "7" });
    let page = put(&stage, &good, &tag, &wrong).await.expect(400);
    let fields = page.json()["fields"].clone();
    let names = fields.as_array().expect("a list").iter();
    let names: Vec<_> = names
        .map(|field| field["name"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(names, ["postal_code", "place", "country"]);
    let ask = stage
        .visitor()
        .ask(Method::PUT, PATH)
        .as_program()
        .bearer(&good);
    let page = ask
        .form(&[("street", "Am Markt 1")])
        .send()
        .await
        .expect(415);
    assert_eq!(page.header("content-type"), "application/problem+json");
    let ask = stage.visitor().ask(Method::PUT, PATH).as_program();
    let page = ask.json(&market()).send().await.expect(401);
    assert!(!page.header("www-authenticate").contains("error="));
    assert_eq!(
        get(&stage, &good).await.header("etag"),
        tag,
        "nothing has changed"
    );
    // Two at once: one of them.
    let other = json!({ "street": "Ring 3", "postal_code": "54321", "place": "B" });
    let market = market();
    let (one, two) = tokio::join!(
        put(&stage, &good, &tag, &market),
        put(&stage, &good, &tag, &other),
    );
    let mut answers = [one.status(), two.status()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 412]);
    let tag = get(&stage, &good).await.header("etag").to_owned();
    let pool = desk::database(&stage.world).await;
    let closed = "UPDATE cases SET closed_at = 1, closed_reason = 'moved'".to_owned();
    let closed = sqlx::query(AssertSqlSafe(closed)).execute(&pool).await;
    let _ = closed.expect("closed");
    pool.close().await;
    let third = json!({ "street": "Gasse 9", "postal_code": "54321", "place": "B" });
    let page = put(&stage, &good, &tag, &third).await.expect(409);
    assert_eq!(problem(&page), "case-closed");
    let _ = kim;
});

kit::on_both!(an_organisation_s_address_is_not_meant, async |database| {
    let stage = Stage::set(database).await;
    let kim = stage.signed_in().await;
    let code = code_for_company(&stage.world).await;
    let form = kim.get("/freischaltcode?fuer=organisation").await;
    let form = form.form("code-form").fill("code", &code);
    let sent = form.fill("register_number", "HRB 12345").submit().await;
    let _ = sent.expect(303);
    let page = put(&stage, &token(&stage, |_| ()), "\"1\"", &market()).await;
    assert_eq!(problem(&page.expect(403)), "profile-required");
});

kit::on_both!(
    a_token_that_is_asked_about_tells_the_level,
    async |database| {
        let stage = Stage::set(database).await;
        let _kim = kim(&stage).await;
        let opaque = "a".repeat(43);
        let tell = |acr: &str, proven_at: i64| {
            let mut told = claims(&stage);
            told["active"] = true.into();
            told["token_type"] = "Bearer".into();
            told["client_name"] = "Beispiel-Bildung gGmbH".into();
            told["acr"] = acr.into();
            told["verified_claims"] = proof("bundid", proven_at, ON_THE_CARD);
            stage.provider.tell_of_tokens(told);
        };
        tell("urn:schluesselbund:acr:mfa", stage.world.now());
        let tag = get(&stage, &opaque)
            .await
            .expect(200)
            .header("etag")
            .to_owned();
        let page = put(&stage, &opaque, &tag, &market()).await.expect(401);
        assert_eq!(problem(&page), "insufficient-user-authentication");
        stage.world.advance(std::time::Duration::from_secs(1));
        tell(SUBSTANTIAL, stage.world.now() - 3600);
        let page = put(&stage, &opaque, &tag, &market()).await.expect(401);
        assert!(page.header("www-authenticate").contains("max_age=\"1800\""));
        stage.world.advance(std::time::Duration::from_secs(1));
        tell(SUBSTANTIAL, stage.world.now());
        let _ = put(&stage, &opaque, &tag, &market()).await.expect(200);
        let metadata = stage
            .visitor()
            .get("/.well-known/oauth-protected-resource")
            .await;
        let scopes = metadata.json()["scopes_supported"].to_string();
        assert!(scopes.contains("portal.profile.write"), "{scopes}");
    }
);
