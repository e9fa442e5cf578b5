//! An application looks after its registration (RFC 7592).

use http::Method;
use kit::{Database, Page, on_both};
use serde_json::{Value, json};

use super::{OPEN, metadata, own_path, refused, registered, text};
use crate::oauth::flow::{Fields, Flow, answer};

async fn own(flow: &Flow, method: Method, told: &Value, body: Option<&Value>) -> Page {
    let ask = flow.world.idp.visitor().ask(method, &own_path(told));
    let ask = ask
        .as_program()
        .bearer(text(told, "registration_access_token"));
    match body {
        Some(body) => ask.json(body).as_program().send().await,
        None => ask.send().await,
    }
}

/// A refresh token and an access token that the person allowed.
async fn allowed(flow: &Flow, told: &Value) -> (String, String) {
    let id = text(told, "client_id");
    let request = Flow::request().with("scope", "openid email offline_access");
    let tokens = flow.allowed(id, &request).await;
    let token = |name: &str| text(&tokens, name).to_owned();
    (token("access_token"), token("refresh_token"))
}

fn public() -> Value {
    json!({
        "token_endpoint_auth_method": "none",
        "grant_types": ["authorization_code", "refresh_token"],
    })
}

fn refreshing(told: &Value, token: &str) -> Fields {
    Flow::refreshing(token).with("client_id", text(told, "client_id"))
}

on_both!(
    a_registration_is_read_replaced_and_ended,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let told = registered(&flow, &json!({ "policy_uri": "https://app.test/p" })).await;
        let shown = own(&flow, Method::GET, &told, None).await.expect(200);
        assert_eq!(shown.header("cache-control"), "no-store");
        let shown = shown.json();
        for name in [
            "client_id",
            "redirect_uris",
            "registration_access_token",
            "policy_uri",
        ] {
            assert_eq!(shown[name], told[name], "{name}");
        }
        assert!(
            shown.get("client_secret").is_none(),
            "only its hash is kept"
        );
        // The whole is replaced: what is left out is gone, what is not allowed stays so.
        let mut body = metadata(&json!({
            "client_name": "Anderer Name", "scope": "openid portal.documents", "first_party": true,
        }));
        refused(
            &own(&flow, Method::PUT, &told, Some(&body)).await,
            "invalid_client_metadata",
            &json!("no client_id"),
        );
        body["client_id"] = told["client_id"].clone();
        body["client_secret"] = json!("another");
        refused(
            &own(&flow, Method::PUT, &told, Some(&body)).await,
            "invalid_client_metadata",
            &json!("a secret that is none"),
        );
        body["client_secret"] = told["client_secret"].clone();
        let replaced = own(&flow, Method::PUT, &told, Some(&body)).await;
        let replaced = replaced.expect(200).json();
        assert_eq!(replaced["client_name"], "Anderer Name");
        assert_eq!(replaced["scope"], "openid");
        assert!(replaced.get("policy_uri").is_none(), "{replaced}");
        assert!(replaced.get("client_secret").is_none(), "the old one stays");
        assert_eq!(
            replaced["registration_access_token"],
            told["registration_access_token"]
        );
        body["redirect_uris"] = json!(["http://app.test/"]);
        refused(
            &own(&flow, Method::PUT, &told, Some(&body)).await,
            "invalid_redirect_uri",
            &body,
        );
        // Nobody else's token, and none.
        let other = registered(&flow, &json!({})).await;
        let mut mixed = told.clone();
        mixed["registration_access_token"] = other["registration_access_token"].clone();
        for method in [Method::GET, Method::DELETE] {
            let page = own(&flow, method.clone(), &mixed, None).await.expect(401);
            assert!(page.header("www-authenticate").contains("invalid_token"));
            let bare = flow.world.idp.visitor().ask(method, &own_path(&told));
            let _ = bare.as_program().send().await.expect(401);
        }
        let _ = own(&flow, Method::DELETE, &told, None).await.expect(204);
        let _ = own(&flow, Method::GET, &told, None).await.expect(401);
        let _ = own(&flow, Method::DELETE, &told, None).await.expect(401);
        let request = Flow::request().with("client_id", text(&told, "client_id"));
        assert_eq!(flow.authorize(&request).await.status(), 400);
    }
);

on_both!(
    what_it_was_allowed_dies_with_it,
    async |database: Database| {
        let (flow, person) = Flow::signed_in_with(database, OPEN).await;
        let told = registered(&flow, &public()).await;
        let (access, refresh) = allowed(&flow, &told).await;
        // Where answers go is nobody's concern but its own.
        let mut body = metadata(&public());
        body["client_id"] = told["client_id"].clone();
        body["redirect_uris"] = json!(["https://app.test/cb", "https://app.test/new"]);
        let _ = own(&flow, Method::PUT, &told, Some(&body))
            .await
            .expect(200);
        let _ = flow.userinfo(&access).await.expect(200);
        // Another name is another application.
        body["client_name"] = json!("Jobcenter");
        let _ = own(&flow, Method::PUT, &told, Some(&body))
            .await
            .expect(200);
        let _ = flow.userinfo(&access).await.expect(401);
        let page = flow.token(&refreshing(&told, &refresh)).await;
        assert_eq!(page.json()["error"], "invalid_grant");
        let (access, refresh) = allowed(&flow, &told).await;
        let _ = flow.userinfo(&access).await.expect(200);
        let request = Flow::request().with("client_id", text(&told, "client_id"));
        let code = answer(&flow.authorize(&request).await, "code").expect("a code");
        let _ = own(&flow, Method::DELETE, &told, None).await.expect(204);
        let _ = flow.userinfo(&access).await.expect(401);
        for fields in [
            refreshing(&told, &refresh),
            Flow::redemption(&code).with("client_id", text(&told, "client_id")),
        ] {
            let page = flow.token(&fields).await.expect(401);
            assert_eq!(page.json()["error"], "invalid_client");
        }
        let page = flow.visitor.get("/konto/dienste").await.expect(200);
        page.hides("Neuer Dienst");
        let mut tx = flow.db.read().await.expect("reads");
        let left = sqlx::query("SELECT id FROM consents WHERE account_id = $1")
            .bind(person.account.as_str())
            .fetch_all(tx.conn())
            .await
            .expect("rows");
        assert!(left.is_empty());
    }
);

on_both!(
    another_way_to_prove_itself_takes_another_secret,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let told = registered(&flow, &json!({ "token_endpoint_auth_method": "none" })).await;
        let mut body = metadata(&json!({}));
        body["client_id"] = told["client_id"].clone();
        let fresh = own(&flow, Method::PUT, &told, Some(&body))
            .await
            .expect(200)
            .json();
        let secret = text(&fresh, "client_secret");
        let named = Fields::new(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", "x"),
            ("client_id", text(&told, "client_id")),
        ]);
        crate::oauth::flow::refused(&flow.token(&named).await, "invalid_client");
        // And without one again: the secret is worth nothing any more.
        body["token_endpoint_auth_method"] = json!("none");
        let bare = own(&flow, Method::PUT, &told, Some(&body))
            .await
            .expect(200)
            .json();
        assert!(bare.get("client_secret_expires_at").is_none(), "{bare}");
        let with = named.with("client_secret", secret);
        crate::oauth::flow::refused(&flow.token(&with).await, "invalid_client");
    }
);
