//! Reading `settings.clients.directory/*.toml`: one file, one client; unknown keys are faults;
//! every fault of every file is told at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonwebtoken::jwk::JwkSet;
use serde_json::{Map, Value};
use shared::claims::{VERIFIABLE, scope};
use shared::secret::TokenHash;
use shared::settings::{self, Check, Fault, Faults, Layers, Origin};
use url::Url;

use super::file::{DEFAULTS, File, Method};
use super::model::{KeySource, REGISTERED};
use super::others;
use super::outlets::Outlets;
use super::{Client, ClientAuth, ClientId, GrantType, Policy, RedirectUri, TokenFormat};
use crate::keys::Algorithm;

/// An application and what its file says, every key of it: the form that is kept.
#[derive(Debug)]
pub(crate) struct Filed {
    pub(crate) client: Client,
    pub(crate) document: Map<String, Value>,
}

/// The clients of this folder; one without files has none.
///
/// # Errors
/// [`Faults`], one for each thing to mend.
pub(crate) fn load(directory: &Path, outlets: &Outlets) -> Result<Vec<Filed>, Faults> {
    let mut clients: Vec<Filed> = Vec::new();
    let mut faults = Vec::new();
    for file in files(directory)? {
        match read(&file, outlets, &clients) {
            Ok(client) => clients.push(client),
            Err(others) => faults.extend(others.list().iter().map(|fault| located(fault, &file))),
        }
    }
    if faults.is_empty() {
        Ok(clients)
    } else {
        Err(Faults::from(faults))
    }
}

/// The client that was kept; keys that are newer than the document have their defaults, and those
/// that a newer program wrote are passed over.
pub(super) fn revive(document: &str, outlets: &Outlets) -> Option<Client> {
    let defaults: toml::Table = DEFAULTS.parse().ok()?;
    let mut document: toml::Table = serde_json::from_str(document).ok()?;
    document.retain(|key, _| defaults.contains_key(key));
    let text = toml::to_string(&document).ok()?;
    let mut client = None;
    let layers = Layers {
        defaults: DEFAULTS,
        texts: &[&text],
        ..Layers::default()
    };
    settings::load::<File>(layers, |file, check| client = build(file, check, outlets)).ok()?;
    client
}

fn files(directory: &Path) -> Result<Vec<PathBuf>, Faults> {
    let unreadable = |error: std::io::Error| {
        let origin = Origin::File(directory.display().to_string());
        Faults::from(vec![Fault {
            origin,
            key: "clients.directory".to_owned(),
            reason: format!("cannot be read: {error}"),
        }])
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn fault(file: &Path, key: &str, reason: &str) -> Fault {
    Fault {
        origin: Origin::File(file.display().to_string()),
        key: key.to_owned(),
        reason: reason.to_owned(),
    }
}

/// A key that is missing has no line, but it is missing in a file.
fn located(fault: &Fault, file: &Path) -> Fault {
    let mut fault = fault.clone();
    if fault.origin == Origin::Default {
        fault.origin = Origin::File(file.display().to_string());
    }
    fault
}

/// `known` are the clients of earlier files.
fn read(path: &Path, outlets: &Outlets, known: &[Filed]) -> Result<Filed, Faults> {
    let mut client = None;
    let files = [path.to_owned()];
    let layers = Layers {
        defaults: DEFAULTS,
        files: &files,
        ..Layers::default()
    };
    let file = settings::load::<File>(layers, |file, check| {
        distinct(file, check, known);
        client = build(file, check, outlets);
    })?;
    match (client, serde_json::to_value(&file)) {
        (Some(client), Ok(Value::Object(document))) => Ok(Filed { client, document }),
        _ => Err(Faults::from(vec![fault(path, "", "is no client")])),
    }
}

/// One id, one client; one resource, one server that answers for it.
fn distinct(file: &File, check: &mut Check, known: &[Filed]) {
    let mut others = known.iter().map(|other| &other.client);
    check.refuse_if(
        others.any(|other| other.id.as_str() == file.client_id),
        "client_id",
        "is the id of another file's client",
    );
    let mut served = known.iter().flat_map(|other| &other.client.serves);
    check.refuse_if(
        served.any(|resource| file.resource_server_for.contains(resource)),
        "resource_server_for",
        "names a resource that another file's client answers for",
    );
}

/// The client of a file; notes every fault and then gives none.
fn build(file: &File, check: &mut Check, outlets: &Outlets) -> Option<Client> {
    let id = file
        .client_id
        .parse::<ClientId>()
        .map_err(|e| check.refuse("client_id", e))
        .ok();
    check.refuse_if(
        file.client_id.starts_with(REGISTERED),
        "client_id",
        "must not begin like those that are made for applications that register themselves",
    );
    check.refuse_if(file.name.trim().is_empty(), "name", "is missing");
    let redirect_uris = uris(check, "redirect_uris", &file.redirect_uris);
    let post_logout = uris(
        check,
        "post_logout_redirect_uris",
        &file.post_logout_redirect_uris,
    );
    let needs_redirect = file.grant_types.contains(&GrantType::AuthorizationCode);
    check.refuse_if(
        needs_redirect && file.redirect_uris.is_empty(),
        "redirect_uris",
        "must hold at least one for the grant type authorization_code",
    );
    let keys = key_source(file, check, outlets);
    let auth = auth(file, check, keys.as_ref());
    unproven(file, check);
    known_words(file, check);
    let backchannel_logout_uri = address(
        check,
        "backchannel_logout_uri",
        &file.backchannel_logout_uri,
    );
    let account_events_uri = address(check, "account_events_uri", &file.account_events_uri);
    let frontchannel_logout_uri = others::frontchannel(file, check, &redirect_uris);
    let token_format = token_format(file, check);
    let userinfo_signed_response_alg = userinfo_alg(file, check);
    let about = others::about(file, check);
    let subjects = others::subjects(file, check, &redirect_uris);
    Some(Client {
        id: id?,
        name: file.name.clone(),
        names: BTreeMap::new(),
        registered: false,
        has_logo: false,
        door: outlets.trusted.clone(),
        redirect_uris,
        post_logout_redirect_uris: post_logout,
        backchannel_logout_uri,
        account_events_uri,
        frontchannel_logout_uri,
        auth: auth?,
        keys,
        assertion_alg: None,
        request_object_alg: None,
        request_uris: file.request_uris.clone(),
        grant_types: file.grant_types.clone(),
        scopes: file.scopes.clone(),
        first_party: file.first_party,
        about,
        subjects: subjects?,
        verified_claims: file.verified_claims.clone(),
        resources: file.resources.clone(),
        serves: file.resource_server_for.clone(),
        token_format,
        id_token_alg: file.id_token_signed_response_alg,
        userinfo_signed_response_alg,
        default_max_age: None,
        default_acr_values: Vec::new(),
        policy: file.policy,
    })
}

/// What a client may not that does not prove itself.
fn unproven(file: &File, check: &mut Check) {
    if file.token_endpoint_auth_method != Method::None {
        return;
    }
    check.refuse_if(
        file.policy == Policy::Legacy,
        "policy",
        "legacy needs a client that proves itself: without PKCE nothing else protects a code",
    );
    check.refuse_if(
        !file.resource_server_for.is_empty(),
        "resource_server_for",
        "needs a client that proves itself",
    );
    check.refuse_if(
        file.grant_types.contains(&GrantType::ClientCredentials),
        "grant_types",
        "client_credentials needs a client that proves itself",
    );
}

/// As the file says; without a word random texts for applications of others.
fn token_format(file: &File, check: &mut Check) -> TokenFormat {
    match (file.token_format.as_str(), file.first_party) {
        ("jwt", _) | ("", true) => TokenFormat::Jwt,
        ("opaque", _) | ("", false) => TokenFormat::Opaque,
        _ => {
            check.refuse("token_format", "must be jwt or opaque");
            TokenFormat::Opaque
        }
    }
}

/// What userinfo is signed with, if the file names anything.
fn userinfo_alg(file: &File, check: &mut Check) -> Option<Algorithm> {
    let named = file.userinfo_signed_response_alg.as_str();
    match named.parse::<Algorithm>() {
        _ if named.is_empty() => None,
        Ok(algorithm) => Some(algorithm),
        Err(reason) => {
            check.refuse("userinfo_signed_response_alg", reason);
            None
        }
    }
}

/// Scopes, verified claims and addresses are what they can be.
fn known_words(file: &File, check: &mut Check) {
    for uri in &file.request_uris {
        let _ = address(check, "request_uris", uri);
    }
    check.refuse_if(
        !file.request_uris.is_empty() && file.jwks.is_empty() && file.jwks_uri.is_empty(),
        "request_uris",
        "needs jwks or jwks_uri: requests that lie somewhere are signed",
    );
    if let Some(unknown) = file
        .scopes
        .iter()
        .find(|s| !scope::ALL.contains(&s.as_str()))
    {
        check.refuse("scopes", format!("{unknown} is no scope"));
    }
    let mut verified = file.verified_claims.iter();
    if let Some(unknown) = verified.find(|name| !VERIFIABLE.contains(&name.as_str())) {
        check.refuse(
            "verified_claims",
            format!("{unknown} is none that is proven here"),
        );
    }
    let resources = [
        ("resources", &file.resources),
        ("resource_server_for", &file.resource_server_for),
    ];
    for (key, resources) in resources {
        if let Some(wrong) = resources.iter().find(|r| !is_resource(r)) {
            let reason = format!("{wrong} is no absolute address without fragment");
            check.refuse(key, reason);
        }
    }
}

fn auth(file: &File, check: &mut Check, keys: Option<&KeySource>) -> Option<ClientAuth> {
    let method = file.token_endpoint_auth_method;
    let secret = matches!(method, Method::ClientSecretBasic | Method::ClientSecretPost);
    check.refuse_if(
        !secret && !file.client_secret_sha256.is_empty(),
        "client_secret_sha256",
        "belongs to client_secret_basic and client_secret_post only",
    );
    let needs_keys = method == Method::PrivateKeyJwt;
    check.refuse_if(
        needs_keys && file.jwks.is_empty() && file.jwks_uri.is_empty(),
        "jwks_uri",
        "private_key_jwt needs jwks or jwks_uri",
    );
    match method {
        Method::None => Some(ClientAuth::None),
        Method::ClientSecretBasic => secret_hash(file, check).map(ClientAuth::SecretBasic),
        Method::ClientSecretPost => secret_hash(file, check).map(ClientAuth::SecretPost),
        Method::PrivateKeyJwt => keys.cloned().map(ClientAuth::PrivateKeyJwt),
    }
}

fn secret_hash(file: &File, check: &mut Check) -> Option<TokenHash> {
    let hash = TokenHash::from_hex(&file.client_secret_sha256);
    check.refuse_if(
        hash.is_none(),
        "client_secret_sha256",
        "must be the SHA-256 of the secret, 64 hexadecimal digits",
    );
    hash
}

fn key_source(file: &File, check: &mut Check, outlets: &Outlets) -> Option<KeySource> {
    match (file.jwks.as_str(), file.jwks_uri.as_str()) {
        ("", "") => None,
        ("", _) => {
            let uri = address(check, "jwks_uri", &file.jwks_uri)?;
            Some(KeySource::Remote(outlets.keys_at(&outlets.trusted, uri)))
        }
        (inline, "") => match serde_json::from_str::<JwkSet>(inline) {
            Ok(set) if !set.keys.is_empty() => Some(KeySource::Inline(Arc::new(set))),
            _ => {
                check.refuse(
                    "jwks",
                    "must be a JWK set as JSON text with at least one key",
                );
                None
            }
        },
        _ => {
            check.refuse("jwks_uri", "jwks and jwks_uri exclude each other");
            None
        }
    }
}

fn uris(check: &mut Check, key: &str, texts: &[String]) -> Vec<RedirectUri> {
    let mut uris = Vec::new();
    for text in texts {
        match text.parse() {
            Ok(uri) => uris.push(uri),
            Err(reason) => check.refuse(key, format!("{text} {reason}")),
        }
    }
    uris
}

/// An address that this server itself calls, or leads people to; empty for none.
pub(super) fn address(check: &mut Check, key: &str, text: &str) -> Option<Url> {
    if text.is_empty() {
        return None;
    }
    match text
        .parse::<RedirectUri>()
        .map(|uri| Url::parse(uri.as_str()))
    {
        Ok(Ok(url)) if matches!(url.scheme(), "http" | "https") => Some(url),
        Ok(_) => {
            check.refuse(key, "must be an https address");
            None
        }
        Err(reason) => {
            check.refuse(key, reason);
            None
        }
    }
}

fn is_resource(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.fragment().is_none() && url.has_host())
}
