//! A client for itself (RFC 6749 §4.4; R15, T57).

use http::Method;
use kit::{Database, Page, on_both};

use crate::oauth::flow::{API, Flow, SECRET, refused};

async fn ask(flow: &Flow, fields: &[(&str, &str)]) -> Page {
    let program = flow.world.idp.visitor();
    program
        .ask(Method::POST, "/oauth/token")
        .as_program()
        .form(fields)
        .send()
        .await
}

on_both!(
    it_gets_a_token_and_nothing_of_a_person,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", "post"),
            ("client_secret", SECRET),
            ("scope", "openid portal.profile offline_access"),
            ("resource", API),
        ];
        let tokens = ask(&flow, &fields).await.expect(200).json();
        assert!(tokens.get("refresh_token").is_none() && tokens.get("id_token").is_none());
        let access_token = tokens["access_token"].as_str().expect("an access token");
        let (_, claims) = flow.read(access_token).await;
        assert_eq!(claims["sub"], "post");
        assert_eq!(claims["aud"], API);
        assert_eq!(claims["scope"], "portal.profile");
        for absent in ["sid", "acr", "amr", "auth_time"] {
            assert!(claims.get(absent).is_none(), "{absent}");
        }
        let _ = flow.userinfo(access_token).await.expect(401);

        let mut none = fields;
        none[3].1 = "openid";
        refused(&ask(&flow, &none).await, "invalid_scope");
        let mut public = fields;
        public[1].1 = "app";
        refused(&ask(&flow, &public).await, "invalid_client");
        refused(
            &ask(&flow, &[fields[0], ("client_id", "app"), fields[3]]).await,
            "unauthorized_client",
        );
    }
);
