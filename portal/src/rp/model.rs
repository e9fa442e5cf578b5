use std::sync::Arc;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, ClientId, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IdTokenFields, RedirectUrl, StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use shared::claims::{IdentityLevel, Role};
use shared::clock::Timestamp;

use serde_json::Value;

use super::{ClientKey, ProvenOrganisation, ProvenPerson};
use shared::provider::{Known, Provider};

/// Claims of ours beside the standard ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct OwnClaims {
    #[serde(default)]
    pub(super) sid: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    /// As it came: what is wrong with it keeps nobody from signing in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) verified_claims: Option<Value>,
}

impl OwnClaims {
    /// The roles that this portal knows.
    pub(super) fn roles(&self) -> Vec<Role> {
        let roles = self.roles.iter();
        roles.filter_map(|role| role.parse().ok()).collect()
    }
}

impl AdditionalClaims for OwnClaims {}

pub(super) type Answer = StandardTokenResponse<
    IdTokenFields<
        OwnClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

pub(super) type Client = openidconnect::Client<
    OwnClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// How the portal is registered at the provider, and what it asks for.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) client_id: String,
    /// Where the answer comes back to.
    pub(crate) redirect_uri: String,
    /// Where the provider sends who has signed out.
    pub(crate) signed_out_uri: String,
    /// The resource that the access token is for: our own origin.
    pub(crate) resource: String,
    /// Whether the provider knows it (RFC 8707).
    pub(crate) resource_indicators: bool,
    pub(crate) scopes: Vec<String>,
    /// What the provider calls a strong sign-in; none: as our own does.
    pub(crate) strong_acr: Vec<String>,
}

impl Words {
    /// What stands in requests for `resource`.
    pub(super) fn sent_resource(&self) -> Option<&str> {
        self.resource_indicators.then_some(self.resource.as_str())
    }
}

/// The portal towards its provider.
#[derive(Debug)]
pub(crate) struct RelyingParty {
    pub(super) words: Words,
    pub(super) key: ClientKey,
    pub(super) provider: Arc<Provider>,
}

impl RelyingParty {
    pub(crate) const fn new(words: Words, key: ClientKey, provider: Arc<Provider>) -> Self {
        Self {
            words,
            key,
            provider,
        }
    }

    /// The key with which the portal authenticates.
    pub(crate) const fn key(&self) -> &ClientKey {
        &self.key
    }

    /// The provider.
    pub(crate) fn provider(&self) -> &Provider {
        &self.provider
    }

    /// The provider's issuer identifier.
    pub(crate) fn issuer(&self) -> &str {
        self.provider.issuer()
    }

    /// The resource that access tokens are for.
    pub(crate) fn resource(&self) -> &str {
        &self.words.resource
    }

    pub(super) fn client(&self, known: &Known) -> Client {
        let id = ClientId::new(self.words.client_id.clone());
        Client::from_provider_metadata(known.metadata.clone(), id, None)
            .set_auth_type(AuthType::RequestBody)
            .set_redirect_uri(
                RedirectUrl::new(self.words.redirect_uri.clone())
                    .expect("made from the portal's own address"),
            )
    }
}

/// Tokens as the provider gave them; they stay on the server.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Tokens {
    pub(super) access: String,
    /// For the provider itself; only of the staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) provider: Option<String>,
    pub(super) refresh: Option<String>,
    pub(super) id_token: String,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(…)")
    }
}

impl Tokens {
    /// Whether the access token can be renewed.
    pub(crate) const fn renewable(&self) -> bool {
        self.refresh.is_some()
    }

    /// With what the provider itself is called.
    pub(crate) fn provider(&self) -> Option<ProviderToken> {
        self.provider.clone().map(ProviderToken)
    }
}

/// The access token of one person for the provider itself.
pub(crate) struct ProviderToken(String);

impl std::fmt::Debug for ProviderToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProviderToken(…)")
    }
}

impl ProviderToken {
    /// For the header of a call.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

/// Whom an access token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// This portal.
    Portal,
    /// The provider itself: userinfo, `/admin/v1`.
    Provider,
}

/// A person who has proved to the provider who they are.
#[derive(Debug, Clone)]
pub(crate) struct Login {
    pub(crate) sub: String,
    /// The provider's session.
    pub(crate) sid: Option<String>,
    pub(crate) acr: String,
    /// By which means, as the provider names them.
    pub(crate) amr: Vec<String>,
    pub(crate) auth_time: Timestamp,
    /// When the ID token was issued, by the provider's clock.
    pub(crate) issued_at: Timestamp,
    /// Only if the provider has verified it.
    pub(crate) email: Option<String>,
    pub(crate) locale: Option<String>,
    /// Of the staff; none: a citizen.
    pub(crate) roles: Vec<Role>,
    /// For which organisation they act, if Mein Unternehmenskonto proved it.
    pub(crate) organisation: Option<ProvenOrganisation>,
    /// Who they are, if somebody proved it.
    pub(crate) person: Option<ProvenPerson>,
    pub(crate) tokens: Tokens,
    pub(crate) access_expires_at: Timestamp,
}

impl Login {
    /// How well the provider knows who it is.
    pub(crate) fn level(&self) -> Option<IdentityLevel> {
        self.acr.parse().ok()
    }
}

/// What the ID token of a refresh says of the person now.
#[derive(Debug, Clone)]
pub(crate) struct Anew {
    pub(crate) roles: Vec<Role>,
    /// What is left of a proven identity.
    pub(crate) level: Option<IdentityLevel>,
    /// Only if the provider has verified it.
    pub(crate) email: Option<String>,
}

/// What a refresh brought.
#[derive(Debug, Clone)]
pub(crate) struct Renewed {
    pub(crate) tokens: Tokens,
    /// If an ID token came along.
    pub(crate) anew: Option<Anew>,
    /// Which of the access tokens is new.
    pub(crate) audience: Audience,
    pub(crate) access_expires_at: Timestamp,
}
