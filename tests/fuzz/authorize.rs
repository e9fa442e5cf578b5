//! Requests for authorization, as a query and as a form, by somebody with a session and by a
//! stranger: a page or an answer at a registered address, never a fault of ours.

use http::Method;
use kit::{Database, Page, browser};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::edits::{near, pairs};
use crate::flow::{Fields, Flow};
use crate::redirect_uri::is_registered;
use crate::target::{corpus, run};

#[derive(Debug, Clone)]
enum Sent {
    /// Well encoded, whatever it says.
    Query(Vec<(String, String)>),
    Form(Vec<(String, String)>),
    /// As it is.
    Raw(String),
}

#[test]
fn authorize() {
    let flow = browser::run(Flow::signed_in(Database::Sqlite)).0;
    let stranger = flow.world.idp.visitor();
    let seeds = corpus("authorize");
    let read = |seed: &String| {
        url::form_urlencoded::parse(seed.as_bytes())
            .into_owned()
            .collect()
    };
    let parted: Vec<Vec<_>> = seeds.iter().map(read).collect();
    let sent = prop_oneof![
        3 => pairs(parted.clone()).prop_map(Sent::Query),
        2 => pairs(parted).prop_map(Sent::Form),
        2 => near(seeds).prop_map(Sent::Raw),
    ];
    run(
        "authorize",
        &(sent, any::<bool>()),
        |(sent, has_session)| {
            let visitor = if has_session {
                &flow.visitor
            } else {
                &stranger
            };
            let page = browser::run(async {
                let form = "application/x-www-form-urlencoded";
                let by_form = |body: String| {
                    let ask = visitor.ask(Method::POST, "/oauth/authorize");
                    ask.body(form, body).send()
                };
                let page = match sent {
                    Sent::Query(pairs) => {
                        let query = encoded(&pairs);
                        return visitor.get(&format!("/oauth/authorize?{query}")).await;
                    }
                    Sent::Form(pairs) => by_form(encoded(&pairs)).await,
                    Sent::Raw(text) => by_form(text).await,
                };
                let is_query = page.status() == 303
                    && page.header("location").starts_with("/oauth/authorize?");
                if is_query { page.follow().await } else { page }
            });
            judge(&page)
        },
    );
}

fn encoded(pairs: &[(String, String)]) -> String {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    // A head longer than the server reads is another matter.
    let query = Fields::new(&pairs).query();
    query.chars().take(30_000).collect()
}

fn judge(page: &Page) -> TestCaseResult {
    let status = page.status();
    prop_assert!(
        [200, 303, 400, 413, 431].contains(&status),
        "{status}: {}",
        page.text()
    );
    prop_assert!(!page.body().contains("<svg onload"), "markup of a request");
    if status == 303 {
        // As it was sent, not as the tests' client reads it.
        let to = page.header("location");
        prop_assert!(to.is_ascii() && !to.contains(['\r', '\n']), "{to}");
        let is_ours = to.starts_with('/') && !to.starts_with("//");
        let parts = to.rmatch_indices(['?', '&']).map(|(at, _)| &to[..at]);
        let is_theirs = parts.into_iter().any(|base| is_registered(base, true));
        prop_assert!(is_ours || is_theirs && to.contains("iss="), "led to {to}");
    }
    Ok(())
}
