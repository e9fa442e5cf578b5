//! `/oauth/jwks` (RFC 7517).

use kit::{Database, on_both};

use crate::oauth::flow::Flow;

on_both!(the_keys_are_public_and_last, async |database: Database| {
    let flow = Flow::start(database).await;
    let page = flow.visitor.get("/oauth/jwks").await.expect(200);
    assert!(page.header("cache-control").contains("max-age"));
    let set = page.json();
    let keys = set["keys"].as_array().expect("keys");
    assert_eq!(keys.len(), 1);
    for (name, value) in [
        ("kty", "EC"),
        ("crv", "P-256"),
        ("alg", "ES256"),
        ("use", "sig"),
    ] {
        assert_eq!(keys[0][name], value, "{set}");
    }
    assert!(keys[0]["kid"].is_string() && keys[0].get("d").is_none());
    flow.world.idp.restart().await;
    assert_eq!(
        flow.visitor.get("/oauth/jwks").await.expect(200).json(),
        set
    );
});
