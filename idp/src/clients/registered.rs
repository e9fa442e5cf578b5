//! What an application that registered itself says (RFC 7591 §2, OpenID Connect Dynamic Client
//! Registration §2): checked, kept as JSON, told again as it came.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jsonwebtoken::Algorithm as Jws;
use jsonwebtoken::jwk::JwkSet;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{TokenHash, ct_eq, random_id};
use url::Url;

use super::file::Method;
use super::model::{KeySource, REGISTERED};
use super::outlets::{Door, Outlets};
use super::store::{self, Logo, Row};
use super::{
    About, Client, ClientAuth, ClientId, GrantType, Policy, RedirectUri, Subjects, TokenFormat,
    others,
};
use crate::keys::Algorithm;

/// By which name it knows people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SubjectType {
    Public,
    Pairwise,
}

/// The metadata. Every text is checked; addresses stay as they were written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Metadata {
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) response_types: Vec<String>,
    pub(crate) grant_types: BTreeSet<GrantType>,
    pub(crate) application_type: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) contacts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) logo_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) policy_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tos_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) jwks_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) jwks: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sector_identifier_uri: Option<String>,
    pub(crate) subject_type: SubjectType,
    pub(crate) id_token_signed_response_alg: Algorithm,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) userinfo_signed_response_alg: Option<Algorithm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request_object_signing_alg: Option<Jws>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) request_uris: BTreeSet<String>,
    pub(crate) token_endpoint_auth_method: Method,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token_endpoint_auth_signing_alg: Option<Jws>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default_max_age: Option<i64>,
    pub(crate) require_auth_time: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) default_acr_values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) initiate_login_uri: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) post_logout_redirect_uris: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) frontchannel_logout_uri: Option<String>,
    pub(crate) frontchannel_logout_session_required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) backchannel_logout_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_events_uri: Option<String>,
    pub(crate) backchannel_logout_session_required: bool,
    pub(crate) scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) software_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) software_version: Option<String>,
    /// `client_name#de` and its like.
    #[serde(flatten)]
    pub(crate) names: BTreeMap<String, String>,
}

impl Default for Metadata {
    /// What is not said (OpenID Connect Dynamic Client Registration §2). Pairwise: here other
    /// people's applications know people by names of their own unless they ask for more.
    fn default() -> Self {
        Self {
            redirect_uris: Vec::new(),
            response_types: vec!["code".to_owned()],
            grant_types: BTreeSet::from([GrantType::AuthorizationCode]),
            application_type: "web".to_owned(),
            contacts: Vec::new(),
            client_name: None,
            logo_uri: None,
            client_uri: None,
            policy_uri: None,
            tos_uri: None,
            jwks_uri: None,
            jwks: None,
            sector_identifier_uri: None,
            subject_type: SubjectType::Pairwise,
            id_token_signed_response_alg: Algorithm::Rs256,
            userinfo_signed_response_alg: None,
            request_object_signing_alg: None,
            request_uris: BTreeSet::new(),
            token_endpoint_auth_method: Method::ClientSecretBasic,
            token_endpoint_auth_signing_alg: None,
            default_max_age: None,
            require_auth_time: false,
            default_acr_values: Vec::new(),
            initiate_login_uri: None,
            post_logout_redirect_uris: Vec::new(),
            frontchannel_logout_uri: None,
            frontchannel_logout_session_required: false,
            backchannel_logout_uri: None,
            account_events_uri: None,
            backchannel_logout_session_required: false,
            scope: String::new(),
            software_id: None,
            software_version: None,
            names: BTreeMap::new(),
        }
    }
}

/// The most that a registration may reach; what it says of itself can't raise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rights {
    pub(crate) policy: Policy,
    pub(crate) scopes: BTreeSet<String>,
    /// Whether somebody invited it.
    pub(crate) invited: bool,
}

/// All that is kept of one beside its secrets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) metadata: Metadata,
    pub(crate) rights: Rights,
}

/// One that registered itself.
#[derive(Debug)]
pub(crate) struct Registered {
    pub(crate) id: String,
    pub(crate) kept: Kept,
    secret: Option<TokenHash>,
    access: TokenHash,
    pub(crate) issued_at: Timestamp,
}

/// Whether an id is one that is made here.
pub(super) fn is_named_so(id: &str) -> bool {
    id.starts_with(REGISTERED) && id.parse::<ClientId>().is_ok()
}

impl Registered {
    /// A new one; its secrets are the caller's to tell.
    pub(crate) fn new(
        entropy: &dyn Entropy,
        kept: Kept,
        (secret, access): (Option<TokenHash>, TokenHash),
        issued_at: Timestamp,
    ) -> Self {
        Self {
            id: format!("{REGISTERED}{}", random_id(entropy)),
            kept,
            secret,
            access,
            issued_at,
        }
    }

    /// The one of this id.
    pub(crate) async fn find(tx: &mut Tx, id: &str) -> Result<Option<Self>, StoreError> {
        let Some(row) = store::find(tx, id).await? else {
            return Ok(None);
        };
        let kept = serde_json::from_str(&row.document).map_err(|_| StoreError::Corrupt {
            table: "clients",
            column: "document",
        })?;
        Ok(Some(Self {
            id: row.id,
            kept,
            secret: row.secret,
            access: row.access,
            issued_at: row.created_at,
        }))
    }

    /// Whether this is its registration access token.
    pub(crate) fn opens(&self, token: &str) -> bool {
        ct_eq(TokenHash::of(token).as_bytes(), self.access.as_bytes())
    }

    /// Whether this is its secret.
    pub(crate) fn has_secret(&self, secret: &str) -> bool {
        let own = self.secret.as_ref();
        own.is_some_and(|own| ct_eq(TokenHash::of(secret).as_bytes(), own.as_bytes()))
    }

    /// Whether it has any secret.
    pub(crate) const fn is_secretive(&self) -> bool {
        self.secret.is_some()
    }

    /// Has another secret from now on, or none.
    pub(crate) const fn set_secret(&mut self, secret: Option<TokenHash>) {
        self.secret = secret;
    }

    fn row(&self) -> Row {
        Row {
            id: self.id.clone(),
            document: serde_json::to_string(&self.kept).expect("metadata is JSON"),
            secret: self.secret,
            access: self.access,
            has_logo: false,
            created_at: self.issued_at,
        }
    }

    /// Keeps a new one.
    pub(crate) async fn insert(
        &self,
        tx: &mut Tx,
        invitation: Option<&str>,
        logo: Option<&Logo>,
    ) -> Result<(), StoreError> {
        store::insert(tx, &self.row(), (invitation, logo)).await?;
        store::set_origins(tx, &self.id, &self.origins()).await
    }

    /// Keeps what it says now; whether it is still there.
    pub(crate) async fn update(
        &self,
        tx: &mut Tx,
        logo: Option<&Logo>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        store::set_origins(tx, &self.id, &self.origins()).await?;
        store::update(tx, &self.row(), logo, now).await
    }

    /// Forgets it; whether it was still there.
    pub(crate) async fn delete(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        store::delete(tx, &self.id).await
    }

    /// Where it runs in browsers, if it has no secret.
    fn origins(&self) -> Vec<String> {
        if self.kept.metadata.token_endpoint_auth_method != Method::None {
            return Vec::new();
        }
        let uris = uris(&self.kept.metadata.redirect_uris);
        uris.iter().filter_map(RedirectUri::web_origin).collect()
    }
}

fn uris(texts: &[String]) -> Vec<RedirectUri> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

fn web(text: Option<&String>) -> Option<Url> {
    text.and_then(|text| Url::parse(text).ok())
}

/// The sector of a name for people: the host of `sector_identifier_uri`, else the one host of the
/// redirect addresses, else the application itself; none when they have several.
pub(crate) fn sector(metadata: &Metadata, id: &str) -> Option<String> {
    if let Some(uri) = web(metadata.sector_identifier_uri.as_ref()) {
        return uri.host_str().map(str::to_owned);
    }
    let mut hosts = others::hosts(&uris(&metadata.redirect_uris)).into_iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => Some(id.to_owned()),
        (host, None) => host,
        _ => None,
    }
}

/// The application that is kept in a row.
pub(super) fn revive(row: &Row, outlets: &Outlets) -> Option<Client> {
    let Kept { metadata, rights } = serde_json::from_str(&row.document).ok()?;
    let door = outlets.guarded.clone();
    let keys = key_source(&metadata, &door, outlets);
    let auth = match metadata.token_endpoint_auth_method {
        Method::None => ClientAuth::None,
        Method::ClientSecretBasic => ClientAuth::SecretBasic(row.secret?),
        Method::ClientSecretPost => ClientAuth::SecretPost(row.secret?),
        Method::PrivateKeyJwt => ClientAuth::PrivateKeyJwt(keys.clone()?),
    };
    let subjects = match metadata.subject_type {
        SubjectType::Public => Subjects::Public,
        SubjectType::Pairwise => Subjects::Pairwise(sector(&metadata, &row.id)?),
    };
    let is_public = metadata.token_endpoint_auth_method == Method::None;
    let names = metadata.names.iter();
    let names = names.filter_map(|(key, name)| Some((key.split_once('#')?.1.to_owned(), name)));
    let scopes = metadata.scope.split(' ').map(str::to_owned);
    Some(Client {
        id: row.id.parse().ok()?,
        name: metadata
            .client_name
            .clone()
            .unwrap_or_else(|| nameless(&metadata, &row.id)),
        names: names.map(|(tag, name)| (tag, name.clone())).collect(),
        registered: true,
        has_logo: row.has_logo,
        door,
        redirect_uris: uris(&metadata.redirect_uris),
        post_logout_redirect_uris: uris(&metadata.post_logout_redirect_uris),
        backchannel_logout_uri: web(metadata.backchannel_logout_uri.as_ref()),
        account_events_uri: web(metadata.account_events_uri.as_ref()),
        frontchannel_logout_uri: web(metadata.frontchannel_logout_uri.as_ref()),
        auth,
        keys,
        assertion_alg: metadata.token_endpoint_auth_signing_alg,
        request_object_alg: metadata.request_object_signing_alg,
        request_uris: metadata.request_uris.clone(),
        grant_types: metadata.grant_types.clone(),
        // Rights may have become fewer since; what was said then counts no more than they do.
        scopes: scopes.filter(|it| rights.scopes.contains(it)).collect(),
        first_party: false,
        about: About {
            website: web(metadata.client_uri.as_ref()),
            policy: web(metadata.policy_uri.as_ref()),
            terms: web(metadata.tos_uri.as_ref()),
            contact: metadata.contacts.first().cloned(),
        },
        subjects,
        verified_claims: BTreeSet::new(),
        resources: BTreeSet::new(),
        serves: BTreeSet::new(),
        token_format: TokenFormat::Opaque,
        id_token_alg: metadata.id_token_signed_response_alg,
        userinfo_signed_response_alg: metadata.userinfo_signed_response_alg,
        default_max_age: metadata.default_max_age,
        default_acr_values: metadata.default_acr_values.clone(),
        // Without PKCE and without a secret nothing would protect a code.
        policy: if is_public {
            Policy::Default
        } else {
            rights.policy
        },
    })
}

/// Who gives no name is known by the host to which people go back.
fn nameless(metadata: &Metadata, id: &str) -> String {
    let mut hosts = others::hosts(&uris(&metadata.redirect_uris)).into_iter();
    hosts.next().unwrap_or_else(|| id.to_owned())
}

fn key_source(metadata: &Metadata, door: &Door, outlets: &Outlets) -> Option<KeySource> {
    if let Some(uri) = web(metadata.jwks_uri.as_ref()) {
        return Some(KeySource::Remote(outlets.keys_at(door, uri)));
    }
    let set: JwkSet = serde_json::from_value(metadata.jwks.clone()?).ok()?;
    Some(KeySource::Inline(Arc::new(set)))
}
