//! Metadata of clients that register themselves (RFC 7591): whoever is registered in the end has
//! addresses that a browser may be sent to (T03, T58).

use http::Method;
use kit::{Database, browser};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value, json};

use crate::edits::near;
use crate::flow::Flow;
use crate::target::{corpus, run};

#[derive(Debug, Clone)]
enum Sent {
    Object(Value),
    Raw(String),
}

/// Values of the wrong kind, and addresses that lead astray.
fn values() -> Vec<Value> {
    let texts = [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:https://a.test/",
        "https://rp.test/cb#f",
        "https://u:p@rp.test/cb",
        "http://rp.test/cb",
        "https://*.test/cb",
        "http://127.0.0.1/cb",
        "http://169.254.169.254/",
        "https://[::ffff:127.0.0.1]/",
        "//rp.test/",
        "https://rp.test/\r\nX: y",
        "none",
        "client_secret_jwt",
        "private_key_jwt",
        "HS256",
        "RS256",
        "implicit",
        "password",
        "code token",
        "pairwise",
        "\u{202e}\u{0}",
        "idp.accounts openid",
    ];
    let mut all: Vec<_> = texts.map(Value::from).to_vec();
    all.extend(texts.map(|text| json!([text])));
    all.extend([
        json!(null),
        json!(7),
        json!(-1.5),
        json!(true),
        json!({}),
        json!([]),
        json!([[]]),
    ]);
    all.push(Value::from(vec!["https://rp.test/cb"; 500]));
    all.push(json!("a".repeat(20_000)));
    all.push(json!({ "keys": [{ "kty": "oct", "k": "AAAA" }] }));
    all
}

#[test]
fn registration() {
    let flow = browser::run(Flow::start(Database::Sqlite));
    let metadata = browser::run(flow.visitor.get("/.well-known/openid-configuration"));
    let endpoint = metadata.json()["registration_endpoint"].clone();
    let Value::String(endpoint) = endpoint else {
        let ask = flow
            .visitor
            .ask(Method::POST, "/oauth/register")
            .json(&json!({}));
        let status = browser::run(ask.send()).status();
        assert!(
            [401, 403, 404].contains(&status),
            "closed, and yet {status}"
        );
        println!("registration: this provider registers nobody");
        return;
    };
    let seeds = corpus("registration");
    let objects: Vec<Map<String, Value>> = seeds
        .iter()
        .map(|seed| serde_json::from_str(seed).expect("the corpus is JSON"))
        .collect();
    let mut names: Vec<_> = objects.iter().flat_map(|it| it.keys().cloned()).collect();
    names.extend(["client_id", "client_secret", "first_party", "policy", "x"].map(str::to_owned));
    let change = (select(names), select(values()));
    let object = (select(objects), vec(change, 0..4)).prop_map(|(mut object, changes)| {
        object.extend(changes);
        Sent::Object(Value::Object(object))
    });
    let sent = prop_oneof![3 => object, 1 => near(seeds).prop_map(Sent::Raw)];
    run("registration", &sent, |sent| {
        let body = match &sent {
            Sent::Object(object) => object.to_string(),
            Sent::Raw(text) => text.clone(),
        };
        judge(&flow, &endpoint, body)
    });
}

fn judge(flow: &Flow, endpoint: &str, body: String) -> TestCaseResult {
    let ask = flow.visitor.ask(Method::POST, endpoint).as_program();
    let page = browser::run(ask.body("application/json", body).send());
    let status = page.status();
    prop_assert!(
        [201, 400, 401, 403, 413, 429].contains(&status),
        "{status}: {}",
        page.body()
    );
    let told = page.json();
    if status != 201 {
        prop_assert!(told["error"].is_string(), "{}", page.body());
        return Ok(());
    }
    prop_assert!(told["client_id"].is_string(), "{}", page.body());
    for uri in told["redirect_uris"].as_array().into_iter().flatten() {
        let url = url::Url::parse(uri.as_str().unwrap_or_default());
        let url = url.map_err(|error| TestCaseError::fail(format!("{uri}: {error}")))?;
        let is_safe = match url.scheme() {
            "https" => true,
            "http" => matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")),
            scheme => scheme.contains('.'),
        };
        prop_assert!(
            is_safe && url.fragment().is_none() && url.username().is_empty(),
            "{uri}"
        );
    }
    Ok(())
}
