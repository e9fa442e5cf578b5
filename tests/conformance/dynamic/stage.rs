//! A provider that anybody may register at, and a client's own server beside it: both over TLS, as
//! registration asks for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, Uri};
use kit::world::{Wishes, World};
use kit::{Database, Page};
use serde_json::{Value, json};
use shared::serve::{Door, bind, serve};

use crate::rp::{Auth, Client, Mode, Op, Party, Signer, random};

/// What lies on the client's server, and of what type; it may change.
type Files = Arc<Mutex<BTreeMap<String, (&'static str, Vec<u8>)>>>;

/// Provider and client's server.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) op: Op,
    /// The client's origin.
    pub(crate) site: String,
    files: Files,
}

async fn file(State(files): State<Files>, uri: Uri) -> Response {
    let files = files.lock().unwrap_or_else(PoisonError::into_inner);
    match files.get(uri.path()) {
        Some((kind, bytes)) => ([("content-type", *kind)], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn run(world: &World, port: tokio::net::TcpListener, files: Files) {
    let router = Router::new().fallback(file).with_state(files);
    let door = Door {
        listeners: vec![port],
        tls: Some(world.certificate().files.clone()),
        ..Door::default()
    };
    tokio::spawn(serve(router, door, std::future::pending()));
}

impl Stage {
    pub(crate) async fn start() -> Self {
        Self::on(Database::Sqlite).await
    }

    pub(crate) async fn on(database: Database) -> Self {
        let ports = bind(&[([127, 0, 0, 1], 0).into()]).await.expect("a port");
        let port = ports.into_iter().next().expect("one");
        let address = port.local_addr().expect("an address");
        let site = format!("https://app.localhost:{}", address.port());
        let wishes = Wishes {
            tls: true,
            idp: "registration.loopback_hosts = [\"app.localhost\"]".to_owned(),
            ..Wishes::default()
        };
        let op = Op::beside(database, wishes, &site).await;
        let files = Files::default();
        run(&op.world, port, Arc::clone(&files));
        Self { op, site, files }
    }

    /// Puts a text on the client's server; its address.
    pub(crate) fn put(&self, path: &str, text: &str) -> String {
        self.put_bytes(path, ("application/json", text.as_bytes()))
    }

    /// The same with bytes of a type.
    pub(crate) fn put_bytes(&self, path: &str, (kind, bytes): (&'static str, &[u8])) -> String {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), (kind, bytes.to_vec()));
        format!("{}{path}", self.site)
    }

    /// The client's usual redirect URI.
    pub(crate) fn callback(&self) -> String {
        format!("{}/cb", self.site)
    }

    /// What a client says about itself when it says nothing special.
    pub(crate) fn metadata(&self) -> Value {
        json!({
            "client_name": format!("Prüfling {}", random()),
            "redirect_uris": [self.callback()],
            "grant_types": ["authorization_code"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "client_secret_basic",
            "contacts": ["privacy@rp.test"],
        })
    }

    /// Sends a registration.
    pub(crate) async fn ask(&self, metadata: &Value) -> Page {
        let endpoint = self.op.at("registration_endpoint");
        let ask = self.op.program().ask(Method::POST, endpoint).json(metadata);
        let page = ask.as_program().send().await;
        assert!(page.header("content-type").starts_with("application/json"));
        assert_eq!(page.header("cache-control"), "no-store");
        page
    }

    /// Registers a client that differs from the usual one by `changes`; `signer` is what it proves
    /// itself with, if not by a secret. Everything that it said is said back (RFC 7591 §3.2.1).
    pub(crate) async fn register(
        &self,
        changes: &Value,
        signer: Option<&Signer>,
    ) -> (Client, Value) {
        let mut metadata = self.metadata();
        let members = metadata.as_object_mut().expect("an object");
        members.extend(changes.as_object().expect("an object").clone());
        if let Some(signer) = signer {
            members.insert(
                "token_endpoint_auth_method".to_owned(),
                "private_key_jwt".into(),
            );
            if !members.contains_key("jwks_uri") {
                members.insert("jwks".to_owned(), signer.public_set());
            }
        }
        let answer = self.ask(&metadata).await.expect(201).json();
        for (name, value) in metadata.as_object().expect("an object") {
            assert_eq!(&answer[name], value, "{name} is said back");
        }
        let text = |name: &str| answer[name].as_str().map(str::to_owned);
        let id = text("client_id").expect("a client_id");
        let auth = if let Some(signer) = signer {
            assert!(text("client_secret").is_none());
            Auth::Key(signer.clone(), self.op.at("token_endpoint").to_owned())
        } else {
            let ends = answer["client_secret_expires_at"].as_i64();
            assert!(ends.is_some_and(|at| at == 0 || at > self.op.now()));
            let secret = text("client_secret").expect("a secret");
            match metadata["token_endpoint_auth_method"].as_str() {
                Some("client_secret_post") => Auth::Post(secret),
                _ => Auth::Basic(secret),
            }
        };
        let address = text("registration_client_uri").expect("an address of its own");
        assert!(address.starts_with(&self.op.issuer()), "{address}");
        assert!(text("registration_access_token").is_some_and(|token| token.len() >= 22));
        let redirect_uri = answer["redirect_uris"][0].as_str().expect("one");
        let client = Client::registered(&id, auth).answered_at(redirect_uri);
        (client, answer)
    }

    /// Reads a registration (RFC 7592 §2.1).
    pub(crate) async fn read(&self, registration: &Value) -> Page {
        let text = |name: &str| registration[name].as_str().expect("a text");
        let address = text("registration_client_uri");
        let ask = self.op.program().ask(Method::GET, address).as_program();
        ask.bearer(text("registration_access_token")).send().await
    }

    /// The usual client of the plan with something special, and a browser.
    pub(crate) async fn party(&self, changes: &Value) -> Party<'_> {
        self.signing(changes, &Signer::new()).await
    }

    /// The same with this key, which is for RS256.
    pub(crate) async fn signing(&self, changes: &Value, signer: &Signer) -> Party<'_> {
        let (client, _) = self.register(changes, Some(signer)).await;
        Party::new(&self.op, &client, Mode::Query)
    }
}

/// A registration is refused (RFC 7591 §3.2.2).
pub(crate) fn refused(page: &Page, error: &str) {
    crate::rp::refused(page, 400, error);
}
