//! Who may register, what is told, and what is kept.

use kit::{Database, on_both};
use serde_json::{Value, json};
use sqlx::Row as _;

use super::{OPEN, ask, files, metadata, mode, registered, text};
use crate::oauth::flow::{CALLBACK, Flow};

on_both!(
    an_application_registers_itself,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let body = metadata(&json!({
            "client_name#en": "New service",
            "grant_types": ["authorization_code", "refresh_token"],
            "contacts": ["hilfe@app.test"],
            "policy_uri": "https://app.test/datenschutz",
            "scope": "openid email portal.profile idp.accounts",
            "default_max_age": 3600,
            // What nobody can give itself.
            "first_party": true, "trusted": true, "skip_consent": true, "token_format": "jwt",
            "access_token_lifetime": 9_999_999, "resources": ["https://api.test"],
            "policy": "legacy", "client_id": "portal", "client_secret": "mine",
        }));
        let page = ask(&flow, None, &body).await.expect(201);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("pragma"), "no-cache");
        let told = page.json();
        let id = text(&told, "client_id");
        assert!(
            id.starts_with("reg-") && ![26, 43].contains(&id.len()),
            "{id}"
        );
        let (secret, access) = (
            text(&told, "client_secret"),
            text(&told, "registration_access_token"),
        );
        assert_eq!((secret.len(), access.len()), (43, 43));
        assert_ne!(secret, "mine");
        let own = format!("{}/oauth/register/{id}", flow.issuer());
        for (name, value) in [
            ("client_secret_expires_at", json!(0)),
            ("client_id_issued_at", json!(flow.world.now())),
            ("registration_client_uri", json!(own)),
            ("redirect_uris", json!([CALLBACK])),
            ("client_name", json!("Neuer Dienst")),
            ("client_name#en", json!("New service")),
            (
                "grant_types",
                json!(["authorization_code", "refresh_token"]),
            ),
            ("response_types", json!(["code"])),
            ("application_type", json!("web")),
            ("contacts", json!(["hilfe@app.test"])),
            ("policy_uri", json!("https://app.test/datenschutz")),
            ("scope", json!("email openid")),
            ("default_max_age", json!(3600)),
            ("subject_type", json!("pairwise")),
            ("id_token_signed_response_alg", json!("RS256")),
            ("token_endpoint_auth_method", json!("client_secret_basic")),
        ] {
            assert_eq!(told[name], value, "{name}: {told}");
        }
        for name in [
            "first_party",
            "trusted",
            "skip_consent",
            "token_format",
            "access_token_lifetime",
            "resources",
            "policy",
        ] {
            assert!(told.get(name).is_none(), "{name} is echoed: {told}");
        }
        // Only hashes are kept.
        let mut tx = flow.db.read().await.expect("reads");
        let row =
            sqlx::query("SELECT document, secret_hash, access_hash FROM clients WHERE id = $1")
                .bind(id)
                .fetch_one(tx.conn())
                .await
                .expect("a row");
        let document: String = row.get("document");
        assert!(!document.contains(secret) && !document.contains(access));
        for (column, text) in [("secret_hash", secret), ("access_hash", access)] {
            let kept: Vec<u8> = row.get(column);
            assert_eq!(kept, shared::secret::sha256(text.as_bytes()), "{column}");
        }
        tx.commit().await.expect("commits");
        let listed = files::told(&flow, &["list"]).await;
        let line = format!("{id}\tNeuer Dienst\tregistered of app.test\temail openid\n");
        assert!(listed.contains(&line), "{listed}");
    }
);

on_both!(
    only_who_may_registers_an_application,
    async |database: Database| {
        for (name, offered, status) in [("closed", false, 403), ("token", true, 401)] {
            let (flow, _) = Flow::signed_in_with(database, &mode(name)).await;
            let visitor = flow.world.idp.visitor();
            let document = visitor.get("/.well-known/openid-configuration").await;
            let endpoint = document.json()["registration_endpoint"].clone();
            let expected = format!("{}/oauth/register", flow.issuer());
            assert_eq!(
                endpoint,
                if offered {
                    json!(expected)
                } else {
                    Value::Null
                }
            );
            let page = ask(&flow, None, &metadata(&json!({}))).await;
            assert_eq!(page.status(), status, "{name}");
            let page = ask(&flow, Some("nonsense"), &metadata(&json!({}))).await;
            assert_eq!(page.status(), status, "{name}");
        }
        // A token that is none is not as good as no token.
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let page = ask(&flow, Some("nonsense"), &metadata(&json!({}))).await;
        let page = page.expect(401);
        let challenge = page.header("www-authenticate");
        assert!(challenge.contains("invalid_token"), "{challenge}");
    }
);

on_both!(
    a_network_registers_so_many_applications,
    async |database: Database| {
        let settings = OPEN.replace("tries = 1000", "tries = 2");
        let (flow, _) = Flow::signed_in_with(database, &settings).await;
        for _ in 0..2 {
            let _ = registered(&flow, &json!({})).await;
        }
        let page = ask(&flow, None, &metadata(&json!({}))).await.expect(429);
        assert!(!page.header("retry-after").is_empty());
    }
);
