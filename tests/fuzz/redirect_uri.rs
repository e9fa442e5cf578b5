//! Redirect URIs near the registered ones: those are redirected to and no others (RFC 9700 §2.1;
//! T01, T02). What is registered is said here a second time, in other words than the provider's.

use kit::{Database, browser};
use proptest::prelude::*;

use crate::edits::near;
use crate::flow::{CALLBACK, Flow};
use crate::target::{corpus, run};

/// Whether an application of the tests may be answered at `uri`.
pub(crate) fn is_registered(uri: &str, is_public: bool) -> bool {
    let fixed = [CALLBACK, "https://app.test/cb2?a=1", "http://127.0.0.1/cb"];
    let with_port = uri.strip_prefix("http://127.0.0.1:");
    let port = with_port.and_then(|rest| rest.strip_suffix("/cb"));
    // As a number is written: no sign, no zero before it.
    let port = port.filter(|port| port.parse::<u16>().is_ok_and(|it| it.to_string() == *port));
    fixed.contains(&uri) || is_public && port.is_some_and(|port| port != "0")
}

#[test]
fn redirect_uri() {
    let flow = browser::run(Flow::signed_in(Database::Sqlite)).0;
    let client = prop_oneof![Just("app"), Just("basic")];
    let strategy = (near(corpus("redirect_uri")), client);
    run("redirect_uri", &strategy, |(uri, client)| {
        let request = Flow::request().with("client_id", client);
        let request = request.with("redirect_uri", &uri);
        // A head longer than the server reads is another matter.
        prop_assume!(request.query().len() < 30_000);
        let page = browser::run(flow.authorize(&request));
        if is_registered(&uri, client == "app") {
            let to = page.header("location");
            let answer = to.strip_prefix(&uri);
            let answer = answer.and_then(|rest| rest.strip_prefix(['?', '&']));
            prop_assert!(answer.is_some_and(|it| it.starts_with("code=")), "{to}");
        } else {
            prop_assert_eq!(page.status(), 400, "{}", page.text());
            prop_assert_eq!(page.header("location"), "");
        }
        Ok(())
    });
}
