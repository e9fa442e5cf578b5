//! The way itself: tokens, their signature, userinfo.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use shared::secret::sha256;

use super::op;
use crate::rp::{Client, Mode, Op, Party, Tokens, told};

async fn signed_in(mode: Mode) -> (Op, Client, Tokens) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, tokens) = party.sign_in(&party.request()).await;
    drop(party);
    (op, client, tokens)
}

/// `client_secret_basic`, from the first page to userinfo.
pub(crate) async fn oidcc_server(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (answered, tokens) = party.sign_in(&party.request()).await;
    assert_eq!(answered.sign_ins(), 1);
    assert_eq!(answered.walk.consents.len(), 1, "somebody else's client");
    let claims = party.claims(&tokens).await;
    let names: Vec<&String> = claims.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["sub"], "nothing else was asked for");
}

/// Signed with RS256 by a key that the set names.
pub(crate) async fn oidcc_idtoken_signature(mode: Mode) {
    let (op, _, tokens) = signed_in(mode).await;
    let header = &tokens.id.header;
    assert_eq!(header.alg, jsonwebtoken::Algorithm::RS256);
    let kid = header.kid.as_deref().expect("a kid");
    let key = op.keys().await;
    let key = key.find(kid).expect("a key of this name");
    assert_eq!(
        key.common.key_algorithm,
        Some(jsonwebtoken::jwk::KeyAlgorithm::RS256)
    );
}

/// Nothing says that unsigned ID tokens are to be had: the module passes over.
pub(crate) async fn oidcc_idtoken_unsigned(mode: Mode) {
    let (op, _, tokens) = signed_in(mode).await;
    assert!(!op.supports("id_token_signing_alg_values_supported", "none"));
    let signature = tokens.id.text.rsplit('.').next();
    assert!(signature.is_some_and(|it| !it.is_empty()));
}

pub(crate) async fn oidcc_userinfo_get(mode: Mode) {
    let (op, client, tokens) = signed_in(mode).await;
    let party = Party::new(&op, &client, mode);
    let _ = party.claims(&tokens).await;
    let page = party.userinfo("nothing").await.expect(401);
    let challenge = page.header("www-authenticate");
    assert!(challenge.starts_with("Bearer ") && challenge.contains("error=\"invalid_token\""));
}

pub(crate) async fn oidcc_userinfo_post_header(mode: Mode) {
    let (op, _, tokens) = signed_in(mode).await;
    let endpoint = op.at("userinfo_endpoint");
    let ask = op.program().ask(Method::POST, endpoint).as_program();
    let page = ask.bearer(&tokens.access).send().await;
    let _ = told(&page, &tokens.id);
}

pub(crate) async fn oidcc_userinfo_post_body(mode: Mode) {
    let (op, _, tokens) = signed_in(mode).await;
    let endpoint = op.at("userinfo_endpoint");
    let ask = op.program().ask(Method::POST, endpoint).as_program();
    let fields = [("access_token", &tokens.access)];
    let page = ask.form(&fields).send().await;
    let _ = told(&page, &tokens.id);
}

pub(crate) async fn oidcc_ensure_request_without_nonce_succeeds_for_code_flow(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let (_, tokens) = party.sign_in(&party.request().without("nonce")).await;
    assert!(tokens.id.claims.get("nonce").is_none());
}

/// The secret in the form.
pub(crate) async fn oidcc_server_client_secret_post(mode: Mode) {
    let client = Client::post("post");
    let op = Op::with(&[&client]).await;
    assert!(op.supports(
        "token_endpoint_auth_methods_supported",
        "client_secret_post"
    ));
    let party = Party::new(&op, &client, mode);
    let (_, tokens) = party.sign_in(&party.request()).await;
    let _ = party.claims(&tokens).await;
}

/// PKCE that was not asked for is held to.
pub(crate) async fn oidcc_ensure_request_with_valid_pkce_succeeds(mode: Mode) {
    let (op, client) = op().await;
    let party = Party::new(&op, &client, mode);
    let verifier = "a-._~0".repeat(8);
    let challenge = URL_SAFE_NO_PAD.encode(sha256(verifier.as_bytes()));
    let request = party.request().with("code_challenge", &challenge);
    let request = request.with("code_challenge_method", "S256");
    let redeem = async |code: &str, verifier: &str| {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", client.redirect_uri.as_str()),
            ("code_verifier", verifier),
        ];
        party.post(&fields).await
    };
    let answered = party.ask(&request).await;
    let page = redeem(answered.code(), &verifier).await;
    let _ = party.tokens(page, request.get("nonce")).await;
    let answered = party.ask(&request).await;
    let page = redeem(answered.code(), &"b".repeat(43)).await;
    crate::rp::refused(&page, 400, "invalid_grant");
}
