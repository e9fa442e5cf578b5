//! `oidcc-3rdparty-init-login-certification-test-plan`: a client may say where a sign-in at it can
//! be begun by others (OpenID Connect Core §4).

use serde_json::json;

use crate::dynamic::{Stage, module, refused};

module!(
    /// It is kept, and can be read back.
    oidcc_3rd_party_init_login,
    async |stage: Stage| {
        let address = format!("{}/begin", stage.site);
        let wishes = json!({ "initiate_login_uri": address });
        let (_, registration) = stage.register(&wishes, None).await;
        assert_eq!(registration["initiate_login_uri"], address.as_str());
        let page = stage.read(&registration).await.expect(200);
        assert!(page.header("content-type").starts_with("application/json"));
        assert_eq!(page.json()["initiate_login_uri"], address.as_str());
    }
);

module!(oidcc_3rd_party_init_login_nohttps, async |stage: Stage| {
    let mut metadata = stage.metadata();
    let address = stage.site.replacen("https:", "http:", 1);
    metadata["initiate_login_uri"] = json!(format!("{address}/begin"));
    refused(&stage.ask(&metadata).await, "invalid_client_metadata");
});
