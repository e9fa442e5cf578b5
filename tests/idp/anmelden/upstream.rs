//! `/anmelden/{dienst}/zurueck`: an answer is taken only if it is this provider's, to this very
//! request, whole and good enough (OpenID Connect Core §3.1.3.7, §5.3.2; security.md 2.4, T38).

use kit::{Database, Page};
use serde_json::{Value, json};

use super::provider::{Key, Scene, Told, said};
use crate::secured::{KIM, Leads, is_in, with_totp};

const NEW: &str = "/registrieren/bundid";

fn id_token(name: &'static str, value: Value) -> impl Fn(&mut Told) {
    move |told| told.id_token[name] = value.clone()
}

fn userinfo(name: &'static str, value: Value) -> impl Fn(&mut Told) {
    move |told| told.userinfo[name] = value.clone()
}

kit::on_both!(
    only_this_provider_s_answer_to_this_request_is_taken,
    async |database: Database| {
        let scene = Scene::set(database).await;
        assert_eq!(scene.outcome(|_| ()).await, NEW);
        let now = scene.world.now();
        for (name, value) in [
            ("nonce", json!("another")),
            ("nonce", json!(null)),
            ("aud", json!("somebody-else")),
            ("aud", json!([])),
            ("iss", json!("http://localhost:1")),
            ("exp", json!(now - 1)),
            ("exp", json!(null)),
            ("iat", json!(now + 120)),
            ("sub", json!("robin-there")),
            ("acr", json!("STORK-QAA-Level-9")),
            ("acr", json!(null)),
        ] {
            let outcome = scene.outcome(id_token(name, value.clone())).await;
            assert_eq!(outcome, "failed", "{name} = {value}");
        }
        for sub in [json!("robin-there"), json!(null), json!(7)] {
            let outcome = scene.outcome(userinfo("sub", sub.clone())).await;
            assert_eq!(outcome, "failed", "userinfo's sub = {sub}");
        }
        // Signed by somebody else, although under the same name.
        let sent = scene
            .send(scene.world.idp.visitor(), "/anmelden/bundid")
            .await;
        let page = scene
            .come_back(&sent, &scene.good(&sent), &Key::new("first"))
            .await;
        assert_eq!(said(&page), "failed");
        assert!(!is_in(&sent.visitor).await);
        // Without an ID token, without userinfo, with a code that it refuses.
        for (status, tokens) in [
            (
                200,
                json!({ "access_token": "theirs", "token_type": "Bearer" }),
            ),
            (400, json!({ "error": "invalid_grant" })),
            (200, json!("x")),
        ] {
            let sent = scene
                .send(scene.world.idp.visitor(), "/anmelden/bundid")
                .await;
            scene.answer(status, tokens);
            let page = scene.come_back_with(&sent, &[("code", "c")]).await;
            assert_eq!(said(&page), "failed");
        }
    }
);

kit::on_both!(
    what_the_provider_reports_ends_in_a_page,
    async |database: Database| {
        let scene = Scene::set(database).await;
        let lacks = "IDP_REQUIRED_ATTRIBUTES_MISSING: family_name";
        for (parameters, reason, words) in [
            (
                vec![("error", "access_denied")],
                "cancelled",
                "Sie haben die Anmeldung abgebrochen",
            ),
            (
                vec![("error", "access_denied"), ("error_description", lacks)],
                "missing",
                "Dort fehlt eine Angabe, die wir brauchen",
            ),
            (
                vec![("error", "server_error")],
                "failed",
                "Die Anmeldung hat dort nicht geklappt",
            ),
            (vec![], "failed", "nicht geklappt"),
        ] {
            let sent = scene
                .send(scene.world.idp.visitor(), "/anmelden/bundid")
                .await;
            let page = scene.come_back_with(&sent, &parameters).await;
            assert_eq!(said(&page), reason, "{parameters:?}");
            page.follow().await.expect(200).shows(words);
        }
        // Away when the person comes back, and when somebody else wants to go.
        let sent = scene
            .send(scene.world.idp.visitor(), "/anmelden/bundid")
            .await;
        let told = scene.good(&sent);
        scene.be_away(true);
        let page = scene.come_back(&sent, &told, &scene.key).await;
        let said = said(&page);
        assert!(matches!(said.as_str(), "away" | "failed"), "{said}");
        page.follow()
            .await
            .expect(200)
            .shows("Noch einmal mit BundID");
        assert!(!is_in(&sent.visitor).await);
    }
);

kit::on_both!(
    a_new_key_is_found_and_an_old_one_forgotten,
    async |database: Database| {
        let scene = Scene::set(database).await;
        assert_eq!(scene.outcome(|_| ()).await, NEW);
        let second = Key::new("second");
        let sent = scene
            .send(scene.world.idp.visitor(), "/anmelden/bundid")
            .await;
        let page = scene.come_back(&sent, &scene.good(&sent), &second).await;
        assert_eq!(said(&page), "failed", "not published yet");
        scene.world.advance(std::time::Duration::from_mins(11));
        scene.publish(&[&second]);
        let sent = scene
            .send(scene.world.idp.visitor(), "/anmelden/bundid")
            .await;
        let page = scene.come_back(&sent, &scene.good(&sent), &second).await;
        assert_eq!(said(&page), NEW);
        assert_eq!(scene.outcome(|_| ()).await, "failed", "the old key");
    }
);

kit::on_both!(
    no_address_of_the_other_side_links_anything,
    async |database: Database| {
        let scene = Scene::set(database).await;
        let _ = with_totp(&scene.world).await;
        for email in [
            KIM,
            "KIM@example.org",
            "ｋim@example.org",
            "kim@EXAMPLE.ORG",
        ] {
            for verified in [json!(true), json!("true"), json!(false), json!(null)] {
                let told = |told: &mut Told| {
                    told.userinfo["email"] = json!(email);
                    told.userinfo["email_verified"] = verified.clone();
                    told.id_token["email"] = json!(email);
                    told.id_token["email_verified"] = verified.clone();
                };
                let outcome = scene.outcome(told).await;
                let nobody = matches!(outcome.as_str(), NEW | "failed");
                assert!(nobody, "{email} {verified}: {outcome}");
            }
        }
    }
);

/// Registers Kim by the good answer.
async fn registered(scene: &Scene) {
    let sent = scene
        .send(scene.world.idp.visitor(), "/anmelden/bundid")
        .await;
    let kim = &sent.visitor;
    let page = scene.come_back(&sent, &scene.good(&sent), &scene.key).await;
    let form = page.follow().await.expect(200).form("register-form");
    let form = form.fill("email", KIM).check("terms").check("privacy");
    let _ = form.submit_and_follow().await.expect(200);
    let link = scene
        .world
        .mailbox
        .next(KIM)
        .await
        .link("/registrieren/bestaetigen");
    let form = kim.get(&link).await.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
}

kit::on_both!(low_alone_is_one_factor, async |database: Database| {
    let scene = Scene::set(database).await;
    registered(&scene).await;
    assert_eq!(scene.outcome(|_| ()).await, "/konto");
    let low = |mfa: Value| {
        move |told: &mut Told| {
            told.id_token["acr"] = json!("STORK-QAA-Level-2");
            told.userinfo["bundid_mfa"] = mfa.clone();
        }
    };
    for mfa in [json!(false), json!(null), json!("false"), json!(1)] {
        let outcome = scene.outcome(low(mfa.clone())).await;
        assert!(
            outcome.starts_with("/anmelden/mit-nachweis"),
            "{mfa}: {outcome}"
        );
    }
    assert_eq!(scene.outcome(low(json!(true))).await, "/konto");
    assert_eq!(scene.outcome(low(json!("true"))).await, "/konto");
});

kit::on_both!(
    less_than_was_asked_for_is_no_proof,
    async |database: Database| {
        let scene = Scene::set(database).await;
        registered(&scene).await;
        let kim = signed_in(&scene).await;
        let path = "/anmelden/bundid?stufe=substantial";
        for acr in ["STORK-QAA-Level-1", "STORK-QAA-Level-2"] {
            let sent = scene.send(kim.clone(), path).await;
            assert_eq!(sent.asked("acr_values"), "STORK-QAA-Level-3");
            let mut told = scene.good(&sent);
            told.id_token["acr"] = json!(acr);
            let page = scene.come_back(&sent, &told, &scene.key).await;
            assert_eq!(said(&page), "too-low", "{acr}");
        }
        let sent = scene.send(kim, path).await;
        let page = scene.come_back(&sent, &scene.good(&sent), &scene.key).await;
        assert_eq!(said(&page), "/konto");
    }
);

async fn signed_in(scene: &Scene) -> kit::Visitor {
    let sent = scene
        .send(scene.world.idp.visitor(), "/anmelden/bundid")
        .await;
    let page: Page = scene.come_back(&sent, &scene.good(&sent), &scene.key).await;
    assert_eq!(page.leads(), "/konto");
    sent.visitor
}
