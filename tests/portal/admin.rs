//! The stand-in provider's `/admin/v1`: a few accounts, whatever refusal a test wants, and a list of
//! what was asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Json, Router};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

/// One call.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// `POST accounts/kim/deactivation`.
    pub(crate) what: String,
    pub(crate) token: String,
    pub(crate) body: Value,
}

#[derive(Default)]
struct Inner {
    accounts: Vec<Value>,
    invitations: Vec<Value>,
    refusal: Option<(u16, String)>,
    done_before: bool,
    calls: Vec<Call>,
}

/// The accounts of the stand-in.
#[derive(Clone, Default)]
pub(crate) struct Admin(Arc<Mutex<Inner>>);

impl Admin {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An account `id@example.org` with a passkey; with roles it is a colleague's.
    pub(crate) fn add(&self, id: &str, roles: &[&str]) {
        let account = json!({
            "id": id, "email": format!("{id}@example.org"), "state": "active", "deactivated": null,
            "created_at": 1_790_000_000, "last_sign_in_at": null, "roles": roles,
            "factors": {
                "password": false, "totp": null,
                "passkeys": [{ "created_at": 1_790_000_000, "last_used_at": 1_795_000_000 }],
            },
        });
        self.inner().accounts.push(account);
    }

    /// Every call that changes something is answered so until `None`.
    pub(crate) fn refuse(&self, refusal: Option<(u16, &str)>) {
        self.inner().refusal = refusal.map(|(status, word)| (status, word.to_owned()));
    }

    /// Somebody else was quicker: calls change nothing any more.
    pub(crate) fn be_done_before(&self) {
        self.inner().done_before = true;
    }

    /// The shell of the provider changes roles; the portal hears nothing of it.
    pub(crate) fn set_roles(&self, id: &str, roles: &[&str]) {
        let mut inner = self.inner();
        let found = inner
            .accounts
            .iter_mut()
            .find(|account| account["id"] == id);
        found.expect("an account")["roles"] = json!(roles);
    }

    /// The account as it is now.
    pub(crate) fn account(&self, id: &str) -> Value {
        let inner = self.inner();
        let found = inner.accounts.iter().find(|account| account["id"] == id);
        found.cloned().unwrap_or(Value::Null)
    }

    pub(crate) fn invitations(&self) -> Vec<Value> {
        self.inner().invitations.clone()
    }

    /// What was asked so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.inner().calls.clone()
    }

    /// The calls that change something.
    pub(crate) fn deeds(&self) -> Vec<Call> {
        let mut calls = self.calls();
        calls.retain(|call| !call.what.starts_with("GET "));
        calls
    }

    pub(crate) fn router(&self) -> Router {
        Router::new()
            .route("/admin/v1/{*rest}", any(answer))
            .with_state(self.clone())
    }
}

fn problem(status: u16, word: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let body = json!({ "type": format!("urn:schluesselbund:problem:{word}"), "title": word });
    let mut response = (status, Json(body)).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let challenge = format!("Bearer error=\"{word}\", max_age=300");
        let value = challenge.parse().expect("a header");
        response.headers_mut().insert("www-authenticate", value);
    }
    response
}

async fn answer(
    State(admin): State<Admin>,
    Path(rest): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let (method, query) = (
        request.method().clone(),
        request.uri().query().map(str::to_owned),
    );
    let body = axum::body::to_bytes(request.into_body(), 10_000).await;
    let body: Value = serde_json::from_slice(&body.expect("a body")).unwrap_or(Value::Null);
    let token = headers.get("authorization").and_then(|it| it.to_str().ok());
    let token = token.unwrap_or_default().trim_start_matches("Bearer ");
    let mut inner = admin.inner();
    inner.calls.push(Call {
        what: format!("{method} {rest}"),
        token: token.to_owned(),
        body: body.clone(),
    });
    if let Some((status, word)) = inner.refusal.clone()
        && (method != Method::GET || status == 401)
    {
        return problem(status, &word);
    }
    let parts: Vec<&str> = rest.split('/').collect();
    inner.answer(&method, (&parts, &query.unwrap_or_default()), &body)
}

impl Inner {
    fn answer(
        &mut self,
        method: &Method,
        (parts, query): (&[&str], &str),
        body: &Value,
    ) -> Response {
        match (method.as_str(), parts) {
            ("GET", ["accounts"]) => Json(json!({ "accounts": self.find(query) })).into_response(),
            ("GET", ["invitations"]) => {
                Json(json!({ "invitations": self.invitations })).into_response()
            }
            ("POST", ["invitations"]) => {
                let mut made = body.clone();
                made["id"] = format!("invitation-{}", self.calls.len()).into();
                made["created_at"] = 1_795_000_000.into();
                made["expires_at"] = 1_796_000_000.into();
                self.invitations.retain(|it| it["email"] != made["email"]);
                self.invitations.push(made.clone());
                (StatusCode::CREATED, Json(made)).into_response()
            }
            ("DELETE", ["invitations", id]) => {
                let before = self.invitations.len();
                self.invitations.retain(|it| it["id"] != *id);
                if self.invitations.len() == before {
                    problem(404, "not_found")
                } else {
                    StatusCode::NO_CONTENT.into_response()
                }
            }
            // Whom no test has named may everything.
            ("GET", ["accounts", id, "roles"]) => {
                let found = self.accounts.iter().find(|account| account["id"] == *id);
                let roles = found.map_or(json!(["staff.lead"]), |it| it["roles"].clone());
                Json(json!({ "roles": roles })).into_response()
            }
            (_, ["accounts", id, deed @ ..]) => self.act(id, deed, body),
            _ => problem(404, "not_found"),
        }
    }

    fn find(&self, query: &str) -> Vec<Value> {
        let pairs = url::form_urlencoded::parse(query.as_bytes()).collect::<Vec<_>>();
        let wanted = |account: &Value| {
            pairs.iter().all(|(name, value)| match &**name {
                "email" => account["email"] == **value,
                "staff" => account["roles"].as_array().is_some_and(|it| !it.is_empty()),
                _ => false,
            })
        };
        let found = self.accounts.iter().filter(|account| wanted(account));
        found.cloned().collect()
    }

    fn act(&mut self, id: &str, deed: &[&str], body: &Value) -> Response {
        let found = self.accounts.iter_mut().find(|account| account["id"] == id);
        let Some(account) = found else {
            return problem(404, "not_found");
        };
        match deed {
            ["deactivation"] => {
                account["state"] = "deactivated".into();
                account["deactivated"] =
                    json!({ "at": 1_795_400_000, "reason": body["reason"], "by": "x" });
            }
            ["reactivation"] => {
                account["state"] = "active".into();
                account["deactivated"] = Value::Null;
            }
            ["roles"] => account["roles"] = body["roles"].clone(),
            _ => {}
        }
        let mut answer = account.clone();
        if !deed.is_empty() {
            answer["changed"] = (!self.done_before).into();
        }
        Json(answer).into_response()
    }
}
