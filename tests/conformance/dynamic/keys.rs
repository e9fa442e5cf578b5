//! Keys that change, of the provider and of clients; and what proves that a client is itself.

use std::time::Duration;

use jsonwebtoken::Algorithm;
use serde_json::json;

use super::{Stage, module, refused};
use crate::rp::{Auth, Signer, verified};

module!(oidcc_idtoken_rs256, async |stage: Stage| {
    let wishes = json!({ "id_token_signed_response_alg": "RS256" });
    let party = stage.party(&wishes).await;
    let (_, tokens) = party.sign_in(&party.request()).await;
    assert_eq!(tokens.id.header.alg, Algorithm::RS256);
});

module!(
    /// Nothing says that unsigned ID tokens are to be had, and nobody can register for them.
    oidcc_idtoken_unsigned,
    async |stage: Stage| {
        let list = "id_token_signing_alg_values_supported";
        assert!(!stage.op.supports(list, "none"));
        let mut metadata = stage.metadata();
        metadata["id_token_signed_response_alg"] = json!("none");
        refused(&stage.ask(&metadata).await, "invalid_client_metadata");
    }
);

module!(
    /// Userinfo as a signed JWT (OpenID Connect Core §5.3.2).
    oidcc_userinfo_rs256,
    async |stage: Stage| {
        assert!(
            stage
                .op
                .supports("userinfo_signing_alg_values_supported", "RS256")
        );
        let wishes = json!({ "userinfo_signed_response_alg": "RS256" });
        let party = stage.party(&wishes).await;
        let request = party.request().with("scope", "openid email");
        let (_, tokens) = party.sign_in(&request).await;
        let page = party.userinfo(&tokens.access).await.expect(200);
        assert!(page.header("content-type").starts_with("application/jwt"));
        let keys = stage.op.keys().await;
        let told = verified(&page.body(), &keys, Algorithm::RS256);
        assert_eq!(told.claims["iss"], stage.op.issuer());
        assert_eq!(told.claims["aud"], party.client.id.as_str());
        assert_eq!(told.claims["sub"], tokens.id.claims["sub"]);
        assert_eq!(told.claims["email"], stage.op.person.email.as_str());
    }
);

module!(
    /// The provider changes its keys: the new one signs, the old one stays published.
    oidcc_server_rotate_keys,
    async |stage: Stage| {
        let party = stage.party(&json!({})).await;
        let (_, before) = party.sign_in(&party.request()).await;
        let _ = stage.op.shell_keys(&["rotate", "--now"]).await;
        let old = before.id.header.kid.as_deref().expect("a kid");
        for _ in 0..100 {
            let (_, after) = party.sign_in(&party.request()).await;
            let kid = after.id.header.kid.as_deref().expect("a kid");
            if kid != old {
                assert!(stage.op.keys().await.find(old).is_some(), "still published");
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the old key goes on signing")
    }
);

module!(oidcc_registration_jwks_uri, async |stage: Stage| {
    let signer = Signer::new();
    let address = stage.put("/jwks.json", &signer.public_set().to_string());
    let party = stage
        .signing(&json!({ "jwks_uri": address }), &signer)
        .await;
    let (_, tokens) = party.sign_in(&party.request()).await;
    let _ = party.claims(&tokens).await;
});

module!(
    /// The client changes the keys at its `jwks_uri`, and goes on.
    oidcc_refresh_token_rp_key_rotation,
    async |stage: Stage| {
        let (first, second) = (Signer::new(), Signer::new());
        let address = stage.put("/jwks.json", &first.public_set().to_string());
        let wishes = json!({
            "jwks_uri": address, "grant_types": ["authorization_code", "refresh_token"],
        });
        let mut party = stage.signing(&wishes, &first).await;
        let request = party.request().with("scope", "openid offline_access");
        let (_, tokens) = party.sign_in(&request.with("prompt", "consent")).await;
        let token = tokens.refresh.expect("a refresh token");
        let _ = stage.put("/jwks.json", &second.public_set().to_string());
        stage.op.world.advance(Duration::from_mins(1));
        let audience = stage.op.at("token_endpoint").to_owned();
        party.client.auth = Auth::Key(second, audience);
        let page = party.refresh(&token).await;
        let renewed = party.tokens(page, None).await;
        let _ = party.claims(&renewed).await;
    }
);

module!(
    /// The assertion names the issuer, not the address of the endpoint.
    oidcc_ensure_client_assertion_with_iss_aud_succeeds,
    async |stage: Stage| {
        let signer = Signer::new();
        let mut party = stage.signing(&json!({}), &signer).await;
        party.client.auth = Auth::Key(signer, stage.op.issuer());
        let (_, tokens) = party.sign_in(&party.request()).await;
        let _ = party.claims(&tokens).await;
    }
);
