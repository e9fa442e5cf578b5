//! `oidcc-config-certification-test-plan`: what the provider says about itself (OpenID Connect
//! Discovery 1.0, RFC 8414), over TLS as outside of tests.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::Database;
use kit::world::Wishes;
use serde_json::Value;

use crate::rp::{Client, Op};

/// What a member of the metadata is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Address,
    Flag,
    /// Texts, at least one (RFC 8414 §3.2).
    List,
}

/// Every member that a standard names and that this provider may have.
const KNOWN: &[(Kind, &[&str])] = &[
    (
        Kind::Address,
        &[
            // OpenID Connect Discovery 1.0 §3
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint",
            "service_documentation",
            "op_policy_uri",
            "op_tos_uri",
            // RFC 8414 §2
            "introspection_endpoint",
            "revocation_endpoint",
            // RP-Initiated Logout 1.0 §2.1
            "end_session_endpoint",
            // RFC 9126 §5
            "pushed_authorization_request_endpoint",
        ],
    ),
    (
        Kind::List,
        &[
            // OpenID Connect Discovery 1.0 §3
            "scopes_supported",
            "response_types_supported",
            "response_modes_supported",
            "grant_types_supported",
            "acr_values_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "userinfo_signing_alg_values_supported",
            "request_object_signing_alg_values_supported",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "display_values_supported",
            "claim_types_supported",
            "claims_supported",
            "claims_locales_supported",
            "ui_locales_supported",
            // RFC 8414 §2
            "introspection_endpoint_auth_methods_supported",
            "introspection_endpoint_auth_signing_alg_values_supported",
            "revocation_endpoint_auth_methods_supported",
            "revocation_endpoint_auth_signing_alg_values_supported",
            "code_challenge_methods_supported",
            // Initiating User Registration via OpenID Connect 1.0 §4.1
            "prompt_values_supported",
            // OpenID Connect for Identity Assurance 1.0 §9
            "trust_frameworks_supported",
            "evidence_supported",
            "electronic_records_supported",
            "claims_in_verified_claims_supported",
            // RFC 9449 §5.1
            "dpop_signing_alg_values_supported",
        ],
    ),
    (
        Kind::Flag,
        &[
            // OpenID Connect Discovery 1.0 §3
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration",
            // RFC 9207 §3
            "authorization_response_iss_parameter_supported",
            // RFC 9101 §10.5, RFC 9126 §5
            "require_signed_request_object",
            "require_pushed_authorization_requests",
            // OpenID Connect for Identity Assurance 1.0 §9
            "verified_claims_supported",
            // Back-Channel Logout 1.0 §2.1, Front-Channel Logout 1.0 §3
            "backchannel_logout_supported",
            "backchannel_logout_session_supported",
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
        ],
    ),
];

const NEEDED: [&str; 9] = [
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "scopes_supported",
    "claims_supported",
    "request_parameter_supported",
    "request_uri_parameter_supported",
];

fn kind(name: &str) -> Kind {
    let found = KNOWN.iter().find(|(_, names)| names.contains(&name));
    found
        .unwrap_or_else(|| panic!("no standard knows {name}"))
        .0
}

/// One address of ours: https, and nothing but a path.
fn is_address(value: &Value, issuer: &str) -> bool {
    let text = value.as_str().unwrap_or_default();
    let rest = text.strip_prefix(issuer);
    let parsed = url::Url::parse(text);
    parsed.is_ok_and(|url| {
        url.scheme() == "https" && url.query().is_none() && url.fragment().is_none()
    }) && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_list(value: &Value) -> bool {
    let Some(texts) = value.as_array() else {
        return false;
    };
    let different: BTreeSet<_> = texts.iter().filter_map(Value::as_str).collect();
    !texts.is_empty() && different.len() == texts.len() && !different.contains("")
}

/// A language tag as RFC 5646 §2.1.1 writes it: `de`, `sr-Latn`, `de-AT`.
fn is_canonical(tag: &str) -> bool {
    let pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$";
    regex::Regex::new(pattern).expect("a pattern").is_match(tag)
}

async fn op() -> Op {
    let wishes = Wishes {
        tls: true,
        clients: vec![Client::basic("basic").file()],
        ..Wishes::default()
    };
    Op::wished(Database::Sqlite, wishes).await
}

/// What both forms of the module look at.
pub(crate) async fn verify(op: &Op) {
    let page = op.program().get("/.well-known/openid-configuration").await;
    let page = page.expect(200);
    assert!(page.header("content-type").starts_with("application/json"));
    let document = page.json();
    let issuer = op.issuer();
    assert_eq!(document["issuer"], issuer.as_str(), "byte for byte");
    assert!(issuer.starts_with("https://"));
    let members = document.as_object().expect("an object");
    for (name, value) in members {
        let fits = match kind(name) {
            Kind::Address => is_address(value, &issuer),
            Kind::Flag => value.is_boolean(),
            Kind::List => is_list(value),
        };
        assert!(fits, "{name} = {value}");
        assert!(!name.ends_with("_endpoint") || is_address(value, &issuer));
    }
    for name in NEEDED {
        assert!(members.contains_key(name), "{name} is missing");
    }
    for (list, value) in [
        ("response_types_supported", "code"),
        ("response_modes_supported", "query"),
        ("response_modes_supported", "form_post"),
        ("grant_types_supported", "authorization_code"),
        ("subject_types_supported", "public"),
        ("subject_types_supported", "pairwise"),
        ("id_token_signing_alg_values_supported", "RS256"),
        ("request_object_signing_alg_values_supported", "RS256"),
        ("token_endpoint_auth_signing_alg_values_supported", "RS256"),
        ("scopes_supported", "openid"),
        ("code_challenge_methods_supported", "S256"),
        ("claims_supported", "sub"),
    ] {
        assert!(op.supports(list, value), "{list} lacks {value}");
    }
    let strings = |list: &str| {
        let values = document[list].as_array().cloned().unwrap_or_default();
        values
            .into_iter()
            .filter_map(|it| it.as_str().map(str::to_owned))
    };
    for list in members.keys().filter(|name| name.contains("_alg_values_")) {
        for alg in strings(list) {
            assert!(alg != "none" && !alg.starts_with("HS"), "{list}: {alg}");
        }
    }
    for scope in strings("scopes_supported") {
        // RFC 6749 §3.3
        let token = |b: u8| b == b'!' || (b'#'..=b'[').contains(&b) || (b']'..=b'~').contains(&b);
        assert!(scope.bytes().all(token), "{scope}");
    }
    for list in ["ui_locales_supported", "claims_locales_supported"] {
        for tag in strings(list) {
            assert!(is_canonical(&tag), "{list}: {tag}");
        }
    }
}

/// The published keys: public, each with a name of its own, one for RS256 (keys are made when a
/// client needs them).
async fn verify_keys(op: &Op) {
    let page = op.program().get(op.at("jwks_uri")).await.expect(200);
    let set = page.json();
    let keys = set["keys"].as_array().expect("keys");
    let kids: BTreeSet<_> = keys.iter().filter_map(|key| key["kid"].as_str()).collect();
    assert_eq!(kids.len(), keys.len(), "each has a name of its own");
    let mut algorithms = BTreeSet::new();
    for key in keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"] {
            assert!(key.get(private).is_none(), "{private}");
        }
        assert!(["RSA", "EC", "OKP"].contains(&key["kty"].as_str().expect("a type")));
        assert_eq!(key["use"], "sig");
        algorithms.insert(key["alg"].as_str().expect("an algorithm"));
        if let Some(modulus) = key["n"].as_str() {
            let modulus = URL_SAFE_NO_PAD.decode(modulus).expect("base64url");
            assert!(modulus.len() >= 3072 / 8 && modulus[0] != 0);
        }
        let read = serde_json::from_value::<jsonwebtoken::jwk::Jwk>(key.clone());
        let read = read.expect("a JWK");
        assert!(jsonwebtoken::DecodingKey::from_jwk(&read).is_ok());
    }
    assert!(algorithms.contains("RS256"), "{algorithms:?}");
}

#[test]
fn oidcc_discovery_endpoint_verification() {
    kit::browser::run(async {
        let op = op().await;
        verify(&op).await;
        verify_keys(&op).await;
    });
}
