//! An upstream provider that says whatever a test wants: right, wrong, forged.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kit::world::World;
use kit::{Database, Page, Visitor};
use serde_json::{Value, json};
use shared::serve::{Door, bind, serve};
use url::Url;

use crate::secured::Leads;

/// A signing key.
#[derive(Clone)]
pub(crate) struct Key {
    kid: String,
    pkcs8: Vec<u8>,
}

impl Key {
    pub(crate) fn new(kid: &str) -> Self {
        let chance = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance);
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

    pub(crate) fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.kid.clone());
        let key = EncodingKey::from_ec_der(&self.pkcs8);
        jsonwebtoken::encode(&header, claims, &key).expect("a JWT")
    }
}

struct Inner {
    published: Vec<Value>,
    token: (StatusCode, Value),
    userinfo: (StatusCode, Value),
    away: bool,
}

/// A provider of ours with this upstream provider as its BundID.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) issuer: String,
    pub(crate) key: Key,
    inner: Arc<Mutex<Inner>>,
}

/// A browser that was sent there.
pub(crate) struct Sent {
    pub(crate) visitor: Visitor,
    asked: Url,
}

impl Sent {
    /// A parameter of the authorization request.
    pub(crate) fn asked(&self, name: &str) -> String {
        let mut pairs = self.asked.query_pairs();
        let found = pairs.find(|(key, _)| key == name);
        found.map_or_else(String::new, |(_, value)| value.into_owned())
    }
}

/// An answer that is good, to be spoiled.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) id_token: Value,
    pub(crate) userinfo: Value,
}

impl Scene {
    pub(crate) async fn set(database: Database) -> Self {
        Self::beside(World::start(database).await).await
    }

    /// Beside a provider that runs, over TLS where that one is.
    pub(crate) async fn beside(world: World) -> Self {
        let ports = bind(&[([127, 0, 0, 1], 0).into()]).await.expect("a port");
        let port = ports[0].local_addr().expect("an address").port();
        let is_tls = world.idp.base().starts_with("https:");
        let origin = if is_tls {
            "https://app.localhost"
        } else {
            "http://localhost"
        };
        let issuer = format!("{origin}:{port}");
        let key = Key::new("first");
        let inner = Arc::new(Mutex::new(Inner {
            published: vec![key.public()],
            token: (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })),
            userinfo: (StatusCode::OK, json!({})),
            away: false,
        }));
        let door = Door {
            listeners: ports,
            tls: is_tls.then(|| world.certificate().files.clone()),
            ..Door::default()
        };
        let router = router(&issuer, &inner);
        tokio::spawn(serve(router, door, std::future::pending()));
        // It asks for the address as well, so that whatever is told of one is heard.
        let text = include_str!("../../../config/upstream/bundid.toml.example")
            .replace("https://broker.example", &issuer)
            .replace("client_secret = \"\"", "client_secret = \"ours\"")
            .replace(
                "optional = [",
                "optional = [\"email\", \"email_verified\", ",
            );
        std::fs::create_dir_all(world.upstreams()).expect("a folder");
        let scene = Self {
            world,
            issuer,
            key,
            inner,
        };
        std::fs::write(scene.file(), text).expect("a file");
        scene.world.idp.restart().await;
        scene
    }

    /// The provider's file of it.
    pub(crate) fn file(&self) -> PathBuf {
        self.world.upstreams().join("bundid.toml")
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        lock(&self.inner)
    }

    /// Whether every request is answered by 503.
    pub(crate) fn be_away(&self, away: bool) {
        self.inner().away = away;
    }

    /// The keys that are published from now on.
    pub(crate) fn publish(&self, keys: &[&Key]) {
        self.inner().published = keys.iter().map(|key| key.public()).collect();
    }

    /// What userinfo answers from now on.
    pub(crate) fn tell(&self, status: u16, told: Value) {
        let status = StatusCode::from_u16(status).expect("a status");
        self.inner().userinfo = (status, told);
    }

    /// What the token endpoint answers from now on.
    pub(crate) fn answer(&self, status: u16, body: Value) {
        let status = StatusCode::from_u16(status).expect("a status");
        self.inner().token = (status, body);
    }

    /// Sends a browser from `path`.
    pub(crate) async fn send(&self, visitor: Visitor, path: &str) -> Sent {
        let page = visitor.get(path).await.expect(200);
        let form = if page.has("#leave-form") {
            page.form("leave-form")
        } else {
            page.form("link-form")
        };
        let asked = form.submit().await.expect(303).redirect();
        let asked = Url::parse(&asked).expect("an address");
        assert!(asked.as_str().starts_with(&self.issuer), "{asked}");
        Sent { visitor, asked }
    }

    /// What a well-behaved provider tells of Kim by ELSTER.
    pub(crate) fn good(&self, sent: &Sent) -> Told {
        let now = self.world.now();
        Told {
            id_token: json!({
                "iss": self.issuer, "aud": "schluesselbund", "sub": "kim-there",
                "iat": now, "exp": now + 300, "nonce": sent.asked("nonce"),
                "acr": "STORK-QAA-Level-3",
            }),
            userinfo: json!({
                "sub": "kim-there", "bpk2": "bpk2-of-kim", "family_name": "Klicker",
                "given_name": "Kim", "birthdate": "1987-03-14",
                "bundid_proved_by": "Elster", "bundid_mfa": true,
                "trust_levels": { "family_name": "SUBSTANTIELL", "given_name": "SUBSTANTIELL" },
            }),
        }
    }

    /// The browser comes back, and the provider tells this, signed by `key`.
    pub(crate) async fn come_back(&self, sent: &Sent, told: &Told, key: &Key) -> Page {
        let id_token = key.sign(&told.id_token);
        let tokens = json!({
            "access_token": "theirs", "token_type": "Bearer", "expires_in": 60,
            "id_token": id_token,
        });
        self.answer(200, tokens);
        self.tell(200, told.userinfo.clone());
        self.come_back_with(sent, &[("code", "code-1")]).await
    }

    /// The browser comes back with these parameters beside `state` and `iss`.
    pub(crate) async fn come_back_with(&self, sent: &Sent, with: &[(&str, &str)]) -> Page {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("state", &sent.asked("state"))
            .append_pair("iss", &self.issuer)
            .extend_pairs(with)
            .finish();
        let back = format!("/anmelden/bundid/zurueck?{query}");
        sent.visitor.get(&back).await.expect(303)
    }

    /// From a new browser there and back with the good answer, changed by `change`; where it leads,
    /// in words: the reason why not, or the path.
    pub(crate) async fn outcome(&self, change: impl Fn(&mut Told)) -> String {
        let sent = self
            .send(self.world.idp.visitor(), "/anmelden/bundid")
            .await;
        let mut told = self.good(&sent);
        change(&mut told);
        let page = self.come_back(&sent, &told, &self.key).await;
        said(&page)
    }
}

/// Where a browser is led that has come back: the reason why not, or the path.
pub(crate) fn said(page: &Page) -> String {
    let leads = page.leads();
    match leads.split_once("grund=") {
        Some((_, reason)) => reason.to_owned(),
        None => leads,
    }
}

fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answered(inner: &Mutex<Inner>, tell: impl FnOnce(&Inner) -> (StatusCode, Value)) -> Response {
    let inner = lock(inner);
    if inner.away {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let (status, body) = tell(&inner);
    (status, Json(body)).into_response()
}

fn router(issuer: &str, inner: &Arc<Mutex<Inner>>) -> Router {
    let base = issuer.to_owned();
    let discovery = move |State(inner): Kept| async move {
        answered(&inner, |_| (StatusCode::OK, metadata(&base)))
    };
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/token", post(token))
        .route("/userinfo", get(userinfo))
        .with_state(inner.clone())
}

fn metadata(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })
}

type Kept = State<Arc<Mutex<Inner>>>;

async fn jwks(State(inner): Kept) -> Response {
    answered(&inner, |it| {
        (StatusCode::OK, json!({ "keys": it.published }))
    })
}

async fn token(State(inner): Kept) -> Response {
    answered(&inner, |it| it.token.clone())
}

async fn userinfo(State(inner): Kept) -> Response {
    answered(&inner, |it| it.userinfo.clone())
}
