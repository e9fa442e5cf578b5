//! What a stand-in can do (OpenID Connect Discovery §3, RFC 8414, RFC 9207 §3).

use serde_json::{Value, json};

use super::{Level, Provider};

pub(super) fn metadata(provider: &Provider) -> Value {
    let (house, issuer) = (provider.house(), provider.issuer());
    let at = |path: &str| format!("{issuer}{path}");
    let scopes = house.scopes.iter().map(|(name, _)| *name);
    let levels = Level::ALL.into_iter().filter(|it| *it <= house.highest);
    let own = [
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "acr",
        "at_hash",
    ];
    let claims = own.iter().chain(house.claims).chain(&house.trust_claim);
    let locales = provider.pages().languages().iter();
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "scopes_supported": scopes.collect::<Vec<_>>(),
        "claims_supported": claims.collect::<Vec<_>>(),
        "claim_types_supported": ["normal"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256", "EdDSA"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": levels.map(Level::as_str).collect::<Vec<_>>(),
        "prompt_values_supported": ["none", "login"],
        "ui_locales_supported": locales.map(|it| it.code.as_str()).collect::<Vec<_>>(),
        "claims_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true,
        "service_documentation": at("/"),
    })
}
