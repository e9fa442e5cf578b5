//! A relying party as the certification plans have one: discovery, a client, a browser, and every
//! check that a careful party makes at each step.

mod browser;
mod client;
mod id_token;
mod op;
mod request;
mod signer;
pub(crate) mod userinfo;

use std::collections::BTreeMap;

use http::Method;
use kit::Page;
use serde_json::Value;

pub(crate) use browser::{Browser, Walk};
pub(crate) use client::{Auth, Client};
pub(crate) use id_token::{Jwt, verified};
pub(crate) use op::{Op, RP};
pub(crate) use request::{Request, random};
pub(crate) use signer::{Signer, unsigned};

/// By which way the client wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The default of the code flow.
    Query,
    FormPost,
}

/// A client with a browser.
#[derive(Debug, Clone)]
pub(crate) struct Party<'a> {
    pub(crate) op: &'a Op,
    pub(crate) client: Client,
    pub(crate) mode: Mode,
    pub(crate) browser: Browser,
}

/// What the client was told, and how it came to that.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) walk: Walk,
    told: BTreeMap<String, String>,
}

/// What the token endpoint gave.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    pub(crate) id: Jwt,
}

impl Answered {
    pub(crate) fn code(&self) -> &str {
        let code = self.told.get("code");
        code.unwrap_or_else(|| panic!("no code: {:?}", self.told))
    }

    pub(crate) fn error(&self) -> &str {
        let error = self.told.get("error");
        error.unwrap_or_else(|| panic!("no error: {:?}", self.told))
    }

    /// How often the person had to sign in.
    pub(crate) fn sign_ins(&self) -> usize {
        self.walk.sign_ins.len()
    }

    /// Whether no page at all was shown.
    pub(crate) fn is_silent(&self) -> bool {
        self.walk.sign_ins.is_empty() && self.walk.consents.is_empty()
    }
}

/// RFC 6749 §4.1.2.1: no control characters, quotes or backslashes.
fn is_description(text: &str) -> bool {
    text.bytes()
        .all(|b| (b' '..=b'~').contains(&b) && b != b'"' && b != b'\\')
}

impl<'a> Party<'a> {
    pub(crate) fn new(op: &'a Op, client: &Client, mode: Mode) -> Self {
        Self {
            op,
            client: client.clone(),
            mode,
            browser: op.browser(),
        }
    }

    /// Another client in the same browser.
    pub(crate) fn with(&self, client: &Client) -> Self {
        Self {
            client: client.clone(),
            ..self.clone()
        }
    }

    /// The plain request of this client.
    pub(crate) fn request(&self) -> Request {
        let request = Request::new(&[
            ("client_id", &self.client.id),
            ("redirect_uri", &self.client.redirect_uri),
            ("scope", "openid"),
            ("state", &random()),
            ("nonce", &random()),
            ("response_type", "code"),
        ]);
        match self.mode {
            Mode::Query => request,
            Mode::FormPost => request.with("response_mode", "form_post"),
        }
    }

    /// Sends a request by the browser.
    pub(crate) async fn send(&self, request: &Request) -> Walk {
        let endpoint = self.op.at("authorization_endpoint");
        let address = format!("{endpoint}?{}", request.query());
        self.browser.open(&address).await
    }

    /// Sends a request to which this client gets an answer.
    pub(crate) async fn ask(&self, request: &Request) -> Answered {
        let walk = self.send(request).await;
        self.read(walk, request.get("state"))
    }

    /// The answer at the end of a walk: at the very address of the client, complete, and no more
    /// than that (RFC 6749 §4.1.2, RFC 9207).
    pub(crate) fn read(&self, walk: Walk, state: Option<&str>) -> Answered {
        let (to, told) = walk.told();
        let own = self.client.redirect_uri.as_str();
        let rest = to.strip_prefix(own);
        let rest = rest.unwrap_or_else(|| panic!("{to} is not {own}"));
        let mut told = told.clone();
        match self.mode {
            Mode::FormPost => assert_eq!(rest, "", "nothing is added to the address"),
            Mode::Query => {
                let joint = if own.contains('?') { '&' } else { '?' };
                assert!(rest.starts_with(joint), "{to}");
                for (name, _) in url::Url::parse(own).expect("an address").query_pairs() {
                    told.remove(name.as_ref());
                }
            }
        }
        let told_state = told.get("state").map(String::as_str);
        assert_eq!(told_state, state, "byte for byte");
        assert_eq!(told.get("iss"), Some(&self.op.issuer()));
        let kind: &[&str] = if told.contains_key("code") {
            &["code", "state", "iss"]
        } else {
            let text = told.get("error_description").map_or("", String::as_str);
            assert!(is_description(text), "{text}");
            &["error", "error_description", "error_uri", "state", "iss"]
        };
        let alien = told.keys().find(|name| !kind.contains(&name.as_str()));
        assert_eq!(alien, None, "{told:?}");
        Answered { walk, told }
    }

    /// Posts to the token endpoint in the client's name.
    pub(crate) async fn post(&self, fields: &[(&str, &str)]) -> Page {
        let endpoint = self.op.at("token_endpoint");
        let ask = self.op.program().ask(Method::POST, endpoint).as_program();
        let page = self.client.ask(ask, fields, self.op.now()).send().await;
        // Whatever the answer is (RFC 6749 §5.1, §5.2).
        assert!(page.header("content-type").starts_with("application/json"));
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("pragma"), "no-cache");
        page
    }

    /// Redeems a code.
    pub(crate) async fn redeem(&self, code: &str) -> Page {
        self.post(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.client.redirect_uri),
        ])
        .await
    }

    /// Uses a refresh token.
    pub(crate) async fn refresh(&self, token: &str) -> Page {
        self.post(&[("grant_type", "refresh_token"), ("refresh_token", token)])
            .await
    }

    /// The tokens of an answer, each rule looked at.
    pub(crate) async fn tokens(&self, page: Page, nonce: Option<&str>) -> Tokens {
        let body = page.expect(200).json();
        let text = |name: &str| body[name].as_str().map(str::to_owned);
        assert_eq!(text("token_type").as_deref(), Some("Bearer"));
        let lifetime = body["expires_in"].as_i64().expect("a number");
        assert!((1..365 * 86400).contains(&lifetime));
        let access = text("access_token").expect("an access token");
        let refresh = text("refresh_token");
        for token in [Some(&access), refresh.as_ref()] {
            let visible = |token: &String| token.bytes().all(|b| (b' '..=b'~').contains(&b));
            assert!(token.is_none_or(visible), "RFC 6749 Appendix A");
        }
        let id = text("id_token").expect("an ID token");
        let id = verified(&id, &self.op.keys().await, self.client.id_token_alg);
        let expected = id_token::Expected {
            issuer: &self.op.issuer(),
            client: &self.client.id,
            nonce,
            access_token: &access,
            now: self.op.now(),
        };
        id_token::check(&id, expected);
        Tokens {
            access,
            refresh,
            id,
        }
    }

    /// From a request to tokens.
    pub(crate) async fn sign_in(&self, request: &Request) -> (Answered, Tokens) {
        let answered = self.ask(request).await;
        let page = self.redeem(answered.code()).await;
        let tokens = self.tokens(page, request.get("nonce")).await;
        (answered, tokens)
    }

    /// Asks userinfo as everybody does.
    pub(crate) async fn userinfo(&self, access_token: &str) -> Page {
        let endpoint = self.op.at("userinfo_endpoint");
        let ask = self.op.program().ask(Method::GET, endpoint).as_program();
        ask.bearer(access_token).send().await
    }

    /// What userinfo says about the person of these tokens.
    pub(crate) async fn claims(&self, tokens: &Tokens) -> Value {
        let page = self.userinfo(&tokens.access).await;
        told(&page, &tokens.id)
    }

    /// Whether somebody is signed in, as `prompt=none` tells.
    pub(crate) async fn is_signed_in(&self) -> bool {
        let answered = self.ask(&self.request().with("prompt", "none")).await;
        match answered.told.get("error").map(String::as_str) {
            None => true,
            Some("login_required") => false,
            Some(other) => panic!("{other} tells neither"),
        }
    }
}

/// A good answer of userinfo, about the person of an ID token.
pub(crate) fn told(page: &Page, id_token: &Jwt) -> Value {
    let page = page.clone().expect(200);
    assert!(page.header("content-type").starts_with("application/json"));
    let claims = page.json();
    userinfo::check(&claims);
    assert_eq!(claims["sub"], id_token.claims["sub"]);
    claims
}

/// A refusal of the token endpoint (RFC 6749 §5.2).
pub(crate) fn refused(page: &Page, status: u16, error: &str) {
    let body = page.json();
    assert_eq!(
        (page.status(), body["error"].as_str()),
        (status, Some(error))
    );
    let text = body["error_description"].as_str().unwrap_or_default();
    assert!(is_description(text), "{text}");
}
