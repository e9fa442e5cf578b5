//! What this server can do, every member true (OpenID Connect Discovery §3, RFC 8414).

use jsonwebtoken::Algorithm;
use serde::Serialize;
use shared::claims::{Acr, IdentityLevel, TRUST_FRAMEWORK, VERIFIABLE, scope};

use super::Rules;
use crate::clients::request_object;
use crate::keys;
use crate::profiles;
use crate::upstream::{Service, Upstreams};

/// How clients prove themselves, the last one being not at all.
const METHODS: [&str; 4] = [
    "private_key_jwt",
    "client_secret_basic",
    "client_secret_post",
    "none",
];
/// What ID tokens and userinfo tell beside the standard claims.
const CLAIMS: [&str; 13] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "roles",
    "sid",
    "at_hash",
    "verified_claims",
];
/// What clients sign assertions with; RS256 is for those of the policy `legacy` alone.
const ALGORITHMS: [&str; 5] = ["ES256", "ES384", "PS256", "EdDSA", "RS256"];

#[expect(clippy::struct_excessive_bools, reason = "the standard names them")]
#[derive(Debug, Serialize)]
pub(super) struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    jwks_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration_endpoint: Option<String>,
    end_session_endpoint: String,
    introspection_endpoint: String,
    revocation_endpoint: String,
    scopes_supported: &'static [&'static str],
    claims_supported: Vec<&'static str>,
    claim_types_supported: [&'static str; 1],
    display_values_supported: [&'static str; 3],
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 2],
    grant_types_supported: [&'static str; 3],
    subject_types_supported: [&'static str; 2],
    id_token_signing_alg_values_supported: [&'static str; 4],
    userinfo_signing_alg_values_supported: [&'static str; 4],
    token_endpoint_auth_methods_supported: [&'static str; 4],
    token_endpoint_auth_signing_alg_values_supported: [&'static str; 5],
    introspection_endpoint_auth_methods_supported: &'static [&'static str],
    introspection_endpoint_auth_signing_alg_values_supported: [&'static str; 5],
    revocation_endpoint_auth_methods_supported: &'static [&'static str],
    revocation_endpoint_auth_signing_alg_values_supported: [&'static str; 5],
    code_challenge_methods_supported: [&'static str; 1],
    acr_values_supported: Vec<&'static str>,
    prompt_values_supported: [&'static str; 4],
    ui_locales_supported: Vec<String>,
    op_policy_uri: String,
    op_tos_uri: String,
    claims_parameter_supported: bool,
    verified_claims_supported: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    trust_frameworks_supported: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence_supported: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    electronic_records_supported: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims_in_verified_claims_supported: Option<&'static [&'static str]>,
    request_parameter_supported: bool,
    request_uri_parameter_supported: bool,
    require_request_uri_registration: bool,
    request_object_signing_alg_values_supported: Vec<Algorithm>,
    authorization_response_iss_parameter_supported: bool,
    backchannel_logout_supported: bool,
    backchannel_logout_session_supported: bool,
    frontchannel_logout_supported: bool,
    frontchannel_logout_session_supported: bool,
}

/// The metadata of this server, whose pages speak `locales`.
pub(super) fn metadata(rules: &Rules, upstreams: &Upstreams, locales: Vec<String>) -> Metadata {
    let reached = IdentityLevel::ALL.into_iter();
    let reached = reached.filter(|level| !upstreams.reaching(*level).is_empty());
    let strengths = [Acr::PhishingResistant.as_str(), Acr::MultiFactor.as_str()];
    let alone = rules.password_alone.then_some(Acr::Password.as_str());
    let acr_values = strengths
        .into_iter()
        .chain(alone)
        .chain(reached.map(IdentityLevel::as_str));
    let is_proven_somewhere = upstreams.services().next().is_some();
    let proven = |values: &'static [&'static str]| is_proven_somewhere.then_some(values);
    let standard = profiles::STANDARD.iter().map(|(name, _)| *name);
    let at = |path: &str| rules.at(path);
    Metadata {
        issuer: rules.issuer.clone(),
        authorization_endpoint: at("/oauth/authorize"),
        token_endpoint: rules.token_endpoint.clone(),
        userinfo_endpoint: at("/oauth/userinfo"),
        jwks_uri: at("/oauth/jwks"),
        registration_endpoint: rules.registers.then(|| at("/oauth/register")),
        end_session_endpoint: at("/oauth/logout"),
        introspection_endpoint: at("/oauth/introspect"),
        revocation_endpoint: at("/oauth/revoke"),
        scopes_supported: scope::ALL,
        claims_supported: CLAIMS.into_iter().chain(standard).collect(),
        claim_types_supported: ["normal"],
        // One page for all: it fits a small window and a finger as well.
        display_values_supported: ["page", "popup", "touch"],
        response_types_supported: ["code"],
        response_modes_supported: ["query", "form_post"],
        grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
        subject_types_supported: ["public", "pairwise"],
        id_token_signing_alg_values_supported: keys::Algorithm::ALL.map(keys::Algorithm::as_str),
        userinfo_signing_alg_values_supported: keys::Algorithm::ALL.map(keys::Algorithm::as_str),
        token_endpoint_auth_methods_supported: METHODS,
        token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
        // Who does not prove itself learns nothing about tokens.
        introspection_endpoint_auth_methods_supported: &METHODS[..3],
        introspection_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
        revocation_endpoint_auth_methods_supported: &METHODS,
        revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
        code_challenge_methods_supported: ["S256"],
        acr_values_supported: acr_values.collect(),
        prompt_values_supported: ["none", "login", "consent", "select_account"],
        ui_locales_supported: locales,
        op_policy_uri: at("/datenschutz"),
        op_tos_uri: at("/nutzungsbedingungen"),
        claims_parameter_supported: true,
        verified_claims_supported: is_proven_somewhere,
        trust_frameworks_supported: proven(&[TRUST_FRAMEWORK]),
        evidence_supported: proven(&["electronic_record"]),
        electronic_records_supported: is_proven_somewhere
            .then(|| upstreams.services().map(Service::word).collect()),
        claims_in_verified_claims_supported: proven(VERIFIABLE),
        request_parameter_supported: true,
        request_uri_parameter_supported: true,
        require_request_uri_registration: true,
        request_object_signing_alg_values_supported: request_object::ALGORITHMS.to_vec(),
        authorization_response_iss_parameter_supported: true,
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        frontchannel_logout_supported: true,
        frontchannel_logout_session_supported: true,
    }
}
