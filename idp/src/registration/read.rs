//! Reading a registration (RFC 7591 §2, OpenID Connect Dynamic Client Registration §2): what is
//! known is checked, what is not known is dropped.

use std::collections::{BTreeMap, BTreeSet};

use jsonwebtoken::Algorithm as Jws;
use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::texts;
use crate::clients::{
    ASSERTION_ALGORITHMS, GrantType, Metadata, Method, Outlets, RedirectUri, Rights, SubjectType,
    request_object, sector,
};
use crate::oauth::{Fault, OAuthCode};

/// The commonest refusal.
pub(super) const fn refuse(description: &'static str) -> Fault {
    Fault::new(OAuthCode::InvalidClientMetadata, description)
}

/// As it is written; `null` counts as absent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    redirect_uris: Option<Vec<String>>,
    response_types: Option<Vec<String>>,
    grant_types: Option<Vec<String>>,
    application_type: Option<String>,
    contacts: Option<Vec<String>>,
    client_name: Option<String>,
    logo_uri: Option<String>,
    client_uri: Option<String>,
    policy_uri: Option<String>,
    tos_uri: Option<String>,
    jwks_uri: Option<String>,
    jwks: Option<Value>,
    sector_identifier_uri: Option<String>,
    subject_type: Option<SubjectType>,
    id_token_signed_response_alg: Option<String>,
    userinfo_signed_response_alg: Option<String>,
    request_object_signing_alg: Option<String>,
    request_uris: Option<Vec<String>>,
    token_endpoint_auth_method: Option<Method>,
    token_endpoint_auth_signing_alg: Option<String>,
    default_max_age: Option<i64>,
    require_auth_time: Option<bool>,
    default_acr_values: Option<Vec<String>>,
    initiate_login_uri: Option<String>,
    post_logout_redirect_uris: Option<Vec<String>>,
    frontchannel_logout_uri: Option<String>,
    frontchannel_logout_session_required: Option<bool>,
    backchannel_logout_uri: Option<String>,
    backchannel_logout_session_required: Option<bool>,
    account_events_uri: Option<String>,
    scope: Option<String>,
    software_id: Option<String>,
    software_version: Option<String>,
    software_statement: Option<Value>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// What of a request a change of a registration looks at (RFC 7592 §2.2).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<String>,
}

/// The metadata of a request within these rights.
///
/// # Errors
/// The fault that the application is told.
pub(super) fn read(body: &[u8], rights: &Rights, outlets: &Outlets) -> Result<Metadata, Fault> {
    let wrong = refuse("the body must be a JSON object, each member of its own type");
    let asked: Asked = serde_json::from_slice(body).map_err(|_| wrong)?;
    if asked.software_statement.is_some() {
        let fault = "software statements are not accepted";
        return Err(Fault::new(OAuthCode::InvalidSoftwareStatement, fault));
    }
    let mut metadata = Metadata {
        names: names(&asked.others)?,
        require_auth_time: asked.require_auth_time.unwrap_or(false),
        default_max_age: asked.default_max_age,
        frontchannel_logout_session_required: asked
            .frontchannel_logout_session_required
            .unwrap_or(false),
        backchannel_logout_session_required: asked
            .backchannel_logout_session_required
            .unwrap_or(false),
        ..Metadata::default()
    };
    if metadata.default_max_age.is_some_and(|age| age < 0) {
        return Err(refuse("default_max_age must be a number of seconds"));
    }
    flow(&mut metadata, &asked, rights)?;
    people(&mut metadata, &asked, outlets)?;
    proof(&mut metadata, &asked, outlets)?;
    requests(&mut metadata, &asked, outlets)?;
    sign_out(&mut metadata, &asked, outlets)?;
    subjects(&mut metadata, &asked, outlets)?;
    metadata.scope = scope(asked.scope.as_deref(), rights)?;
    Ok(metadata)
}

/// `client_name#de`: the same name in another language (OpenID Connect Core §5.2).
fn names(others: &Map<String, Value>) -> Result<BTreeMap<String, String>, Fault> {
    let fault = "client_name#… must be a text of at most 200 characters with a language tag";
    let mut names = BTreeMap::new();
    let tagged = others.iter();
    for (key, value) in tagged.filter(|(key, _)| key.starts_with("client_name#")) {
        let tag = key.split_once('#').map_or("", |(_, tag)| tag);
        let is_tag = (2..=35).contains(&tag.len())
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let text = value.as_str().filter(|_| is_tag && names.len() < 20);
        let name = texts::name(text.ok_or(refuse(fault))?, fault)?;
        names.insert(key.clone(), name);
    }
    Ok(names)
}

/// How it comes to tokens, and where answers go.
fn flow(metadata: &mut Metadata, asked: &Asked, rights: &Rights) -> Result<(), Fault> {
    let kind = asked.application_type.as_deref().unwrap_or("web");
    if !["web", "native"].contains(&kind) {
        return Err(refuse("application_type must be web or native"));
    }
    kind.clone_into(&mut metadata.application_type);
    if let Some(method) = asked.token_endpoint_auth_method {
        metadata.token_endpoint_auth_method = method;
    }
    if let Some(named) = &asked.grant_types {
        let may_act_alone = rights.invited && metadata.token_endpoint_auth_method != Method::None;
        let grant = |name: &String| match name.as_str() {
            "authorization_code" => Ok(GrantType::AuthorizationCode),
            "refresh_token" => Ok(GrantType::RefreshToken),
            "client_credentials" if may_act_alone => Ok(GrantType::ClientCredentials),
            _ => Err(refuse("grant_types names one that is not to be had")),
        };
        metadata.grant_types = named.iter().map(grant).collect::<Result<_, _>>()?;
    }
    let has_people = metadata.grant_types.contains(&GrantType::AuthorizationCode);
    let expected: &[&str] = if has_people { &["code"] } else { &[] };
    if asked
        .response_types
        .as_ref()
        .is_some_and(|it| it != expected)
    {
        return Err(refuse(
            "response_types must be [\"code\"], with the grant type authorization_code",
        ));
    }
    metadata.response_types = expected.iter().map(|&it| it.to_owned()).collect();
    let fault = (
        OAuthCode::InvalidRedirectUri,
        "redirect_uris must be 1 to 20 https addresses without fragment; http on the machine itself",
    );
    let uris = asked.redirect_uris.clone().unwrap_or_default();
    if has_people && uris.is_empty() {
        return Err(Fault::new(fault.0, fault.1));
    }
    metadata.redirect_uris = texts::redirects(uris, kind == "web", fault)?;
    Ok(())
}

/// What people are told of it.
fn people(metadata: &mut Metadata, asked: &Asked, outlets: &Outlets) -> Result<(), Fault> {
    let fault = "client_name must be a text of at most 200 characters";
    let name = asked.client_name.as_deref();
    metadata.client_name = name.map(|it| texts::name(it, fault)).transpose()?;
    let pages = [
        (
            &asked.client_uri,
            &mut metadata.client_uri,
            "client_uri must be an https address",
        ),
        (
            &asked.policy_uri,
            &mut metadata.policy_uri,
            "policy_uri must be an https address",
        ),
        (
            &asked.tos_uri,
            &mut metadata.tos_uri,
            "tos_uri must be an https address",
        ),
    ];
    for (text, place, fault) in pages {
        *place = text.clone().map(|it| texts::page(it, fault)).transpose()?;
    }
    let fault = "logo_uri must be a public https address";
    let logo = asked.logo_uri.clone();
    metadata.logo_uri = logo
        .map(|it| texts::fetched(it, outlets, fault))
        .transpose()?;
    let fault = "contacts must be e-mail addresses";
    metadata.contacts = texts::short(asked.contacts.clone().unwrap_or_default(), fault)?;
    let mut contacts = metadata.contacts.iter();
    if !contacts.all(|it| it.parse::<lettre::Address>().is_ok()) {
        return Err(refuse(fault));
    }
    let software = "software_id and software_version must be short texts";
    let named = |text: &Option<String>| {
        let text = text.as_deref();
        text.map(|it| texts::name(it, software)).transpose()
    };
    metadata.software_id = named(&asked.software_id)?;
    metadata.software_version = named(&asked.software_version)?;
    Ok(())
}

/// How it proves that it is itself.
fn proof(metadata: &mut Metadata, asked: &Asked, outlets: &Outlets) -> Result<(), Fault> {
    if let (Some(_), Some(_)) = (&asked.jwks, &asked.jwks_uri) {
        return Err(refuse("jwks and jwks_uri exclude each other"));
    }
    let fault = "jwks_uri must be a public https address";
    let uri = asked.jwks_uri.clone();
    metadata.jwks_uri = uri
        .map(|it| texts::fetched(it, outlets, fault))
        .transpose()?;
    if let Some(jwks) = &asked.jwks {
        if !is_key_set(jwks) {
            return Err(refuse("jwks must be a set of 1 to 20 public keys"));
        }
        metadata.jwks = Some(jwks.clone());
    }
    let has_keys = metadata.jwks.is_some() || metadata.jwks_uri.is_some();
    if metadata.token_endpoint_auth_method == Method::PrivateKeyJwt && !has_keys {
        return Err(refuse("private_key_jwt needs jwks or jwks_uri"));
    }
    let fault = "token_endpoint_auth_signing_alg is not supported";
    let named = asked.token_endpoint_auth_signing_alg.as_ref();
    let known = named.map(|it| algorithm(it, ASSERTION_ALGORITHMS, fault));
    metadata.token_endpoint_auth_signing_alg = known.transpose()?;
    Ok(())
}

/// Public keys alone: who sends us a private one has lost it.
fn is_key_set(value: &Value) -> bool {
    let keys = value.get("keys").and_then(Value::as_array);
    let secret = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    let is_public = |key: &Value| secret.iter().all(|member| key.get(member).is_none());
    keys.is_some_and(|keys| (1..=20).contains(&keys.len()) && keys.iter().all(is_public))
        && serde_json::from_value::<JwkSet>(value.clone()).is_ok()
}

fn algorithm(name: &str, known: &[Jws], fault: &'static str) -> Result<Jws, Fault> {
    let named = name.parse::<Jws>().ok();
    named.filter(|it| known.contains(it)).ok_or(refuse(fault))
}

/// What its requests look like, and what answers are signed with.
fn requests(metadata: &mut Metadata, asked: &Asked, outlets: &Outlets) -> Result<(), Fault> {
    if let Some(named) = &asked.id_token_signed_response_alg {
        let fault = refuse("id_token_signed_response_alg is not supported");
        metadata.id_token_signed_response_alg = named.parse().map_err(|_| fault)?;
    }
    if let Some(named) = &asked.userinfo_signed_response_alg {
        let fault = refuse("userinfo_signed_response_alg is not supported");
        metadata.userinfo_signed_response_alg = Some(named.parse().map_err(|_| fault)?);
    }
    let fault = "request_object_signing_alg is not supported";
    let named = asked.request_object_signing_alg.as_ref();
    let known = named.map(|it| algorithm(it, request_object::ALGORITHMS, fault));
    metadata.request_object_signing_alg = known.transpose()?;
    let fault = "request_uris must be at most 20 public https addresses, with keys to sign by";
    let uris = texts::few(asked.request_uris.clone().unwrap_or_default(), fault)?;
    let has_keys = metadata.jwks.is_some() || metadata.jwks_uri.is_some();
    if !uris.is_empty() && !has_keys {
        return Err(refuse(fault));
    }
    let uris = uris
        .into_iter()
        .map(|it| texts::fetched(it, outlets, fault));
    metadata.request_uris = uris.collect::<Result<BTreeSet<_>, _>>()?;
    let fault = "default_acr_values must be short texts";
    let values = asked.default_acr_values.clone().unwrap_or_default();
    metadata.default_acr_values = texts::short(values, fault)?;
    let fault = "initiate_login_uri must be an https address";
    let uri = asked.initiate_login_uri.clone();
    metadata.initiate_login_uri = uri.map(|it| texts::https(it, fault)).transpose()?;
    Ok(())
}

/// Where it hears that a session has ended, and what becomes of accounts.
fn sign_out(metadata: &mut Metadata, asked: &Asked, outlets: &Outlets) -> Result<(), Fault> {
    let fault = (
        OAuthCode::InvalidClientMetadata,
        "post_logout_redirect_uris must be at most 20 https addresses without fragment",
    );
    let uris = asked.post_logout_redirect_uris.clone().unwrap_or_default();
    let is_web = metadata.application_type == "web";
    metadata.post_logout_redirect_uris = texts::redirects(uris, is_web, fault)?;
    let fault = "backchannel_logout_uri must be a public https address";
    let uri = asked.backchannel_logout_uri.clone();
    metadata.backchannel_logout_uri = uri
        .map(|it| texts::fetched(it, outlets, fault))
        .transpose()?;
    let fault = "account_events_uri must be a public https address";
    let uri = asked.account_events_uri.clone();
    metadata.account_events_uri = uri
        .map(|it| texts::fetched(it, outlets, fault))
        .transpose()?;
    let Some(uri) = asked.frontchannel_logout_uri.clone() else {
        return Ok(());
    };
    let fault = "frontchannel_logout_uri must be on the origin of one of the redirect_uris";
    let uri = texts::page(uri, fault)?;
    let origin = |text: &str| text.parse::<RedirectUri>().ok()?.web_origin();
    let mut own = metadata.redirect_uris.iter().map(|it| origin(it));
    if !own.any(|own| own == origin(&uri)) {
        return Err(refuse(fault));
    }
    metadata.frontchannel_logout_uri = Some(uri);
    Ok(())
}

/// By which name it knows people.
fn subjects(metadata: &mut Metadata, asked: &Asked, outlets: &Outlets) -> Result<(), Fault> {
    if let Some(kind) = asked.subject_type {
        metadata.subject_type = kind;
    }
    let fault = "sector_identifier_uri must be a public https address";
    let uri = asked.sector_identifier_uri.clone();
    metadata.sector_identifier_uri = uri
        .map(|it| texts::fetched(it, outlets, fault))
        .transpose()?;
    let is_pairwise = metadata.subject_type == SubjectType::Pairwise;
    if is_pairwise && sector(metadata, "").is_none() {
        let fault = "sector_identifier_uri is missing: the redirect_uris have several hosts";
        return Err(refuse(fault));
    }
    Ok(())
}

/// What it may ask for: what it names of what it may have, or all of that.
fn scope(asked: Option<&str>, rights: &Rights) -> Result<String, Fault> {
    let named: Vec<_> = asked.unwrap_or_default().split(' ').collect();
    let mut allowed = rights.scopes.clone();
    if asked.is_some_and(|text| !text.trim().is_empty()) {
        allowed.retain(|name| named.contains(&name.as_str()));
    }
    if allowed.is_empty() {
        return Err(refuse("scope names none that this application may have"));
    }
    Ok(allowed.into_iter().collect::<Vec<_>>().join(" "))
}
