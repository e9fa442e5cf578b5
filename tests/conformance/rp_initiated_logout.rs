//! `oidcc-rp-initiated-logout-certification-test-plan` (RP-Initiated Logout 1.0).

use std::time::Duration;

use kit::Page;
use serde_json::json;

use crate::rp::{Client, Mode, Op, Party, RP, Request, Signer, Tokens, Walk, unsigned};

/// The address that clients are registered with.
const BYE: &str = "https://rp.test/bye";

async fn op() -> (Op, Client) {
    let client = Client::basic("basic");
    (Op::with(&[&client]).await, client)
}

/// A client at which somebody is signed in.
async fn signed_in<'a>(op: &'a Op, client: &Client) -> (Party<'a>, Tokens) {
    let party = Party::new(op, client, Mode::Query);
    let (_, tokens) = party.sign_in(&party.request()).await;
    assert!(party.is_signed_in().await);
    (party, tokens)
}

/// The client asks to sign out.
async fn leave(party: &Party<'_>, fields: &[(&str, &str)]) -> Walk {
    let endpoint = party.op.at("end_session_endpoint");
    let query = Request::new(fields).query();
    party.browser.open(&format!("{endpoint}?{query}")).await
}

/// The person stays here: a page says what is wrong or asks.
async fn is_kept(party: &Party<'_>, fields: &[(&str, &str)]) {
    let walk = leave(party, fields).await;
    let page = walk.page();
    assert!(page.has("form#confirm-sign-out"), "{}", page.text());
    assert!(party.is_signed_in().await, "by nobody's wish");
    // They are asked, and if they want to be signed out they are, but not sent away.
    let page = confirmed(party, page).await;
    assert!(page.url().as_str().starts_with(&party.op.issuer()));
    assert!(!party.is_signed_in().await);
}

/// The person confirms, if they are asked; the page on which they read that it is done.
async fn confirmed(party: &Party<'_>, page: &Page) -> Page {
    let page = if page.has("form#confirm-sign-out") {
        let page = page.form("confirm-sign-out").submit().await;
        let walk = party.browser.walk(page).await;
        walk.page().clone()
    } else {
        page.clone()
    };
    page.shows("abgemeldet");
    page
}

#[test]
fn oidcc_rp_initiated_logout_discovery_endpoint_verification() {
    kit::browser::run(async {
        let (op, _) = op().await;
        let endpoint = op.at("end_session_endpoint");
        assert!(endpoint.starts_with(&op.issuer()), "{endpoint}");
    });
}

#[test]
fn oidcc_rp_initiated_logout() {
    kit::browser::run(async {
        let (op, client) = op().await;
        // At once, and when the hint has expired.
        for wait in [0, 20] {
            let (party, tokens) = signed_in(&op, &client).await;
            op.world.advance(Duration::from_mins(wait));
            let fields = [
                ("id_token_hint", tokens.id.text.as_str()),
                ("post_logout_redirect_uri", BYE),
                ("state", "s&t=a te"),
            ];
            let walk = leave(&party, &fields).await;
            let (to, told) = walk.told();
            assert!(to.starts_with("https://rp.test/bye?"), "{to}");
            assert_eq!(told.get("state").map(String::as_str), Some("s&t=a te"));
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(!party.is_signed_in().await);
        }
    });
}

#[test]
fn oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, tokens) = signed_in(&op, &client).await;
        let hint = ("id_token_hint", tokens.id.text.as_str());
        let address = format!("{RP}/elsewhere");
        is_kept(&party, &[hint, ("post_logout_redirect_uri", &address)]).await;
    });
}

#[test]
fn oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, tokens) = signed_in(&op, &client).await;
        let hint = ("id_token_hint", tokens.id.text.as_str());
        let address = format!("{BYE}?foo=bar");
        is_kept(&party, &[hint, ("post_logout_redirect_uri", &address)]).await;
    });
}

/// The same claims without a signature.
#[test]
fn oidcc_rp_initiated_logout_modified_id_token_hint() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, tokens) = signed_in(&op, &client).await;
        let hint = unsigned(&tokens.id.claims);
        let way = ("post_logout_redirect_uri", BYE);
        is_kept(&party, &[("id_token_hint", &hint), way]).await;
    });
}

/// The same claims by somebody else's signature.
#[test]
fn oidcc_rp_initiated_logout_bad_id_token_hint() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, tokens) = signed_in(&op, &client).await;
        let hint = Signer::new().sign(&tokens.id.claims);
        let way = ("post_logout_redirect_uri", BYE);
        is_kept(&party, &[("id_token_hint", &hint), way]).await;
        // A right signature under other claims.
        let (party, tokens) = signed_in(&op, &client).await;
        let split: Vec<&str> = tokens.id.text.split('.').collect();
        let other = unsigned(&json!({ "iss": op.issuer(), "aud": client.id, "sub": "somebody" }));
        let claims = other.split('.').nth(1).expect("claims");
        let hint = format!("{}.{claims}.{}", split[0], split[2]);
        is_kept(&party, &[("id_token_hint", &hint), way]).await;
    });
}

#[test]
fn oidcc_rp_initiated_logout_no_id_token_hint() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, _) = signed_in(&op, &client).await;
        let way = ("post_logout_redirect_uri", BYE);
        is_kept(&party, &[way, ("state", "s")]).await;
    });
}

/// Whoever is signed out reads it, and is sent nowhere.
async fn is_told(hinted: bool, fields: &[(&str, &str)]) {
    let (op, client) = op().await;
    let (party, tokens) = signed_in(&op, &client).await;
    let mut fields = fields.to_vec();
    if hinted {
        fields.push(("id_token_hint", &tokens.id.text));
    }
    let walk = leave(&party, &fields).await;
    let _ = confirmed(&party, walk.page()).await;
    assert!(!party.is_signed_in().await);
}

#[test]
fn oidcc_rp_initiated_logout_no_params() {
    kit::browser::run(is_told(false, &[]));
}

#[test]
fn oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
    kit::browser::run(is_told(true, &[("state", "s")]));
}

#[test]
fn oidcc_rp_initiated_logout_only_state() {
    kit::browser::run(is_told(false, &[("state", "s")]));
}

#[test]
fn oidcc_rp_initiated_logout_no_state() {
    kit::browser::run(async {
        let (op, client) = op().await;
        let (party, tokens) = signed_in(&op, &client).await;
        let hint = ("id_token_hint", tokens.id.text.as_str());
        let walk = leave(&party, &[hint, ("post_logout_redirect_uri", BYE)]).await;
        assert_eq!(walk.told().0, BYE, "and nothing more");
        assert!(!party.is_signed_in().await);
    });
}
