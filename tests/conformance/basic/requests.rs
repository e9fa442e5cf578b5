//! Parameters that mean little, and those that mean trouble.

use serde_json::json;

use super::op;
use crate::rp::{Answered, Mode, Party, RP, unsigned};

/// A parameter that hinders nobody.
async fn harmless(mode: Mode, parameters: &[(&str, &str)]) -> Answered {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let mut request = party.request();
    for (name, value) in parameters {
        request = request.with(name, value);
    }
    let (answered, tokens) = party.sign_in(&request).await;
    let _ = party.claims(&tokens).await;
    answered
}

pub(crate) async fn oidcc_response_type_missing(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let answered = party.ask(&party.request().without("response_type")).await;
    assert!(answered.is_silent());
    assert!(["unsupported_response_type", "invalid_request"].contains(&answered.error()));
}

pub(crate) async fn oidcc_display_page(mode: Mode) {
    let _ = harmless(mode, &[("display", "page")]).await;
}

pub(crate) async fn oidcc_display_popup(mode: Mode) {
    let _ = harmless(mode, &[("display", "popup")]).await;
}

pub(crate) async fn oidcc_ensure_request_with_unknown_parameter_succeeds(mode: Mode) {
    let _ = harmless(mode, &[("extra", "foobar")]).await;
}

/// A name that may be an address or not.
pub(crate) async fn oidcc_login_hint(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let host = url::Url::parse(&op.issuer()).expect("an address");
    let host = host.host_str().expect("a host").to_owned();
    for hint in [format!("buffy@{host}"), "buffy@example.org".to_owned()] {
        let request = party.request().with("login_hint", &hint);
        let (answered, _) = party.sign_in(&request.with("prompt", "login")).await;
        assert_eq!(answered.sign_ins(), 1);
    }
}

/// Northern Sámi: nobody here speaks it.
pub(crate) async fn oidcc_ui_locales(mode: Mode) {
    let answered = harmless(mode, &[("ui_locales", "se")]).await;
    assert_eq!(answered.sign_ins(), 1, "in another language");
}

pub(crate) async fn oidcc_claims_locales(mode: Mode) {
    let _ = harmless(mode, &[("claims_locales", "se")]).await;
}

/// Known strengths, and some that nobody knows.
pub(crate) async fn oidcc_ensure_request_with_acr_values_succeeds(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let known = op.metadata["acr_values_supported"].as_array();
    let known = known.expect("a list").iter().filter_map(|it| it.as_str());
    let known = known.take(2).collect::<Vec<_>>().join(" ");
    for values in ["1 2", known.as_str()] {
        let request = party.request().with("acr_values", values);
        let (_, tokens) = party.sign_in(&request).await;
        assert!(!tokens.id.text_of("acr").is_empty(), "{values}");
    }
}

/// Nobody is sent to an address that is not registered, signed in or not.
pub(crate) async fn oidcc_ensure_registered_redirect_uri(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let request = party.request();
    let foreign = request.clone().with("redirect_uri", &format!("{RP}/other"));
    party.send(&foreign).await.is_stuck();
    let _ = party.sign_in(&request).await;
    party.send(&foreign).await.is_stuck();
}

/// The request is a form of the client's page.
pub(crate) async fn oidcc_ensure_post_request_succeeds(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let request = party.request();
    let endpoint = op.at("authorization_endpoint");
    let walk = party.browser.post(endpoint, request.fields()).await;
    let answered = party.read(walk, request.get("state"));
    let page = party.redeem(answered.code()).await;
    let tokens = party.tokens(page, request.get("nonce")).await;
    let _ = party.claims(&tokens).await;
}

/// Unsigned requests are not advertised, and nobody acts as if there were none.
pub(crate) async fn oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(
    mode: Mode,
) {
    let (op, client) = op().await;
    assert!(!op.supports("request_object_signing_alg_values_supported", "none"));
    let party = Party::new(&op, &client, mode);
    let request = party.request();
    let request = request.with("request_uri", &format!("{RP}/request.jwt"));
    let answered = party.ask(&request).await;
    assert!(answered.is_silent());
    assert_eq!(answered.error(), "request_uri_not_supported");
}

pub(crate) async fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(
    mode: Mode,
) {
    let (op, client) = op().await;
    assert!(!op.supports("request_object_signing_alg_values_supported", "none"));
    let party = Party::new(&op, &client, mode);
    let object = unsigned(&json!({ "client_id": client.id, "aud": op.issuer() }));
    let answered = party.ask(&party.request().with("request", &object)).await;
    assert!(answered.is_silent());
    assert_eq!(answered.error(), "request_not_supported");
}

/// The address outside of the object is a stranger's: nobody is sent there, whatever the object
/// says.
pub(crate) async fn oidcc_ensure_request_object_with_redirect_uri(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let object = json!({
        "client_id": client.id, "aud": op.issuer(), "redirect_uri": client.redirect_uri,
    });
    let request = party.request().with("request", &unsigned(&object));
    let request = request.with("redirect_uri", &format!("{RP}/other"));
    party.send(&request).await.is_stuck();
}
