//! What scopes and `claims` tell about a person, by userinfo.

use serde_json::Value;

use super::op;
use crate::rp::{Mode, Party, userinfo::of_scope};

/// The claims of these scopes are told, and no others.
async fn tells(mode: Mode, scopes: &[&str]) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    for scope in scopes {
        assert!(op.supports("scopes_supported", scope), "{scope}");
    }
    let scope = format!("openid {}", scopes.join(" "));
    let (_, tokens) = party.sign_in(&party.request().with("scope", &scope)).await;
    is_told(&party.claims(&tokens).await, scopes);
}

fn is_told(claims: &Value, scopes: &[&str]) {
    let mut named: Vec<&str> = scopes.iter().flat_map(|it| of_scope(it)).copied().collect();
    named.push("sub");
    named.sort_unstable();
    let told: Vec<&String> = claims.as_object().expect("an object").keys().collect();
    assert_eq!(told, named);
}

pub(crate) async fn oidcc_scope_profile(mode: Mode) {
    tells(mode, &["profile"]).await;
}

pub(crate) async fn oidcc_scope_email(mode: Mode) {
    tells(mode, &["email"]).await;
}

pub(crate) async fn oidcc_scope_address(mode: Mode) {
    tells(mode, &["address"]).await;
}

pub(crate) async fn oidcc_scope_phone(mode: Mode) {
    tells(mode, &["phone"]).await;
}

pub(crate) async fn oidcc_scope_all(mode: Mode) {
    tells(mode, &["profile", "email", "address", "phone"]).await;
}

/// Scopes and parameters in another order (RFC 6749 §3.3).
pub(crate) async fn oidcc_alternate_happy_flow(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let request = party.request().with("scope", "email openid").reversed();
    let (_, tokens) = party.sign_in(&request).await;
    is_told(&party.claims(&tokens).await, &["email"]);
}

/// One claim by name, without its scope.
pub(crate) async fn oidcc_claims_essential(mode: Mode) {
    let (op, client) = op().await;
    assert_eq!(op.metadata["claims_parameter_supported"], true);
    assert!(op.supports("claims_supported", "name"));
    let party = Party::new(&op, &client, mode);
    let wish = r#"{"userinfo":{"name":{"essential":true}}}"#;
    let (_, tokens) = party.sign_in(&party.request().with("claims", wish)).await;
    let claims = party.claims(&tokens).await;
    let told: Vec<&String> = claims.as_object().expect("an object").keys().collect();
    assert_eq!(told, ["name", "sub"]);
}
