//! A service that signs people in by a stand-in, written by hand so that it can also do it wrong.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use demo::stand_in::{Client, Proof};
use http::Method;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kit::{Page, Visitor};
use serde_json::{Value, json};
use shared::secret::sha256;
use url::Url;

pub(crate) const SECRET: &str = "ge+heim/nis=";
pub(crate) const STATE: &str = "zustand-1";
pub(crate) const NONCE: &str = "einmal-1";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Where answers go. Nothing listens there: the test reads the address.
pub(crate) fn redirect_uri(host: &str) -> String {
    format!("http://{host}:9/zurueck")
}

pub(crate) fn client(id: &str, host: &str) -> Client {
    Client {
        client_id: id.to_owned(),
        name: format!("Dienst {id}"),
        proof: Proof::Secret(SECRET.to_owned()),
        redirect_uris: vec![redirect_uri(host)],
    }
}

/// The two services that most tests have: one at localhost, one at another host.
pub(crate) fn clients() -> Vec<Client> {
    vec![client("eins", "localhost"), client("zwei", "127.0.0.1")]
}

pub(crate) fn host(client_id: &str) -> &'static str {
    if client_id == "zwei" {
        "127.0.0.1"
    } else {
        "localhost"
    }
}

/// The address of a request, with changes; an empty value takes a parameter away.
pub(crate) fn request(client_id: &str, changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(sha256(VERIFIER.as_bytes()));
    let redirect_uri = redirect_uri(host(client_id));
    let mut all = vec![
        ("client_id", client_id),
        ("redirect_uri", &redirect_uri),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", STATE),
        ("nonce", NONCE),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    all.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    all.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!("/authorize?{}", query.extend_pairs(all).finish())
}

/// A claims parameter: those of `required` are essential; all are asked of userinfo.
pub(crate) fn claims(voluntary: &[&str], required: &[&str]) -> String {
    let mut userinfo = json!({});
    for claim in voluntary {
        userinfo[claim] = Value::Null;
    }
    for claim in required {
        userinfo[claim] = json!({ "essential": true });
    }
    json!({ "userinfo": userinfo, "id_token": userinfo }).to_string()
}

/// What stands in the address that an answer goes to.
pub(crate) fn answer(page: &Page, name: &str) -> Option<String> {
    let url = Url::parse(&page.redirect()).expect("an address");
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// A token request of `client_id`, with changes.
pub(crate) async fn redeem(
    visitor: &Visitor,
    client_id: &str,
    code: &str,
    changes: &[(&str, &str)],
) -> Page {
    let redirect_uri = redirect_uri(host(client_id));
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &redirect_uri),
        ("code_verifier", VERIFIER),
    ];
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    let ask = visitor.ask(Method::POST, "/token").as_program().form(&form);
    ask.header("authorization", &basic(client_id, SECRET))
        .send()
        .await
}

pub(crate) fn basic(id: &str, secret: &str) -> String {
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let both = format!("{}:{}", encoded(id), encoded(secret));
    format!("Basic {}", STANDARD.encode(both))
}

pub(crate) async fn jwks(visitor: &Visitor) -> JwkSet {
    let page = visitor.ask(Method::GET, "/jwks").as_program().send().await;
    serde_json::from_value(page.expect(200).json()).expect("a set of keys")
}

/// What a person's sign-in told: ID token (signature checked) and userinfo.
pub(crate) struct Told {
    pub(crate) id_token: Value,
    pub(crate) userinfo: Value,
    pub(crate) access_token: String,
}

/// From the answer to what it tells.
pub(crate) async fn told(visitor: &Visitor, client_id: &str, answered: &Page) -> Told {
    assert_eq!(answer(answered, "state").as_deref(), Some(STATE));
    let code = answer(answered, "code").expect("a code");
    let tokens = redeem(visitor, client_id, &code, &[])
        .await
        .expect(200)
        .json();
    let text = tokens["id_token"].as_str().expect("an ID token");
    let keys = jwks(visitor).await;
    let header = jsonwebtoken::decode_header(text).expect("a header");
    let key = keys.find(header.kid.as_deref().expect("a kid"));
    let key = DecodingKey::from_jwk(key.expect("a published key")).expect("a key");
    let mut rules = Validation::new(Algorithm::ES256);
    rules.validate_exp = false;
    rules.set_audience(&[client_id]);
    let id_token = jsonwebtoken::decode::<Value>(text, &key, &rules);
    let access_token = tokens["access_token"].as_str().expect("an access token");
    Told {
        id_token: id_token.expect("a good signature").claims,
        userinfo: userinfo(visitor, access_token).await.expect(200).json(),
        access_token: access_token.to_owned(),
    }
}

pub(crate) async fn userinfo(visitor: &Visitor, access_token: &str) -> Page {
    let ask = visitor.ask(Method::GET, "/userinfo").as_program();
    ask.bearer(access_token).send().await
}
