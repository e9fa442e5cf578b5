//! `/anmelden`, `/anmelden/zurueck`, `/anmelden/fehlgeschlagen`.

use serde_json::{Value, json};

use crate::provider::Key;
use crate::stage::Stage;

kit::on_both!(a_sign_in_goes_there_and_back, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let page = visitor.get("/start").await.expect(303);
    assert_eq!(page.header("location"), "/anmelden?weiter=%2Fstart");
    let under_way = stage
        .begin(&visitor, "/anmelden?weiter=%2Fstart%3Fa%3Db")
        .await;
    let portal = stage.world.portal.base();
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "portal"),
        ("code_challenge_method", "S256"),
        ("ui_locales", "de"),
        ("resource", &portal),
        // So that auth_time is told, whatever its age; our provider tells unasked how strong it was.
        ("max_age", "31536000"),
        ("acr_values", ""),
        ("redirect_uri", &format!("{portal}/anmelden/zurueck")),
    ] {
        assert_eq!(under_way.parameter(name), value, "{name}");
    }
    assert!(
        under_way
            .parameter("scope")
            .split(' ')
            .any(|scope| scope == "portal.profile")
    );
    stage.provider.tell(json!({
        "sub": "kim", "email": "kim@example.org", "email_verified": true, "locale": "en",
    }));
    stage.answer_well(&under_way);
    let before = visitor.cookies();
    let page = stage
        .come_back(&visitor, &under_way.state)
        .await
        .expect(303);
    assert_eq!(page.header("location"), "/start?a=b");
    assert!(visitor.cookies().len() > before.len(), "a session cookie");
    assert!(stage.is_signed_in(&visitor).await);
    let asked = stage.provider.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["client_id"], "portal");
    assert_eq!(asked[0]["code"], "code-1");
    assert!(asked[0]["code_verifier"].len() >= 43);
    assert!(asked[0]["client_assertion"].split('.').count() == 3);
    assert!(!asked[0].contains_key("client_secret"));
    // The account's language wins over the browser's; the tokens stay on the server.
    let home = visitor.get("/profil-auswaehlen").await.expect(200);
    assert_eq!(home.attribute("html", "lang").as_deref(), Some("en"));
    for secret in ["refresh-1", &under_way.nonce] {
        home.hides(secret);
    }
    // Who is signed in goes on at once.
    let page = visitor.get("/anmelden?weiter=/hilfe").await.expect(303);
    assert_eq!(page.header("location"), "/hilfe");
});

kit::on_both!(
    an_answer_counts_once_and_in_its_browser_only,
    async |database| {
        let stage = Stage::set(database).await;
        let (kim, eve) = (stage.visitor(), stage.visitor());
        let of_kim = stage.begin(&kim, "/anmelden").await;
        let of_eve = stage.begin(&eve, "/anmelden").await;
        stage.answer_well(&of_kim);
        // Eve's browser cannot finish what Kim's began, and Kim cannot be made to finish Eve's.
        for (visitor, state) in [
            (&eve, &of_kim.state),
            (&kim, &of_eve.state),
            (&kim, &"x".to_owned()),
        ] {
            let page = stage.come_back(visitor, state).await.expect(303);
            assert!(
                page.header("location")
                    .starts_with("/anmelden/fehlgeschlagen?grund=abgelaufen")
            );
            let page = page.follow().await.expect(400);
            assert!(page.has("#again"), "{}", page.text());
        }
        assert!(
            stage.provider.asked().is_empty(),
            "no code is redeemed for a stranger"
        );
        let _ = stage.come_back(&kim, &of_kim.state).await.expect(303);
        assert!(stage.is_signed_in(&kim).await);
        // A reload harms nobody; without the session it is over.
        let again = stage.come_back(&kim, &of_kim.state).await.expect(303);
        assert_eq!(again.header("location"), "/");
        assert_eq!(stage.provider.asked().len(), 1);
    }
);

kit::on_both!(
    a_sign_in_waits_for_registration_by_mail_and_no_longer,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.visitor();
        for (hours, lives) in [(24, true), (26, false)] {
            let under_way = stage.begin(&visitor, "/anmelden").await;
            stage
                .world
                .advance(std::time::Duration::from_secs(hours * 3600));
            stage.answer_well(&under_way);
            let _ = stage
                .come_back(&visitor, &under_way.state)
                .await
                .expect(303);
            assert_eq!(
                stage.is_signed_in(&visitor).await,
                lives,
                "after {hours} hours"
            );
            visitor.forget_cookies();
        }
    }
);

kit::on_both!(answers_that_do_not_fit_sign_nobody_in, async |database| {
    let stage = Stage::set(database).await;
    let stranger = Key::new("first");
    let now = stage.world.now();
    let issuer = stage.provider.issuer.clone();
    let changes: Vec<(&str, Value)> = vec![
        ("iss", json!("http://localhost:1")),
        ("iss", json!(format!("{issuer}/"))),
        ("aud", json!("another")),
        ("aud", json!(["portal", "another"])),
        ("exp", json!(now)),
        ("exp", json!("9999999999")),
        ("iat", json!(now + 3600)),
        ("nonce", json!("another")),
        ("nonce", json!(null)),
        ("acr", json!("urn:schluesselbund:acr:password")),
        ("acr", json!(null)),
        ("auth_time", json!(null)),
        ("auth_time", json!(now + 3600)),
        ("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
    ];
    for (name, value) in changes {
        let visitor = stage.visitor();
        let under_way = stage.begin(&visitor, "/anmelden").await;
        let mut claims = stage.claims(&under_way.nonce);
        claims[name] = value.clone();
        let id_token = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&id_token));
        refused(
            &stage,
            &visitor,
            &under_way.state,
            &format!("{name} = {value}"),
        )
        .await;
    }
    // Another key under the same name, no signature, no ID token, another one's code.
    let visitor = stage.visitor();
    let under_way = stage.begin(&visitor, "/anmelden").await;
    let forged = stranger.sign("JWT", &stage.claims(&under_way.nonce));
    stage.provider.answer(200, Stage::tokens(&forged));
    refused(&stage, &visitor, &under_way.state, "another key").await;
    let under_way = stage.begin(&visitor, "/anmelden").await;
    stage.answer_well(&under_way);
    stage
        .provider
        .answer(400, json!({ "error": "invalid_grant" }));
    refused(&stage, &visitor, &under_way.state, "a refused code").await;
    let under_way = stage.begin(&visitor, "/anmelden").await;
    let none = json!({ "access_token": "a", "token_type": "Bearer", "expires_in": 300 });
    stage.provider.answer(200, none);
    refused(&stage, &visitor, &under_way.state, "no ID token").await;
});

async fn refused(scene: &Stage, visitor: &kit::Visitor, state: &str, what: &str) {
    let page = scene.come_back(visitor, state).await.expect(303);
    let on = page.header("location");
    assert!(
        on.starts_with("/anmelden/fehlgeschlagen?grund=abgelehnt"),
        "{what}: {on}"
    );
    assert!(!scene.is_signed_in(visitor).await, "{what}");
}

kit::on_both!(another_issuers_answer_is_never_redeemed, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let issuer = stage.provider.issuer.clone();
    let slash = format!("{issuer}/");
    for iss in [
        None,
        Some("http://localhost:1"),
        Some(slash.as_str()),
        Some(""),
    ] {
        let under_way = stage.begin(&visitor, "/anmelden").await;
        stage.answer_well(&under_way);
        let mut pairs = vec![("code", "code-1"), ("state", under_way.state.as_str())];
        pairs.extend(iss.map(|iss| ("iss", iss)));
        let page = visitor.get(&stage.way_back(&pairs)).await.expect(303);
        assert!(
            page.header("location").contains("grund=abgelehnt"),
            "{iss:?}"
        );
    }
    let under_way = stage.begin(&visitor, "/anmelden").await;
    let state = under_way.state.as_str();
    let twice = [
        ("code", "a"),
        ("code", "b"),
        ("state", state),
        ("iss", &issuer),
    ];
    let page = visitor.get(&stage.way_back(&twice)).await.expect(303);
    assert!(page.header("location").contains("grund=abgelaufen"));
    assert!(stage.provider.asked().is_empty(), "no code was redeemed");
    assert!(!stage.is_signed_in(&visitor).await);
});

kit::on_both!(who_turns_back_can_begin_again, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let issuer = stage.provider.issuer.clone();
    for (error, status, words) in [
        ("access_denied", 200, "abgebrochen"),
        ("login_required", 200, "abgebrochen"),
        ("temporarily_unavailable", 503, "antwortet gerade nicht"),
    ] {
        let under_way = stage.begin(&visitor, "/anmelden?weiter=/hilfe").await;
        let state = under_way.state.as_str();
        let pairs = [("error", error), ("state", state), ("iss", &issuer)];
        let page = visitor.get(&stage.way_back(&pairs)).await.expect(303);
        assert!(
            !page.header("location").contains(state),
            "the state left the address bar"
        );
        let page = page.follow().await.expect(status);
        page.shows(words);
        assert_eq!(
            page.attribute("#again", "href").as_deref(),
            Some("/anmelden?weiter=%2Fhilfe")
        );
    }
});

kit::on_both!(
    without_the_provider_the_portal_says_so_and_tries_again,
    async |database| {
        let stage = Stage::set(database).await;
        let visitor = stage.visitor();
        stage.provider.be_away(true);
        let _ = visitor.get("/health/ready").await.expect(200);
        let _ = visitor.get("/").await.expect(200);
        let page = visitor.get("/anmelden?weiter=/hilfe").await.expect(503);
        page.shows("nicht erreichbar");
        assert_eq!(
            page.attribute("#again", "href").as_deref(),
            Some("/anmelden?weiter=/hilfe")
        );
        stage.provider.be_away(false);
        let under_way = stage.begin(&visitor, "/anmelden").await;
        stage.provider.be_away(true);
        let page = stage
            .come_back(&visitor, &under_way.state)
            .await
            .expect(303);
        assert!(page.header("location").contains("grund=nicht-erreichbar"));
    }
);

kit::on_both!(weiter_never_leads_away, async |database| {
    let stage = Stage::set(database).await;
    for onward in [
        "//evil.test",
        "/\\evil.test",
        "/%09/evil.test",
        "https:evil.test",
        "https://evil.test/",
        "javascript:alert(1)",
        "/anmelden?weiter=//evil.test",
        "evil.test",
        "/%2F%2Fevil.test",
    ] {
        let visitor = stage.visitor();
        let mut path = "/anmelden?".to_owned();
        path.push_str(
            &url::form_urlencoded::Serializer::new(String::new())
                .append_pair("weiter", onward)
                .finish(),
        );
        let under_way = stage.begin(&visitor, &path).await;
        stage.answer_well(&under_way);
        let page = stage
            .come_back(&visitor, &under_way.state)
            .await
            .expect(303);
        assert_eq!(page.header("location"), "/profil-auswaehlen", "{onward}");
        let page = visitor.get(&path).await.expect(303);
        assert_eq!(
            page.header("location"),
            "/profil-auswaehlen",
            "{onward}, signed in"
        );
        let failed = path.replace("/anmelden?", "/anmelden/fehlgeschlagen?");
        let page = visitor.get(&failed).await.expect(400);
        assert_eq!(
            page.attribute("#again", "href").as_deref(),
            Some("/anmelden"),
            "{onward}"
        );
    }
});

kit::on_both!(a_session_is_new_at_every_sign_in, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let name = format!("portal-{}-session", stage.world.portal.port());
    visitor.set_cookie(&name, &"a".repeat(43));
    let under_way = stage.begin(&visitor, "/anmelden").await;
    stage.answer_well(&under_way);
    let _ = stage
        .come_back(&visitor, &under_way.state)
        .await
        .expect(303);
    let session = visitor.cookie(&name).expect("a session");
    assert_ne!(
        session,
        "a".repeat(43),
        "a planted session is not taken over"
    );
    assert!(stage.is_signed_in(&visitor).await);
});

kit::on_both!(another_site_may_begin_a_sign_in, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let (ours, portal) = (&stage.provider.issuer, stage.world.portal.base());
    let asking = |fields: &[(&str, &str)]| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        format!("/anmelden/beginnen?{query}")
    };
    // A provider that is not ours, none, or two: nobody is sent anywhere.
    let twice = [("iss", ours.as_str()), ("iss", ours)];
    for fields in [
        &[("iss", "https://evil.test")][..],
        &[("iss", &format!("{ours}/"))],
        &[("target_link_uri", "/start")],
        &twice,
    ] {
        let page = visitor.get(&asking(fields)).await.expect(303);
        let page = page.follow().await.expect(400);
        page.shows("über einen Dienst anmelden, den wir nicht kennen");
    }
    // The usual way, with a hint; the answer leads to the page that was named.
    let target = format!("{portal}/start?a=b");
    let fields = [
        ("iss", ours.as_str()),
        ("login_hint", "kim@example.org"),
        ("target_link_uri", &target),
    ];
    let under_way = stage.begin(&visitor, &asking(&fields)).await;
    assert_eq!(under_way.parameter("login_hint"), "kim@example.org");
    assert_eq!(under_way.parameter("client_id"), "portal");
    assert!(!stage.is_signed_in(&visitor).await, "not by this alone");
    stage.answer_well(&under_way);
    let page = stage.come_back(&visitor, &under_way.state).await;
    assert_eq!(page.expect(303).header("location"), "/start?a=b");
    assert!(stage.is_signed_in(&visitor).await);
    // Who is signed in stays who they are.
    let page = visitor.get(&asking(&fields)).await.expect(303);
    assert_eq!(page.header("location"), "/start?a=b");
    for target in ["https://evil.test/", "//evil.test", "/anmelden/beginnen"] {
        let fields = [("iss", ours.as_str()), ("target_link_uri", target)];
        let page = visitor.get(&asking(&fields)).await.expect(303);
        assert!(!page.header("location").contains("evil"), "{target}");
        assert!(!page.header("location").contains("beginnen"), "{target}");
    }
});

kit::on_both!(a_post_from_another_site_takes_no_cookie, async |database| {
    let stage = Stage::set(database).await;
    let visitor = stage.visitor();
    let fields = [
        ("iss", stage.provider.issuer.as_str()),
        ("login_hint", "kim@example.org"),
        ("evil", "1"),
    ];
    let post = |visitor: &kit::Visitor| {
        let ask = visitor.ask(http::Method::POST, "/anmelden/beginnen");
        ask.header("sec-fetch-site", "cross-site")
            .header("origin", "https://other.test")
            .form(&fields)
    };
    let page = post(&visitor).send().await.expect(303);
    assert!(visitor.cookies().is_empty(), "{:?}", visitor.cookies());
    let onward = page.header("location").to_owned();
    assert!(!onward.contains("evil"));
    let under_way = stage.begin(&visitor, &onward).await;
    assert_eq!(under_way.parameter("login_hint"), "kim@example.org");
    // Bodies that are no form are answered like a question without a provider.
    let page = visitor
        .ask(http::Method::POST, "/anmelden/beginnen")
        .json(&json!({"iss": stage.provider.issuer}));
    let page = page.send().await.expect(303);
    let page = page.follow_all().await.expect(400);
    page.shows("den wir nicht kennen");
});
