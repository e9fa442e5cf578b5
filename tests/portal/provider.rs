//! A stand-in for the identity provider that says whatever a test wants: right, wrong, forged.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::admin::Admin;

/// A signing key.
#[derive(Clone)]
pub(crate) struct Key {
    kid: String,
    pkcs8: Vec<u8>,
}

impl Key {
    pub(crate) fn new(kid: &str) -> Self {
        let pkcs8 =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        Self {
            kid: kid.to_owned(),
            pkcs8: pkcs8.expect("a key").as_ref().to_vec(),
        }
    }

    fn public(&self) -> Value {
        let key = EncodingKey::from_ec_der(&self.pkcs8);
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::ES256).expect("a key");
        jwk.common.key_id = Some(self.kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        serde_json::to_value(jwk).expect("JSON")
    }

    /// A JWT of type `typ`.
    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.kid.clone());
        let key = EncodingKey::from_ec_der(&self.pkcs8);
        jsonwebtoken::encode(&header, claims, &key).expect("a JWT")
    }
}

struct Inner {
    published: Vec<Value>,
    answer: (StatusCode, Value),
    userinfo: Value,
    introspection: Value,
    asked: Vec<BTreeMap<String, String>>,
    away: bool,
    takes: Duration,
}

/// The stand-in.
#[derive(Clone)]
pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) key: Key,
    /// Its `/admin/v1`.
    pub(crate) admin: Admin,
    inner: Arc<Mutex<Inner>>,
}

impl Provider {
    /// Starts it on a port of its own.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let key = Key::new("first");
        let provider = Self {
            issuer: format!("http://localhost:{port}"),
            inner: Arc::new(Mutex::new(Inner {
                published: vec![key.public()],
                answer: (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })),
                userinfo: json!({}),
                introspection: json!({ "active": false }),
                asked: Vec::new(),
                away: false,
                takes: Duration::ZERO,
            })),
            admin: Admin::default(),
            key,
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .route("/introspect", post(introspect))
            .with_state(provider.clone())
            .merge(provider.admin.router());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the token endpoint answers from now on.
    pub(crate) fn answer(&self, status: u16, body: Value) {
        self.inner().answer = (StatusCode::from_u16(status).expect("a status"), body);
    }

    /// What userinfo answers from now on.
    pub(crate) fn tell(&self, body: Value) {
        self.inner().userinfo = body;
    }

    /// What is told of every token that the portal asks about from now on.
    pub(crate) fn tell_of_tokens(&self, body: Value) {
        self.inner().introspection = body;
    }

    /// The keys that are published from now on.
    pub(crate) fn publish(&self, keys: &[&Key]) {
        self.inner().published = keys.iter().map(|key| key.public()).collect();
    }

    /// Whether every request is answered by 503.
    pub(crate) fn be_away(&self, away: bool) {
        self.inner().away = away;
    }

    /// How long the token endpoint takes, so that requests meet.
    pub(crate) fn take(&self, time: Duration) {
        self.inner().takes = time;
    }

    /// The requests to the token endpoint so far.
    pub(crate) fn asked(&self) -> Vec<BTreeMap<String, String>> {
        self.inner().asked.clone()
    }
}

type Answer = Result<Response, StatusCode>;

fn here(provider: &Provider) -> Result<MutexGuard<'_, Inner>, StatusCode> {
    let inner = provider.inner();
    if inner.away {
        Err(StatusCode::SERVICE_UNAVAILABLE)
    } else {
        Ok(inner)
    }
}

async fn discovery(State(provider): State<Provider>) -> Answer {
    drop(here(&provider)?);
    let issuer = &provider.issuer;
    let body = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "introspection_endpoint": format!("{issuer}/introspect"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    });
    Ok(Json(body).into_response())
}

async fn jwks(State(provider): State<Provider>) -> Answer {
    let inner = here(&provider)?;
    Ok(Json(json!({ "keys": inner.published })).into_response())
}

async fn token(
    State(provider): State<Provider>,
    Form(asked): Form<BTreeMap<String, String>>,
) -> Answer {
    let (takes, (status, body)) = {
        let mut inner = here(&provider)?;
        let for_portal = asked.contains_key("resource");
        inner.asked.push(asked);
        let mut answer = inner.answer.clone();
        if for_portal && answer.1["access_token"].is_string() {
            answer.1["access_token"] = "for-the-portal".into();
        }
        (inner.takes, answer)
    };
    tokio::time::sleep(takes).await;
    Ok((status, Json(body)).into_response())
}

async fn introspect(State(provider): State<Provider>) -> Answer {
    let inner = here(&provider)?;
    Ok(Json(inner.introspection.clone()).into_response())
}

async fn userinfo(State(provider): State<Provider>) -> Answer {
    let inner = here(&provider)?;
    Ok(Json(inner.userinfo.clone()).into_response())
}
