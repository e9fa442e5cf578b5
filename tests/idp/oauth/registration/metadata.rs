//! What is refused, and how it is told (T03, T58; RFC 7591 §3.2.2).

use http::Method;
use kit::{Database, on_both};
use serde_json::{Value, json};

use super::{OPEN, ask, metadata, refused, registered};
use crate::oauth::flow::{CALLBACK, Flow};

const URI: &str = "invalid_redirect_uri";
const DATA: &str = "invalid_client_metadata";

on_both!(hostile_addresses_are_refused, async |database: Database| {
    let (flow, _) = Flow::signed_in_with(database, OPEN).await;
    for hostile in [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://app.test/x",
        "https://user@app.test/",
        "https://app.test/\u{e4}",
        "https://app.test/\r\nX: y",
        "gopher://app.test/",
        "/relative",
        "",
    ] {
        let body = metadata(&json!({ "redirect_uris": [hostile] }));
        refused(&ask(&flow, None, &body).await, URI, &body);
        for name in [
            "logo_uri",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "initiate_login_uri",
            "jwks_uri",
            "sector_identifier_uri",
            "backchannel_logout_uri",
            "frontchannel_logout_uri",
        ] {
            let body = metadata(&json!({ name: hostile }));
            refused(&ask(&flow, None, &body).await, DATA, &body);
        }
        let body = metadata(&json!({ "post_logout_redirect_uris": [hostile] }));
        refused(&ask(&flow, None, &body).await, DATA, &body);
    }
    let many: Vec<_> = (0..21).map(|n| format!("https://app.test/{n}")).collect();
    for uris in [
        json!([]),
        json!(null),
        json!([format!("{CALLBACK}#f")]),
        json!([format!("{CALLBACK}#")]),
        json!(["http://app.test/cb"]),
        json!([format!("https://app.test/{}", "a".repeat(3000))]),
        json!(many),
        json!(["com.example.app:/cb"]),
    ] {
        let body = metadata(&json!({ "redirect_uris": uris }));
        refused(&ask(&flow, None, &body).await, URI, &body);
    }
    let native = json!({ "application_type": "native", "redirect_uris": ["com.example.app:/cb"] });
    let _ = registered(&flow, &native).await;
});

on_both!(
    what_makes_no_sense_is_refused,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let private = json!({ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB", "d": "AQ" }] });
        let public = json!({ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }] });
        let symmetric = json!({ "keys": [{ "kty": "oct", "k": "AQAB" }] });
        for changes in [
            json!({ "response_types": ["token"] }),
            json!({ "response_types": ["code", "id_token"] }),
            json!({ "grant_types": ["implicit"] }),
            json!({ "grant_types": ["password", "authorization_code"] }),
            // Only by invitation.
            json!({ "grant_types": ["authorization_code", "client_credentials"] }),
            json!({ "application_type": "desktop" }),
            json!({ "client_name": "a".repeat(201) }),
            json!({ "client_name": "zwei\nZeilen" }),
            json!({ "client_name": "gedreht \u{202e}" }),
            json!({ "client_name": 7 }),
            json!({ "client_name#x y": "A" }),
            json!({ "client_name#de": ["A"] }),
            json!({ "contacts": ["no address"] }),
            json!({ "contacts": "a@app.test" }),
            json!({ "token_endpoint_auth_method": "client_secret_jwt" }),
            json!({ "token_endpoint_auth_method": "private_key_jwt" }),
            json!({ "token_endpoint_auth_signing_alg": "none" }),
            json!({ "token_endpoint_auth_signing_alg": "HS256" }),
            json!({ "id_token_signed_response_alg": "none" }),
            json!({ "userinfo_signed_response_alg": "HS256" }),
            json!({ "request_object_signing_alg": "none" }),
            json!({ "jwks": private }),
            json!({ "jwks": symmetric }),
            json!({ "jwks": { "keys": [] } }),
            json!({ "jwks": public, "jwks_uri": "https://app.test/jwks" }),
            json!({ "request_uris": ["https://app.test/r"] }),
            json!({ "subject_type": "both" }),
            json!({ "redirect_uris": [CALLBACK, "https://other.test/cb"] }),
            json!({ "initiate_login_uri": "http://localhost/begin" }),
            json!({ "frontchannel_logout_uri": "https://other.test/out" }),
            json!({ "default_max_age": -1 }),
            json!({ "default_max_age": "1" }),
            json!({ "scope": "idp.accounts portal.documents" }),
            json!({ "software_id": "x".repeat(300) }),
        ] {
            let body = metadata(&changes);
            refused(&ask(&flow, None, &body).await, DATA, &changes);
        }
        let body = metadata(&json!({ "software_statement": "e30.e30." }));
        refused(
            &ask(&flow, None, &body).await,
            "invalid_software_statement",
            &body,
        );
        for body in [json!([]), json!("text"), Value::Null] {
            refused(&ask(&flow, None, &body).await, DATA, &body);
        }
        let program = flow.world.idp.visitor();
        let raw = program.ask(Method::POST, "/oauth/register").as_program();
        let form = raw.clone().form(&[("client_name", "A")]).send().await;
        refused(&form, DATA, &json!("a form"));
        // Too much is not read.
        let huge = metadata(&json!({ "client_name": "a".repeat(1_000_000) }));
        let page = ask(&flow, None, &huge).await;
        assert_eq!(page.status(), 413);
        let deep = format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000));
        let page = ask(&flow, None, &json!({ "jwks": deep })).await;
        assert_eq!(page.status(), 400);
        let mut tx = flow.db.read().await.expect("reads");
        let kept = sqlx::query("SELECT id FROM clients WHERE origin = 'registered'")
            .fetch_all(tx.conn())
            .await
            .expect("rows");
        assert!(kept.is_empty(), "nothing is half written");
    }
);
