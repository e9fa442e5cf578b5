//! `oidcc-backchannel-rp-initiated-logout-certification-test-plan` (Back-Channel Logout 1.0).

use std::time::Duration;

use jsonwebtoken::Algorithm;
use kit::Database;
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::rp::{Client, Mode, Op, Party, Request, verified};

#[test]
fn oidcc_backchannel_logout_discovery_endpoint_verification() {
    kit::browser::run(async {
        let op = Op::with(&[]).await;
        for name in [
            "backchannel_logout_supported",
            "backchannel_logout_session_supported",
        ] {
            assert_eq!(op.metadata[name], true, "{name}");
        }
        assert!(op.at("end_session_endpoint").starts_with(&op.issuer()));
    });
}

/// The one request that came to the client; waits for it.
async fn heard(server: &MockServer) -> wiremock::Request {
    for _ in 0..200 {
        let all = server.received_requests().await.unwrap_or_default();
        if let Some(first) = all.into_iter().next() {
            return first;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the client heard nothing")
}

kit::on_both!(
    oidcc_backchannel_rp_initiated_logout,
    async |database: Database| {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .and(path("/out"))
            .respond_with(ResponseTemplate::new(200))
            .mount(&server)
            .await;
        let line = format!("backchannel_logout_uri = \"{}/out\"", server.uri());
        let client = Client::basic("basic").saying(&line);
        let op = Op::on(database, &[&client]).await;
        let party = Party::new(&op, &client, Mode::Query);
        let (_, tokens) = party.sign_in(&party.request()).await;
        let query = Request::new(&[
            ("id_token_hint", &tokens.id.text),
            ("post_logout_redirect_uri", "https://rp.test/bye"),
            ("state", "s"),
        ]);
        let endpoint = op.at("end_session_endpoint");
        let walk = party
            .browser
            .open(&format!("{endpoint}?{}", query.query()))
            .await;
        assert_eq!(walk.told().0, "https://rp.test/bye?state=s");
        assert!(!party.is_signed_in().await);

        let request = heard(&server).await;
        let kind = request.headers.get("content-type").expect("a type");
        assert_eq!(kind, "application/x-www-form-urlencoded");
        let fields: Vec<_> = url::form_urlencoded::parse(&request.body).collect();
        let [(name, token)] = fields.as_slice() else {
            panic!("one field: {fields:?}")
        };
        assert_eq!(name, "logout_token");
        let token = verified(token, &op.keys().await, Algorithm::RS256);
        let claims = &token.claims;
        assert_eq!(claims["iss"], op.issuer());
        assert_eq!(claims["aud"], client.id.as_str());
        let issued = token.time_of("iat");
        assert!(issued <= op.now() && issued > op.now() - 86400);
        assert!(token.time_of("exp") > op.now());
        assert!(!token.text_of("jti").is_empty());
        let event = "http://schemas.openid.net/event/backchannel-logout";
        assert_eq!(claims["events"], json!({ event: {} }));
        for same in ["sub", "sid"] {
            assert_eq!(token.text_of(same), tokens.id.text_of(same));
        }
        assert!(claims.get("nonce").is_none());
    }
);
