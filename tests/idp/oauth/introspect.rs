//! `/oauth/introspect` (RFC 7662; T11–T13, V10).

use std::time::Duration;

use http::Method;
use kit::{Database, on_both};
use serde_json::{Value, json};
use shared::secret::sha256;

use crate::oauth::flow::{API, Flow, SECRET, answer, client, foreign};

/// A client with the secret.
fn secret(id: &str, more: &str) -> String {
    let hash: String = sha256(SECRET.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let method = format!(
        "token_endpoint_auth_method = \"client_secret_basic\"\nclient_secret_sha256 = \"{hash}\""
    );
    client(id, &format!("first_party = true\n{method}\n{more}"))
}

async fn world(database: Database) -> Flow {
    let more = vec![
        secret("server", &format!("resource_server_for = [\"{API}\"]")),
        foreign("second", ""),
    ];
    Flow::with(database, more).await
}

/// Tokens of `foreign` for the API.
async fn tokens(flow: &Flow) -> Value {
    let request = Flow::request()
        .with("client_id", "foreign")
        .with("scope", "openid offline_access portal.profile")
        .and(&[("resource", API)]);
    let page = flow.question(&request).await;
    let page = page.form("consent-form").press("Erlauben").submit().await;
    let code = answer(&page, "code").expect("a code");
    let redemption = Flow::redemption(&code)
        .with("client_id", "foreign")
        .and(&[("resource", API)]);
    flow.token(&redemption).await.expect(200).json()
}

async fn ask(flow: &Flow, client: &str, token: &str) -> Value {
    let page = flow
        .as_basic("/oauth/introspect", client, &[("token", token)])
        .await;
    let page = page.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    page.json()
}

fn text(tokens: &Value, name: &str) -> String {
    tokens[name].as_str().expect(name).to_owned()
}

on_both!(
    the_resource_server_learns_what_it_needs,
    async |database: Database| {
        let flow = world(database).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let tokens = tokens(&flow).await;
        let access = text(&tokens, "access_token");
        assert_eq!(access.len(), 43, "opaque");
        let now = flow.world.now();
        let told = ask(&flow, "server", &access).await;
        let wanted = json!({
            "active": true, "iss": flow.issuer(), "aud": API, "sub": person.account,
            "client_id": "foreign", "client_name": "App foreign", "scope": "portal.profile",
            "token_type": "Bearer", "iat": now, "exp": now + 300, "auth_time": now, "acr": "phr",
            "amr": ["hwk", "user"],
        });
        assert_eq!(told, wanted);
        let (_, id) = flow.read(&text(&tokens, "id_token")).await;
        assert_ne!(
            told["sub"], id["sub"],
            "the server's own name of the person"
        );
    }
);

on_both!(nobody_else_learns_anything, async |database: Database| {
    let flow = world(database).await;
    let _ = flow.sign_in(&flow.visitor, "phr").await;
    let tokens = tokens(&flow).await;
    let (access, refresh) = (
        text(&tokens, "access_token"),
        text(&tokens, "refresh_token"),
    );
    let inactive = json!({ "active": false });
    assert_eq!(
        ask(&flow, "basic", &access).await,
        inactive,
        "another client (T13)"
    );
    assert_eq!(
        ask(&flow, "server", &refresh).await,
        inactive,
        "not for servers"
    );
    assert_eq!(
        ask(&flow, "server", &text(&tokens, "id_token")).await,
        inactive
    );
    assert_eq!(ask(&flow, "server", "nonsense").await, inactive);
    // A token for the provider itself is none of the server's business.
    let redemption = Flow::refreshing(&refresh).with("client_id", "foreign");
    let fresh = flow.token(&redemption).await.expect(200).json();
    assert_eq!(
        ask(&flow, "server", &text(&fresh, "access_token")).await,
        inactive
    );
    // Without proof, with two, with a wrong one, by GET.
    let program = flow.world.idp.visitor();
    for fields in [
        vec![("token", access.as_str())],
        vec![("token", access.as_str()), ("client_id", "foreign")],
        vec![
            ("token", access.as_str()),
            ("client_id", "server"),
            ("client_secret", SECRET),
        ],
    ] {
        let ask = program.ask(Method::POST, "/oauth/introspect").as_program();
        let page = ask.form(&fields).send().await.expect(401);
        assert_eq!(page.json()["error"], "invalid_client");
        assert!(!page.header("www-authenticate").is_empty());
    }
    assert_eq!(program.get("/oauth/introspect").await.status(), 405);
    let page = flow
        .as_basic("/oauth/introspect", "server", &[])
        .await
        .expect(400);
    assert_eq!(page.json()["error"], "invalid_request");
    let twice = [("token", access.as_str()), ("token", "x")];
    let _ = flow
        .as_basic("/oauth/introspect", "server", &twice)
        .await
        .expect(400);
});

on_both!(
    a_client_may_ask_about_its_own,
    async |database: Database| {
        let flow = world(database).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let code = flow.code(&Flow::request().with("client_id", "basic")).await;
        let fields = Flow::redemption(&code).without("client_id");
        let query = fields.query();
        let fields: Vec<_> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let fields: Vec<_> = fields
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        let tokens = flow
            .as_basic("/oauth/token", "basic", &fields)
            .await
            .expect(200)
            .json();
        for name in ["access_token", "refresh_token"] {
            let told = ask(&flow, "basic", &text(&tokens, name)).await;
            assert_eq!(told["active"], true, "{name}");
            assert_eq!(told["sub"], person.account.as_str());
            assert_eq!(told["client_id"], "basic");
            assert!(told.get("client_name").is_none());
        }
    }
);

on_both!(
    active_means_that_everything_stands,
    async |database: Database| {
        let flow = world(database).await;
        for (what, statement) in [
            (
                "grant",
                "UPDATE grants SET revoked_at = 1 WHERE client_id = 'foreign' AND account_id = $1",
            ),
            ("consent", "DELETE FROM consents WHERE account_id = $1"),
            (
                "account",
                "UPDATE accounts SET deactivated_at = 1 WHERE id = $1",
            ),
            (
                "sessions",
                "UPDATE accounts SET sessions_valid_from = 9999999999 WHERE id = $1",
            ),
        ] {
            let person = flow.sign_in(&flow.visitor, "phr").await;
            let access = text(&tokens(&flow).await, "access_token");
            assert_eq!(
                ask(&flow, "server", &access).await["active"],
                true,
                "{what}"
            );
            flow.sql(statement, &person.account).await;
            assert_eq!(
                ask(&flow, "server", &access).await,
                json!({ "active": false }),
                "{what}"
            );
        }
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let tokens = tokens(&flow).await;
        let access = text(&tokens, "access_token");
        flow.world.advance(Duration::from_secs(299));
        assert_eq!(ask(&flow, "server", &access).await["active"], true);
        flow.world.advance(Duration::from_secs(1));
        assert_eq!(ask(&flow, "server", &access).await["active"], false);
        // Without offline_access a token ends with its session.
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let held = flow
            .allowed("second", &Flow::request().with("scope", "openid"))
            .await;
        let _ = flow
            .userinfo(&text(&held, "access_token"))
            .await
            .expect(200);
        flow.sql(
            "UPDATE sessions SET ended_at = 1 WHERE account_id = $1",
            &person.account,
        )
        .await;
        let _ = flow
            .userinfo(&text(&held, "access_token"))
            .await
            .expect(401);
    }
);
