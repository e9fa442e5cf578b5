//! A client's file as it is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{GrantType, Policy};
use crate::keys::Algorithm;

/// Every key of a client's file.
pub(super) const DEFAULTS: &str = r#"
client_id = ""
name = ""
client_uri = ""
policy_uri = ""
tos_uri = ""
contact = ""
redirect_uris = []
post_logout_redirect_uris = []
backchannel_logout_uri = ""
frontchannel_logout_uri = ""
account_events_uri = ""
token_endpoint_auth_method = "private_key_jwt"
client_secret_sha256 = ""
jwks = ""
jwks_uri = ""
request_uris = []
grant_types = ["authorization_code", "refresh_token"]
scopes = ["openid"]
first_party = false
subject_type = ""
sector_identifier = ""
resources = []
verified_claims = []
resource_server_for = []
token_format = ""
id_token_signed_response_alg = "ES256"
userinfo_signed_response_alg = ""
policy = "default"
"#;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct File {
    pub(super) client_id: String,
    pub(super) name: String,
    pub(super) client_uri: String,
    pub(super) policy_uri: String,
    pub(super) tos_uri: String,
    pub(super) contact: String,
    pub(super) redirect_uris: Vec<String>,
    pub(super) post_logout_redirect_uris: Vec<String>,
    pub(super) backchannel_logout_uri: String,
    pub(super) frontchannel_logout_uri: String,
    #[serde(default)]
    pub(super) account_events_uri: String,
    pub(super) token_endpoint_auth_method: Method,
    pub(super) client_secret_sha256: String,
    pub(super) jwks: String,
    pub(super) jwks_uri: String,
    pub(super) request_uris: BTreeSet<String>,
    pub(super) grant_types: BTreeSet<GrantType>,
    pub(super) scopes: BTreeSet<String>,
    pub(super) first_party: bool,
    pub(super) subject_type: String,
    pub(super) sector_identifier: String,
    pub(super) resources: BTreeSet<String>,
    pub(super) verified_claims: BTreeSet<String>,
    pub(super) resource_server_for: BTreeSet<String>,
    pub(super) token_format: String,
    pub(super) id_token_signed_response_alg: Algorithm,
    pub(super) userinfo_signed_response_alg: String,
    pub(super) policy: Policy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    PrivateKeyJwt,
    ClientSecretBasic,
    ClientSecretPost,
    None,
}
