//! `openid-client`, certified by the OpenID Foundation, and `oauth4webapi`, on which it stands. They
//! find everything by discovery.

use aws_lc_rs::encoding::AsBigEndian;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::Database;
use serde_json::{Value, json};

use crate::ground::{Ground, NOWHERE, REDIRECT, SECRET, SIGNED_OUT, client, with_secret};
use crate::script::Script;

/// A private key as JWK (P-256) and the set of its public half.
fn key() -> (Value, Value) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let secret = pair.private_key().as_be_bytes().expect("its number");
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    // 0x04, x, y.
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let public = json!({ "kty": "EC", "crv": "P-256", "kid": "k1", "alg": "ES256", "use": "sig",
                         "x": text(x), "y": text(y) });
    let mut private = public.clone();
    private["d"] = text(secret.as_ref()).into();
    (private, json!({ "keys": [public] }))
}

async fn whole_way(database: Database, file: &str, how: &str, own: Value) {
    let Some(mut library) = Script::node(file) else {
        return;
    };
    let ground = Ground::lay(database, client(REDIRECT, SIGNED_OUT, how)).await;
    let mut who = json!({ "issuer": ground.world.idp.base(), "clientId": "elsewhere",
                          "redirectUri": REDIRECT, "signedOutUri": SIGNED_OUT });
    for (name, value) in own.as_object().into_iter().flatten() {
        who[name] = value.clone();
    }
    library.tell(&who).await;
    let done = loop {
        let said = library.hear().await;
        let Some(address) = said["open"].as_str() else {
            break said["done"].clone();
        };
        let landed = ground.leave(address, NOWHERE).await;
        library.tell(&json!({ "landed": landed })).await;
    };
    let claims = &done["claims"];
    ground.assert_claims(claims);
    for person in [&done["person"], &done["again"]] {
        Ground::assert_person(person, &claims["sub"]);
    }
    // The library's own checks, and the provider's.
    for (name, word) in [("state", "state"), ("iss", "iss"), ("nonce", "nonce")] {
        let refused = done["refused"][name].as_str().expect("words");
        assert!(refused.contains(word), "another {name}: {refused}");
    }
    assert_eq!(done["refused"]["verifier"], "invalid_grant");
    assert_eq!(done["rotated"], true, "a refresh token counts once");
    assert_eq!(done["replayed"], "invalid_grant");
    assert_eq!(
        done["afterReplay"], "invalid_grant",
        "a replay ends the grant"
    );
    assert_eq!(
        done["secondRedemption"], "invalid_grant",
        "a code counts once"
    );
    assert_eq!(done["signedOut"], format!("{SIGNED_OUT}?state=bye"));
    assert_eq!(done["silently"], "login_required", "the session has ended");
}

kit::on_both!(
    openid_client_with_a_key_of_its_own,
    async |database: Database| {
        let (private, public) = key();
        let how = format!("token_endpoint_auth_method = \"private_key_jwt\"\njwks = '{public}'");
        let own = json!({ "key": private });
        whole_way(database, "openid_client.mjs", &how, own).await;
    }
);

kit::on_both!(
    openid_client_as_a_public_client,
    async |database: Database| {
        let how = "token_endpoint_auth_method = \"none\"";
        whole_way(database, "openid_client.mjs", how, json!({})).await;
    }
);

#[tokio::test]
async fn oauth4webapi_with_a_secret() {
    let how = with_secret("client_secret_basic") + "id_token_signed_response_alg = \"PS256\"";
    let own = json!({ "secret": SECRET });
    whole_way(Database::Sqlite, "oauth4webapi.mjs", &how, own).await;
}
