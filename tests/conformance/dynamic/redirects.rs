//! Redirect URIs: byte for byte, query and all.

use serde_json::json;

use super::{Stage, module, refused};

module!(
    /// With two of them a request must say which.
    oidcc_ensure_redirect_uri_in_authorization_request,
    async |stage: Stage| {
        let both = [stage.callback(), format!("{}/second", stage.site)];
        let party = stage.party(&json!({ "redirect_uris": both })).await;
        let request = party.request();
        party
            .send(&request.clone().without("redirect_uri"))
            .await
            .is_stuck();
        let _ = party.sign_in(&request).await;
        party.send(&request.without("redirect_uri")).await.is_stuck();
    }
);

module!(oidcc_redirect_uri_query_ok, async |stage: Stage| {
    let address = format!("{}?foo=bar", stage.callback());
    let party = stage.party(&json!({ "redirect_uris": [address] })).await;
    // The helper looks at every byte of the address.
    let _ = party.sign_in(&party.request()).await;
});

module!(oidcc_redirect_uri_query_mismatch, async |stage: Stage| {
    let address = format!("{}?foo=bar", stage.callback());
    let party = stage.party(&json!({ "redirect_uris": [address] })).await;
    let other = format!("{}?bar=foo", stage.callback());
    let request = party.request().with("redirect_uri", &other);
    party.send(&request).await.is_stuck();
});

module!(oidcc_redirect_uri_query_added, async |stage: Stage| {
    let party = stage.party(&json!({})).await;
    let other = format!("{}?foo=bar", stage.callback());
    let request = party.request().with("redirect_uri", &other);
    party.send(&request).await.is_stuck();
});

module!(oidcc_redirect_uri_regfrag, async |stage: Stage| {
    let mut metadata = stage.metadata();
    metadata["redirect_uris"] = json!([format!("{}#foobar", stage.callback())]);
    refused(&stage.ask(&metadata).await, "invalid_redirect_uri");
});
