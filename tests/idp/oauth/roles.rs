//! Staff roles in tokens, and the scopes that only staff get (contract: words between the
//! servers).

use kit::Database;
use serde_json::{Value, json};

use super::flow::{Flow, Person, answer, client};

const WANTED: &str = "openid email idp.accounts idp.invitations";

/// Someone signed in at an application that asks for everything of the staff.
async fn begun(database: Database, roles: &[&str]) -> (Flow, Person) {
    let public = "first_party = true\ntoken_endpoint_auth_method = \"none\"";
    let office = client("office", public).replace(
        "\"portal.profile\"",
        "\"portal.profile\", \"idp.accounts\", \"idp.invitations\"",
    );
    let flow = Flow::with(database, vec![office]).await;
    let person = flow.sign_in(&flow.visitor, "phr").await;
    for role in roles {
        grant(&flow, &person, role).await;
    }
    (flow, person)
}

async fn grant(flow: &Flow, person: &Person, role: &str) {
    let mut tx = flow.db.write().await.expect("a transaction");
    sqlx::query("INSERT INTO account_roles (account_id, role, granted_at) VALUES ($1, $2, 0)")
        .bind(person.account.as_str())
        .bind(role)
        .execute(tx.conn())
        .await
        .expect("a role");
    tx.commit().await.expect("commits");
}

async fn tokens(flow: &Flow, scope: &str) -> Value {
    let request = Flow::request()
        .with("client_id", "office")
        .with("scope", scope);
    let code = flow.code(&request).await;
    let redemption = Flow::redemption(&code).with("client_id", "office");
    flow.token(&redemption).await.expect(200).json()
}

async fn refreshed(flow: &Flow, tokens: &Value) -> Value {
    let token = tokens["refresh_token"].as_str().expect("a refresh token");
    let fields = Flow::refreshing(token).with("client_id", "office");
    flow.token(&fields).await.expect(200).json()
}

async fn claims(flow: &Flow, tokens: &Value, name: &str) -> Value {
    flow.read(tokens[name].as_str().expect("a token")).await.1
}

kit::on_both!(
    roles_and_their_scopes_are_in_the_tokens_of_staff,
    async |database: Database| {
        let (flow, person) = begun(database, &["staff.lead", "staff.benefits"]).await;
        let first = tokens(&flow, WANTED).await;
        let again = refreshed(&flow, &first).await;
        for tokens in [&first, &again] {
            assert_eq!(tokens["scope"], "email idp.accounts idp.invitations openid");
            for name in ["id_token", "access_token"] {
                let claims = claims(&flow, tokens, name).await;
                assert_eq!(
                    claims["roles"],
                    json!(["staff.benefits", "staff.lead"]),
                    "{name}"
                );
                assert_eq!(claims["sub"], person.account.as_str());
            }
        }
    }
);

kit::on_both!(
    citizens_get_neither_and_are_not_told,
    async |database: Database| {
        let (flow, _) = begun(database, &[]).await;
        let first = tokens(&flow, WANTED).await;
        let again = refreshed(&flow, &first).await;
        for tokens in [&first, &again] {
            assert_eq!(tokens["scope"], "email openid");
            for name in ["id_token", "access_token"] {
                let claims = claims(&flow, tokens, name).await;
                assert!(claims.get("roles").is_none(), "{claims}");
            }
        }
        let alone = Flow::request()
            .with("client_id", "office")
            .with("scope", "idp.accounts");
        let page = flow.authorize(&alone).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("invalid_scope"));
    }
);

kit::on_both!(
    who_is_no_longer_staff_keeps_no_scope_of_it,
    async |database: Database| {
        let (flow, person) = begun(database, &["staff.support"]).await;
        let first = tokens(&flow, WANTED).await;
        flow.sql(
            "DELETE FROM account_roles WHERE account_id = $1",
            &person.account,
        )
        .await;
        let again = refreshed(&flow, &first).await;
        assert_eq!(again["scope"], "email openid");
        assert!(
            claims(&flow, &again, "access_token")
                .await
                .get("roles")
                .is_none()
        );
        assert!(
            claims(&flow, &again, "id_token")
                .await
                .get("roles")
                .is_none()
        );
    }
);
