//! `/ausweisen` and `/anmelden?stufe=…`: whoever is signed in proves who they are; every way in which
//! that can fail, and how long it is believed.

use std::time::Duration;

use kit::{Page, Visitor};
use serde_json::{Value, json};

use crate::desk::{count, unlock_kim};
use crate::stage::{Stage, UnderWay};

pub(crate) const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
pub(crate) const BEGIN: &str = "/anmelden?stufe=substantial&weiter=%2Fprofil%2Fbearbeiten";
const EDIT: &str = "/profil/bearbeiten";

/// Kim, signed in by passkey, with her profile unlocked.
pub(crate) async fn kim(stage: &Stage) -> Visitor {
    let kim = stage.signed_in().await;
    unlock_kim(&stage.world, &kim).await;
    kim
}

/// Kim once more, in another browser.
pub(crate) async fn kim_elsewhere(stage: &Stage) -> Visitor {
    let kim = stage.visitor();
    let under_way = stage.begin(&kim, "/anmelden").await;
    stage.answer_well(&under_way);
    let _ = stage.come_back(&kim, &under_way.state).await.expect(303);
    kim
}

/// What the provider tells of the person whom `by` (`bundid`, `mein-uk`) proved at `at`.
pub(crate) fn proof(by: &str, at: i64, [family_name, birthdate]: [&str; 2]) -> Value {
    let time = chrono::DateTime::from_timestamp(at, 0).expect("a time");
    json!([{
        "verification": {
            "trust_framework": "eidas", "assurance_level": "substantial",
            "time": time.to_rfc3339(),
            "evidence": [{ "type": "electronic_record", "record": { "type": by } }],
        },
        "claims": { "given_name": "Kim", "family_name": family_name, "birthdate": birthdate },
    }])
}

/// As Kim's card has it.
pub(crate) const ON_THE_CARD: [&str; 2] = ["KLICKER", "1987-03-14"];

/// The provider's good answer to who proved their identity at BundID, changed by `change`.
pub(crate) fn answer(stage: &Stage, under_way: &UnderWay, change: impl Fn(&mut Value)) {
    let mut claims = stage.claims(&under_way.nonce);
    claims["acr"] = SUBSTANTIAL.into();
    claims["amr"] = json!(["bundid", "mfa"]);
    claims["email"] = "kim@example.org".into();
    claims["email_verified"] = true.into();
    claims["verified_claims"] = proof("bundid", stage.world.now(), ON_THE_CARD);
    change(&mut claims);
    let id_token = stage.provider.key.sign("JWT", &claims);
    stage.provider.answer(200, Stage::tokens(&id_token));
}

/// Goes to the provider and comes back with this answer.
pub(crate) async fn come_back_with(
    stage: &Stage,
    kim: &Visitor,
    change: impl Fn(&mut Value),
) -> Page {
    let under_way = stage.begin(kim, BEGIN).await;
    answer(stage, &under_way, change);
    stage.come_back(kim, &under_way.state).await
}

/// Proves who they are.
pub(crate) async fn prove(stage: &Stage, kim: &Visitor) {
    let page = come_back_with(stage, kim, |_| ()).await.expect(303);
    assert_eq!(page.header("location"), EDIT);
    renew_without_id_token(stage);
}

/// From now on tokens are renewed without a word on the person.
fn renew_without_id_token(stage: &Stage) {
    let tokens = json!({
        "access_token": "access", "token_type": "Bearer", "expires_in": 300,
        "refresh_token": "refresh-2",
    });
    stage.provider.answer(200, tokens);
}

/// Whether the level is believed now: who has it need not go to the provider.
async fn is_believed(kim: &Visitor) -> bool {
    let page = kim.get(BEGIN).await.expect(303);
    page.header("location") == EDIT
}

/// Time passes while the person is active.
pub(crate) async fn stay(stage: &Stage, kim: &Visitor, minutes: u64) {
    for _ in 0..minutes {
        stage.world.advance(Duration::from_mins(1));
        let _ = kim.get("/impressum").await.expect(200);
    }
}

kit::on_both!(the_request_demands_the_level, async |database| {
    let stage = Stage::set(database).await;
    let nobody = stage.visitor().get("/ausweisen").await.expect(303);
    assert!(nobody.redirect().contains("/anmelden?weiter=%2Fausweisen"));
    let kim = kim(&stage).await;
    let page = kim.get("/ausweisen?weiter=%2Fprofil%2Fbearbeiten").await;
    let page = page.expect(200);
    page.shows("Bitte weisen Sie sich aus").shows("ELSTER");
    let begin = page.attribute("#identify", "href").expect("a link");
    let under_way = stage.begin(&kim, &begin).await;
    assert_eq!(under_way.parameter("acr_values"), SUBSTANTIAL);
    assert_eq!(under_way.parameter("max_age"), "7200");
    let claims: Value = serde_json::from_str(&under_way.parameter("claims")).expect("JSON");
    let acr = &claims["id_token"]["acr"];
    assert_eq!(acr["essential"], true);
    assert_eq!(acr["values"][0], SUBSTANTIAL);
    assert_eq!(acr["values"][1], "http://eidas.europa.eu/LoA/high");
    let who = &claims["id_token"]["verified_claims"];
    assert!(who["claims"].get("birthdate").is_some(), "{who}");
    assert!(who["verification"].get("evidence").is_some(), "{who}");
    // An ordinary sign-in asks for none of it.
    let plain = stage.begin(&stage.visitor(), "/anmelden").await;
    assert_eq!(plain.parameter("acr_values"), "");
    assert!(!plain.parameter("claims").contains("acr"));
    // Another site is no way on.
    let page = kim.get("/ausweisen?weiter=https://evil.test").await;
    assert_eq!(page.attribute("#back", "href").as_deref(), Some("/start"));
});

kit::on_both!(a_proof_raises_the_session_once, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let cookie = format!("portal-{}-session", stage.world.portal.port());
    let (token, sessions) = (kim.cookie(&cookie), "SELECT COUNT(*) FROM sessions");
    let under_way = stage.begin(&kim, BEGIN).await;
    answer(&stage, &under_way, |_| ());
    let page = stage.come_back(&kim, &under_way.state).await.expect(303);
    assert_eq!(page.header("location"), EDIT);
    assert_ne!(kim.cookie(&cookie), token, "another token");
    assert_eq!(count(&stage.world, sessions).await, 1, "the same session");
    kim.get("/start").await.expect(200).shows("123A456789");
    let page = kim.get("/verlauf").await.expect(200);
    page.shows("Sie haben sich für eine Änderung ausgewiesen");
    assert!(is_believed(&kim).await);
    // The old token opens nothing.
    let thief = stage.visitor();
    thief.set_cookie(&cookie, &token.expect("a token"));
    assert!(!stage.is_signed_in(&thief).await);
    // The answer counts once.
    stage.answer_well(&under_way);
    let again = stage.come_back(&kim, &under_way.state).await.expect(303);
    assert_eq!(again.header("location"), "/");
    let thief = stage.come_back(&stage.visitor(), &under_way.state).await;
    assert!(thief.redirect().contains("fehlgeschlagen"));
});

kit::on_both!(another_person_changes_nothing, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let robin = |claims: &mut Value| {
        claims["sub"] = "robin".into();
        claims["sid"] = "session-of-robin".into();
        claims["email"] = "robin@example.org".into();
    };
    let page = come_back_with(&stage, &kim, robin).await.expect(303);
    let refused = "/ausweisen?grund=andere-person&weiter=%2Fprofil%2Fbearbeiten";
    assert_eq!(page.header("location"), refused);
    assert_eq!(page.header("set-cookie"), "");
    let page = page.follow().await.expect(200);
    page.shows("Das war ein anderes Konto")
        .shows("Es wurde nichts geändert");
    assert_eq!(page.attribute("#back", "href").as_deref(), Some(EDIT));
    assert!(page.has("#identify") && page.has("#sign-out-form"));
    kim.get("/start").await.expect(200).shows("Kim Klicker");
    assert!(!is_believed(&kim).await);
    let robins = "SELECT COUNT(*) FROM residents WHERE sub = 'robin'";
    assert_eq!(count(&stage.world, robins).await, 0);
});

kit::on_both!(every_failure_has_a_way_on, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let issuer = stage.provider.issuer.clone();
    for (error, word, text) in [
        (
            "access_denied",
            "abgebrochen",
            "Sie haben sich nicht ausgewiesen",
        ),
        (
            "unmet_authentication_requirements",
            "nicht-moeglich",
            "Das hat nicht gereicht",
        ),
        ("server_error", "nicht-erreichbar", "antwortet gerade nicht"),
    ] {
        let under_way = stage.begin(&kim, BEGIN).await;
        let pairs = [
            ("error", error),
            ("state", &under_way.state),
            ("iss", &issuer),
        ];
        let page = kim.get(&stage.way_back(&pairs)).await.expect(303);
        assert!(page.header("location").contains(word), "{error}");
        let page = page.follow().await.expect(200);
        page.shows(text).shows("schreiben Sie uns einen Brief");
        assert!(page.has("#identify") && page.has("#back"), "{error}");
    }
    let low = |claims: &mut Value| claims["acr"] = "http://eidas.europa.eu/LoA/low".into();
    let passkey = |claims: &mut Value| claims["acr"] = "phr".into();
    let page = come_back_with(&stage, &kim, low).await.expect(303);
    assert!(page.header("location").contains("nicht-moeglich"));
    let page = come_back_with(&stage, &kim, passkey).await.expect(303);
    assert!(page.header("location").contains("nicht-moeglich"));
    let now = stage.world.now();
    let old = move |claims: &mut Value| claims["auth_time"] = json!(now - 7300);
    let page = come_back_with(&stage, &kim, old).await.expect(303);
    assert!(page.header("location").contains("abgelehnt"));
    let page = page.follow().await.expect(200);
    page.shows("Die Antwort passte nicht");
    assert!(!is_believed(&kim).await);
    assert!(stage.is_signed_in(&kim).await);
});

kit::on_both!(for_whom_somebody_acts_is_no_proof, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let now = stage.world.now();
    let cases: [fn(i64) -> Value; 3] = [
        |now| proof("mein-uk", now, ON_THE_CARD),
        |_| Value::Null,
        |now| {
            let mut proof = proof("bundid", now, ON_THE_CARD);
            proof[0]["verification"]["assurance_level"] = "low".into();
            proof
        },
    ];
    for verified in cases {
        let by = |claims: &mut Value| {
            claims["amr"] = json!(["muk", "mfa"]);
            claims["verified_claims"] = verified(now);
        };
        let page = come_back_with(&stage, &kim, by).await.expect(303);
        assert!(page.header("location").contains("unternehmenskonto"));
        let page = page.follow().await.expect(200);
        page.shows("Mein Unternehmenskonto genügt hier nicht");
        assert!(page.has("#identify") && page.has("#back"));
        assert!(!is_believed(&kim).await);
    }
});

kit::on_both!(low_by_one_factor_signs_nobody_in, async |database| {
    let stage = Stage::set(database).await;
    for (amr, location) in [
        (
            json!(["bundid"]),
            "/anmelden/fehlgeschlagen?grund=abgelehnt",
        ),
        (json!(["bundid", "mfa"]), "/profil-auswaehlen"),
    ] {
        let visitor = stage.visitor();
        let under_way = stage.begin(&visitor, "/anmelden").await;
        let mut claims = stage.claims(&under_way.nonce);
        claims["acr"] = "http://eidas.europa.eu/LoA/low".into();
        claims["amr"] = amr.clone();
        let id_token = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&id_token));
        let page = stage.come_back(&visitor, &under_way.state).await;
        assert_eq!(page.expect(303).header("location"), location, "{amr}");
    }
});

kit::on_both!(a_proof_is_believed_for_a_while, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    prove(&stage, &kim).await;
    stay(&stage, &kim, 29).await;
    assert!(is_believed(&kim).await);
    stay(&stage, &kim, 2).await;
    assert!(!is_believed(&kim).await);
    assert!(stage.is_signed_in(&kim).await, "the session lives on");
    // The sign-in at which it was proven must not be too long ago either.
    let now = stage.world.now();
    let before = move |claims: &mut Value| claims["auth_time"] = json!(now - 7100);
    let page = come_back_with(&stage, &kim, before).await.expect(303);
    assert_eq!(page.header("location"), EDIT);
    renew_without_id_token(&stage);
    assert!(is_believed(&kim).await);
    stay(&stage, &kim, 2).await;
    assert!(!is_believed(&kim).await);
});

kit::on_both!(fresh_tokens_can_only_lower_it, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    let renew = |acr: &str| {
        let mut claims = stage.claims("");
        claims["acr"] = acr.into();
        claims["exp"] = json!(stage.world.now() + 3600);
        let id_token = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&id_token));
    };
    // A renewed token is no proof.
    renew(SUBSTANTIAL);
    stay(&stage, &kim, 5).await;
    assert!(!is_believed(&kim).await);
    prove(&stage, &kim).await;
    renew("http://eidas.europa.eu/LoA/high");
    stay(&stage, &kim, 5).await;
    assert!(is_believed(&kim).await);
    renew("phr");
    stay(&stage, &kim, 5).await;
    assert!(!is_believed(&kim).await, "the provider vouches no longer");
    renew(SUBSTANTIAL);
    stay(&stage, &kim, 5).await;
    assert!(!is_believed(&kim).await);
});
