//! `/.well-known/openid-configuration`, `/.well-known/oauth-authorization-server`,
//! `/.well-known/passkey-endpoints`.

use kit::world::World;
use kit::{Database, on_both};

use crate::oauth::flow::Flow;
use crate::secured::with_passkey;

on_both!(discovery_is_true, async |database: Database| {
    let flow = Flow::start(database).await;
    let page = flow
        .visitor
        .get("/.well-known/openid-configuration")
        .await
        .expect(200);
    assert!(page.header("content-type").starts_with("application/json"));
    let document = page.json();
    let other = flow
        .visitor
        .get("/.well-known/oauth-authorization-server")
        .await
        .expect(200);
    assert_eq!(other.json(), document);
    assert_eq!(document["issuer"], flow.issuer());
    let program = flow.world.idp.visitor();
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
        "end_session_endpoint",
        "introspection_endpoint",
        "revocation_endpoint",
    ] {
        let address = document[name].as_str().expect(name);
        let path = address
            .strip_prefix(&flow.issuer())
            .expect("an own address");
        assert_ne!(program.get(path).await.status(), 404, "{name}");
    }
    for (name, values) in [
        ("response_types_supported", vec!["code"]),
        ("code_challenge_methods_supported", vec!["S256"]),
        ("subject_types_supported", vec!["public", "pairwise"]),
        (
            "introspection_endpoint_auth_methods_supported",
            vec![
                "private_key_jwt",
                "client_secret_basic",
                "client_secret_post",
            ],
        ),
        (
            "id_token_signing_alg_values_supported",
            vec!["ES256", "RS256", "PS256", "EdDSA"],
        ),
    ] {
        assert_eq!(document[name], serde_json::json!(values), "{name}");
    }
    let text = document.to_string();
    for absent in ["HS256", "\"plain\"", "password", "implicit"] {
        assert!(!text.contains(absent), "{absent}");
    }
    for yes in [
        "authorization_response_iss_parameter_supported",
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
    ] {
        assert_eq!(document[yes], true, "{yes}");
    }
    assert!(
        !document["ui_locales_supported"]
            .as_array()
            .expect("languages")
            .is_empty()
    );
});

on_both!(
    passkey_endpoints_lead_to_the_pages,
    async |database: Database| {
        let world = World::start(database).await;
        let program = world.idp.visitor();
        let page = program
            .get("/.well-known/passkey-endpoints")
            .await
            .expect(200);
        assert!(page.header("content-type").starts_with("application/json"));
        let endpoints = page.json();
        let (kim, _) = with_passkey(&world).await;
        for (name, title) in [
            ("enroll", "Passkey einrichten"),
            ("manage", "Passkeys verwalten"),
        ] {
            let address = endpoints[name].as_str().expect(name);
            let path = address.strip_prefix(&world.idp.base()).expect("an own one");
            kim.get(path).await.expect(200).shows(title);
        }
    }
);
