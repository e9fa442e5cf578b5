//! The policy `legacy`: without PKCE for who proves itself by a secret, and never a downgrade
//! (RFC 9700 §4.8.2).

use kit::{Database, on_both};

use crate::oauth::flow::{CALLBACK, Fields, Flow, SECRET, answer, client, refused};
use shared::secret::sha256;

fn file() -> String {
    let hash: String = sha256(SECRET.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    client(
        "old",
        &format!(
            "first_party = true\npolicy = \"legacy\"\n\
             token_endpoint_auth_method = \"client_secret_post\"\nclient_secret_sha256 = \"{hash}\""
        ),
    )
}

fn request() -> Fields {
    let plain = Flow::request().with("client_id", "old");
    plain
        .without("code_challenge")
        .without("code_challenge_method")
}

fn redemption(code: &str) -> Fields {
    Fields::new(&[
        ("grant_type", "authorization_code"),
        ("client_id", "old"),
        ("client_secret", SECRET),
        ("code", code),
        ("redirect_uri", CALLBACK),
    ])
}

on_both!(
    an_old_client_does_without_pkce_and_nonce,
    async |database: Database| {
        let flow = Flow::with(database, vec![file()]).await;
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let code = flow.code(&request().without("nonce")).await;
        let tokens = flow.token(&redemption(&code)).await.expect(200).json();
        let (_, claims) = flow.read(tokens["id_token"].as_str().expect("one")).await;
        assert_eq!(claims["aud"], "old");
        assert!(claims.get("nonce").is_none());
        // Everybody else needs it.
        let page = flow.authorize(&request().with("client_id", "app")).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("invalid_request"));
    }
);

on_both!(who_uses_pkce_is_held_to_it, async |database: Database| {
    let flow = Flow::with(database, vec![file()]).await;
    let _ = flow.sign_in(&flow.visitor, "phr").await;
    let verifier = crate::oauth::flow::VERIFIER;
    let with = Flow::request().with("client_id", "old");
    let code = flow.code(&with).await;
    refused(&flow.token(&redemption(&code)).await, "invalid_grant");
    let code = flow.code(&with).await;
    let proven = redemption(&code).with("code_verifier", verifier);
    let _ = flow.token(&proven).await.expect(200);
    // A verifier for a code without challenge: somebody took the challenge away.
    let code = flow.code(&request()).await;
    let downgraded = redemption(&code).with("code_verifier", verifier);
    refused(&flow.token(&downgraded).await, "invalid_grant");
    let stray = request().with("code_challenge_method", "S256");
    let page = flow.authorize(&stray).await;
    assert_eq!(answer(&page, "error").as_deref(), Some("invalid_request"));
});
