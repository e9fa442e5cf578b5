//! Applications that register themselves (RFC 7591, RFC 7592), by invitation or without, and
//! those of files while the servers run.

mod files;
mod flow;
mod guard;
mod invitations;
mod manage;
mod metadata;
mod open;
mod pages;

use http::Method;
use kit::Page;
use serde_json::{Value, json};

use crate::oauth::flow::{CALLBACK, Flow};

/// Registration open; wiremock's addresses may be fetched.
pub(crate) const OPEN: &str = "registration.mode = \"open\"\n\
    registration.loopback_hosts = [\"127.0.0.1\", \"localhost\"]\n\
    limits.clients_per_network = { tries = 1000, minutes = 1 }";

/// Settings of a provider whose registration is in this mode.
fn mode(name: &str) -> String {
    OPEN.replace("\"open\"", &format!("\"{name}\""))
}

/// The least that an application says, with changes.
fn metadata(changes: &Value) -> Value {
    let mut body = json!({ "redirect_uris": [CALLBACK], "client_name": "Neuer Dienst" });
    for (name, value) in changes.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

/// Registers, with a token or without.
async fn ask(flow: &Flow, token: Option<&str>, body: &Value) -> Page {
    let ask = flow
        .world
        .idp
        .visitor()
        .ask(Method::POST, "/oauth/register");
    let ask = ask.json(body).as_program();
    match token {
        Some(token) => ask.bearer(token).send().await,
        None => ask.send().await,
    }
}

/// A registered application: the whole answer.
async fn registered(flow: &Flow, changes: &Value) -> Value {
    ask(flow, None, &metadata(changes)).await.expect(201).json()
}

/// The refusal's word.
fn refused(page: &Page, error: &str, about: &Value) {
    let body = page.body();
    assert_eq!(page.status(), 400, "{about}: {body}");
    assert_eq!(page.json()["error"], error, "{about}: {body}");
    assert_eq!(page.header("cache-control"), "no-store");
}

fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    let text = answer[name].as_str();
    text.unwrap_or_else(|| panic!("no {name} in {answer}"))
}

/// The registration's own address, as a path.
fn own_path(answer: &Value) -> String {
    let uri = url::Url::parse(text(answer, "registration_client_uri")).expect("an address");
    assert!(uri.path().starts_with("/oauth/register/reg-"));
    uri.path().to_owned()
}
