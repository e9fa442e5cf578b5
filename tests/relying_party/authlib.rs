//! Authlib in a Flask application, which signs people in as its documentation shows, with a secret
//! in the body and ID tokens in RS256. Authlib checks `state` by what it kept in the browser's
//! session, and `nonce`, `iss`, `aud`, `exp` and `at_hash` of the ID token; its keys it finds by
//! discovery.

use kit::Database;
use serde_json::{Value, json};
use url::Url;

use crate::ground::{Ground, SECRET, client, with_another, with_secret};
use crate::script::Script;

/// The authorization request that the application sends the browser away with.
async fn asked(ground: &Ground, base: &str) -> Url {
    let page = ground.kim.get(&format!("{base}/anmelden")).await;
    Url::parse(&page.redirect()).expect("an address")
}

/// What is done to a request under way, the browser lands on a refusal in the application.
async fn refused(ground: &Ground, address: &str) -> Value {
    ground.arrive(address).await.expect(400).json()
}

kit::on_both!(a_flask_application, async |database: Database| {
    let Some(mut application) = Script::python("with_authlib.py") else {
        return;
    };
    let said = application.hear().await;
    let base = said["base"].as_str().expect("an address");
    let how = with_secret("client_secret_post") + "id_token_signed_response_alg = \"RS256\"";
    let file = client(
        &format!("{base}/zurueck"),
        &format!("{base}/abgemeldet"),
        &how,
    );
    let ground = Ground::lay(database, file).await;
    let who =
        json!({ "issuer": ground.world.idp.base(), "clientId": "elsewhere", "secret": SECRET });
    application.tell(&who).await;

    // What Authlib refuses: an answer nobody waits for, another's ID token, another provider's word.
    let question = asked(&ground, base).await;
    let method = question
        .query_pairs()
        .find(|(name, _)| name == "code_challenge_method");
    assert_eq!(
        method.map(|(_, value)| value.into_owned()).as_deref(),
        Some("S256")
    );
    let told = refused(
        &ground,
        with_another(&question, "state", "another").as_str(),
    )
    .await;
    assert_eq!(told["refused"], "mismatching_state", "{told}");
    let question = asked(&ground, base).await;
    let told = refused(
        &ground,
        with_another(&question, "nonce", "another").as_str(),
    )
    .await;
    assert!(told.to_string().contains("nonce"), "{told}");
    let landed = ground
        .leave(asked(&ground, base).await.as_str(), base)
        .await;
    let landed = Url::parse(&landed).expect("an address");
    let told = refused(
        &ground,
        with_another(&landed, "iss", "http://localhost:9").as_str(),
    )
    .await;
    assert_eq!(told["refused"], "another_issuer");
    // What the provider refuses: a code that another verifier belongs to.
    let question = asked(&ground, base).await;
    let other = with_another(&question, "code_challenge", &"a".repeat(43));
    let told = refused(&ground, other.as_str()).await;
    assert_eq!(told["refused"], "invalid_grant", "{told}");
    let nobody = ground.kim.get(&format!("{base}/wer")).await.expect(401);
    assert_eq!(nobody.json()["refused"], "nobody");

    let told = ground.arrive(&format!("{base}/anmelden")).await.expect(200);
    let told = told.json();
    ground.assert_claims(&told["claims"]);
    let sub = told["claims"]["sub"].clone();
    Ground::assert_person(&told["person"], &sub);

    let again = format!("{base}/wer?erneuert");
    let told = ground.kim.get(&again).await.expect(200).json();
    assert_eq!(told["refreshed"], 1, "{told}");
    assert_eq!(told["rotated"], true, "a refresh token counts once");
    Ground::assert_person(&told["person"], &sub);

    // RP-initiated: there and back, with the state that Authlib sent.
    let page = ground.arrive(&format!("{base}/abmelden")).await.expect(200);
    assert_eq!(page.json()["signed_out"], true);
    let _ = ground.kim.get(&format!("{base}/wer")).await.expect(401);
    let told = refused(&ground, &format!("{base}/anmelden?silently")).await;
    assert_eq!(told["refused"], "login_required", "the session has ended");
});
