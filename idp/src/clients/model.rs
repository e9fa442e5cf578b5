use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jsonwebtoken::Algorithm as Jws;
use jsonwebtoken::jwk::JwkSet;
use serde::{Deserialize, Serialize};
use shared::secret::TokenHash;
use url::Url;

use super::RedirectUri;
use super::outlets::Door;
use super::remote_keys::RemoteKeys;
use crate::keys::Algorithm;

/// How the names begin that are made for applications that register themselves; no file may.
pub(crate) const REGISTERED: &str = "reg-";

/// Names a registered application.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ClientId(String);

impl ClientId {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !fits {
            return Err("must be 1 to 64 letters, digits, hyphens, underscores or dots");
        }
        // A client is its own `sub` in the client credentials grant: never a person's
        // (RFC 9700 §4.15).
        if matches!(text.len(), 26 | 43) {
            return Err("must not have 26 or 43 characters: such are the names of people");
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a client proves that it is itself.
#[derive(Debug, Clone)]
pub(crate) enum ClientAuth {
    /// Not at all: an application without a secret (RFC 6749 §2.1, public).
    None,
    /// A secret in the Authorization header; the file keeps its hash.
    SecretBasic(TokenHash),
    /// A secret in the body; the file keeps its hash.
    SecretPost(TokenHash),
    /// A signed assertion (RFC 7523).
    PrivateKeyJwt(KeySource),
}

/// Where a client's public keys are.
#[derive(Debug, Clone)]
pub(crate) enum KeySource {
    /// In its file.
    Inline(Arc<JwkSet>),
    /// At its `jwks_uri`.
    Remote(Arc<RemoteKeys>),
}

/// A way to tokens (RFC 6749 §1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GrantType {
    AuthorizationCode,
    RefreshToken,
    ClientCredentials,
}

/// What access tokens look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TokenFormat {
    /// RFC 9068.
    Jwt,
    /// Random; the resource server asks about it (RFC 7662).
    Opaque,
}

/// Who stands behind an application, for people.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) website: Option<Url>,
    /// What it does with data.
    pub(crate) policy: Option<Url>,
    /// By which terms.
    pub(crate) terms: Option<Url>,
    /// An e-mail address.
    pub(crate) contact: Option<String>,
}

/// By which name an application knows people (OpenID Connect Core §8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subjects {
    /// The account's id, the same for all.
    Public,
    /// A name of its own for each sector, so that two applications cannot compare notes.
    Pairwise(String),
}

/// What is asked of a client's requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Policy {
    /// PKCE, always.
    Default,
    /// For clients that know no PKCE and prove themselves by a secret or a key.
    Legacy,
}

/// A registered application.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) id: ClientId,
    /// For people.
    pub(crate) name: String,
    /// The same in other languages, by their tags.
    pub(crate) names: BTreeMap<String, String>,
    /// By whose word it is one: it registered itself, or the operator wrote a file.
    pub(crate) registered: bool,
    /// Whether there is a picture of it.
    pub(crate) has_logo: bool,
    /// How we reach what it names.
    pub(crate) door: Door,
    pub(crate) redirect_uris: Vec<RedirectUri>,
    pub(crate) post_logout_redirect_uris: Vec<RedirectUri>,
    pub(crate) backchannel_logout_uri: Option<Url>,
    /// Where it hears what becomes of accounts (RFC 8935).
    pub(crate) account_events_uri: Option<Url>,
    /// Shown in a frame when a session ends (Front-Channel Logout).
    pub(crate) frontchannel_logout_uri: Option<Url>,
    pub(crate) auth: ClientAuth,
    /// By which it signs: assertions, requests.
    pub(crate) keys: Option<KeySource>,
    /// The one algorithm of its assertions; none: any that we know.
    pub(crate) assertion_alg: Option<Jws>,
    /// The one algorithm of its requests; none: any that we know.
    pub(crate) request_object_alg: Option<Jws>,
    /// Where signed requests may lie, byte for byte (OpenID Connect Core §6.2).
    pub(crate) request_uris: BTreeSet<String>,
    pub(crate) grant_types: BTreeSet<GrantType>,
    pub(crate) scopes: BTreeSet<String>,
    /// The operator's own: no consent is asked.
    pub(crate) first_party: bool,
    pub(crate) about: About,
    pub(crate) subjects: Subjects,
    /// What it may ask for as proven (OpenID Connect for Identity Assurance).
    pub(crate) verified_claims: BTreeSet<String>,
    /// Audiences that it may ask for (RFC 8707).
    pub(crate) resources: BTreeSet<String>,
    /// Audiences that it is itself: it may ask about tokens for them (RFC 7662).
    pub(crate) serves: BTreeSet<String>,
    pub(crate) token_format: TokenFormat,
    /// What its ID tokens and logout tokens are signed with.
    pub(crate) id_token_alg: Algorithm,
    /// What userinfo is signed with; none: it is not.
    pub(crate) userinfo_signed_response_alg: Option<Algorithm>,
    /// `max_age` of requests that name none.
    pub(crate) default_max_age: Option<i64>,
    /// `acr_values` of requests that name none.
    pub(crate) default_acr_values: Vec<String>,
    pub(crate) policy: Policy,
}

impl Client {
    /// Whether it has no secret: the only kind whose loopback port may vary (RFC 8252 §7.3).
    pub(crate) const fn is_public(&self) -> bool {
        matches!(self.auth, ClientAuth::None)
    }

    /// What people are shown of it in this language.
    pub(crate) fn shown(&self, lang: &str) -> Shown {
        let web = |url: &Option<Url>| url.as_ref().map(ToString::to_string);
        let name = self.names.get(lang).unwrap_or(&self.name);
        let logo = format!("/anwendung/{}/logo", self.id);
        Shown {
            name: name.clone(),
            logo: self.has_logo.then_some(logo),
            website: web(&self.about.website),
            policy: web(&self.about.policy),
            terms: web(&self.about.terms),
        }
    }
}

/// What people are shown of an application that asks.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) logo: Option<String>,
    pub(crate) website: Option<String>,
    pub(crate) policy: Option<String>,
    pub(crate) terms: Option<String>,
}

impl Shown {
    /// For previews.
    pub(crate) fn sample() -> Self {
        Self {
            name: "Kursverwaltung der Beispiel-Bildung gGmbH".to_owned(),
            logo: None,
            website: Some("https://kurse.example/".to_owned()),
            policy: Some("https://kurse.example/datenschutz".to_owned()),
            terms: Some("https://kurse.example/bedingungen".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_is_plain_and_no_persons(text in "[a-zA-Z0-9._-]{0,70}|[a-z2-7]{26}|[A-Za-z0-9_-]{43}|\\PC{0,70}") {
            if let Ok(id) = text.parse::<ClientId>() {
                prop_assert_eq!(id.to_string(), text.as_str());
                prop_assert!(text.is_ascii() && (1..=64).contains(&text.len()));
                prop_assert!(![26, 43].contains(&text.len()));
            }
        }
    }
}
