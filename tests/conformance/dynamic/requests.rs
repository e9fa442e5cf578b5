//! Authorization requests that a client signed itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use shared::secret::sha256;

use super::{Stage, module, refused};
use crate::rp::{Party, Request, Signer, random, unsigned};

/// The parameters of `request` as a client signs them.
fn object(party: &Party<'_>, request: &Request) -> Value {
    let mut object = json!({ "iss": party.client.id, "aud": party.op.issuer() });
    for (name, value) in request.fields() {
        object[name] = value.as_str().into();
    }
    object
}

module!(
    /// Nothing says that unsigned requests are read, and none is.
    oidcc_request_uri_unsigned,
    async |stage: Stage| {
        let op = &stage.op;
        assert!(!op.supports("request_object_signing_alg_values_supported", "none"));
        let mut metadata = stage.metadata();
        metadata["request_object_signing_alg"] = json!("none");
        refused(&stage.ask(&metadata).await, "invalid_client_metadata");
        let address = stage.put("/request.jwt", &unsigned(&json!({ "state": "x" })));
        let wishes = json!({ "request_uris": [address] });
        let party = stage.signing(&wishes, &Signer::new()).await;
        let request = party.request().with("request_uri", &address);
        let answered = party.ask(&request).await;
        assert_eq!(answered.error(), "invalid_request_object");
    }
);

module!(oidcc_request_uri_signed_rs256, async |stage: Stage| {
    let op = &stage.op;
    assert_eq!(op.metadata["request_uri_parameter_supported"], true);
    assert!(op.supports("request_object_signing_alg_values_supported", "RS256"));
    let signer = Signer::new();
    let base = format!("{}/request.jwt", stage.site);
    // What lies there may change with each request, so the address says which is meant.
    let wishes = json!({ "request_uris": [base], "request_object_signing_alg": "RS256" });
    let party = stage.signing(&wishes, &signer).await;
    let request = party.request();
    let text = signer.sign(&object(&party, &request));
    let _ = stage.put("/request.jwt", &text);
    let outside = Request::new(&[
        ("client_id", &party.client.id),
        ("response_type", "code"),
        ("scope", "openid"),
        ("request_uri", &base),
    ]);
    let walk = party.send(&outside).await;
    let answered = party.read(walk, request.get("state"));
    let page = party.redeem(answered.code()).await;
    let _ = party.tokens(page, request.get("nonce")).await;
    // With the hash of what must lie there (OpenID Connect Core §6.2).
    let hash = URL_SAFE_NO_PAD.encode(sha256(text.as_bytes()));
    let pinned = format!("{base}#{hash}");
    let wishes = json!({ "request_uris": [pinned], "request_object_signing_alg": "RS256" });
    let party = party.with(&stage.register(&wishes, Some(&signer)).await.0);
    let other = signer.sign(&object(&party, &party.request()));
    let _ = stage.put("/request.jwt", &other);
    let walk = party
        .send(&party.request().with("request_uri", &pinned))
        .await;
    let (_, told) = walk.told();
    assert_eq!(
        told["error"], "invalid_request_uri",
        "not what was registered"
    );
});

module!(
    /// What the client signed wins over what the query says.
    oidcc_ensure_request_object_with_redirect_uri,
    async |stage: Stage| {
        let signer = Signer::new();
        let wishes = json!({ "request_object_signing_alg": "RS256" });
        let party = stage.signing(&wishes, &signer).await;
        let request = party.request();
        let text = signer.sign(&object(&party, &request));
        let outside = request.clone().with("request", &text);
        let outside = outside.with("state", &random());
        let elsewhere = format!("{}/elsewhere", stage.site);
        let walk = party.send(&outside.with("redirect_uri", &elsewhere)).await;
        let answered = party.read(walk, request.get("state"));
        let page = party.redeem(answered.code()).await;
        let _ = party.tokens(page, request.get("nonce")).await;
    }
);
