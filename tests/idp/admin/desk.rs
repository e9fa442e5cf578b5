//! Programs and people of the office, for the tests of its API.

use http::Method;
use kit::{Database, Page, Visitor};
use serde_json::Value;
use shared::claims::Role;

use crate::oauth::flow::{Flow, Person, answer, client};

/// Both of the API's scopes.
pub(crate) const BOTH: &str = "openid idp.accounts idp.invitations";

/// A provider with an application that may ask for everything of the staff.
pub(crate) struct Desk {
    pub(crate) flow: Flow,
}

/// Someone signed in, with a browser of their own.
pub(crate) struct Colleague {
    pub(crate) visitor: Visitor,
    pub(crate) person: Person,
}

impl Desk {
    pub(crate) async fn open(database: Database) -> Self {
        let public = "first_party = true\ntoken_endpoint_auth_method = \"none\"";
        let office = client("office", public).replace(
            "\"portal.profile\"",
            "\"portal.profile\", \"idp.accounts\", \"idp.invitations\"",
        );
        Self {
            flow: Flow::with(database, vec![office]).await,
        }
    }

    /// A new account with these roles, signed in as after a passkey.
    pub(crate) async fn colleague(&self, roles: &[Role]) -> Colleague {
        let visitor = self.flow.world.idp.visitor();
        let person = self.flow.sign_in(&visitor, "phr").await;
        for role in roles {
            self.grant(&person.account, *role).await;
        }
        Colleague { visitor, person }
    }

    pub(crate) async fn grant(&self, account: &str, role: Role) {
        let mut tx = self.flow.db.write().await.expect("a transaction");
        sqlx::query("INSERT INTO account_roles (account_id, role, granted_at) VALUES ($1, $2, 0)")
            .bind(account)
            .bind(role.as_str())
            .execute(tx.conn())
            .await
            .expect("a role");
        tx.commit().await.expect("commits");
    }

    /// The roles of an account, in order.
    pub(crate) async fn roles(&self, account: &str) -> Vec<String> {
        let mut tx = self.flow.db.read().await.expect("a transaction");
        sqlx::query_scalar("SELECT role FROM account_roles WHERE account_id = $1 ORDER BY role")
            .bind(account)
            .fetch_all(tx.conn())
            .await
            .expect("roles")
    }

    /// The tokens that the office's application gets for who is signed in at `visitor`.
    pub(crate) async fn tokens(
        &self,
        visitor: &Visitor,
        scope: &str,
        more: &[(&str, &str)],
    ) -> Value {
        let request = Flow::request()
            .with("client_id", "office")
            .with("scope", scope)
            .and(more);
        let page = visitor
            .get(&format!("/oauth/authorize?{}", request.query()))
            .await;
        let code =
            answer(&page, "code").unwrap_or_else(|| panic!("no code in {}", page.redirect()));
        let redemption = Flow::redemption(&code)
            .with("client_id", "office")
            .and(more);
        self.flow.token(&redemption).await.expect(200).json()
    }

    /// An access token for the API.
    pub(crate) async fn token(&self, visitor: &Visitor) -> String {
        access(&self.tokens(visitor, BOTH, &[]).await)
    }

    /// A new colleague's token.
    pub(crate) async fn token_of(&self, roles: &[Role]) -> String {
        self.token(&self.colleague(roles).await.visitor).await
    }

    /// Calls the API.
    pub(crate) async fn call(
        &self,
        (method, path): (Method, &str),
        token: &str,
        body: Option<Value>,
    ) -> Page {
        let program = self.flow.world.idp.visitor();
        let ask = program.ask(method, path).as_program().bearer(token);
        let page = match body {
            Some(body) => ask.json(&body).send().await,
            None => ask.send().await,
        };
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        page
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Page {
        self.call((Method::GET, path), token, None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Page {
        self.call((Method::POST, path), token, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, token: &str, body: Value) -> Page {
        self.call((Method::PUT, path), token, Some(body)).await
    }
}

/// The access token of an answer.
pub(crate) fn access(tokens: &Value) -> String {
    tokens["access_token"].as_str().expect("a token").to_owned()
}

/// Asserts a problem of this status and word.
pub(crate) fn problem(page: &Page, status: u16, word: &str) {
    assert_eq!(page.status(), status, "{word}: {}", page.body());
    assert_eq!(page.header("content-type"), "application/problem+json");
    let problem = page.json();
    assert_eq!(
        problem["type"],
        format!("urn:schluesselbund:problem:{word}")
    );
    assert_eq!(problem["status"], status);
    assert!(problem["title"].is_string() && problem["detail"].is_string());
    let challenge = page.header("www-authenticate");
    assert_eq!(
        status == 401 || word == "insufficient_scope",
        !challenge.is_empty()
    );
    if !challenge.is_empty() && word != "unauthorized" {
        assert!(
            challenge.contains(&format!("error=\"{word}\"")),
            "{challenge}"
        );
    }
}
