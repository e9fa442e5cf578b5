//! Discovery and keys, with one fetch at a time.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::clock::Timestamp;
use jsonwebtoken::jwk::JwkSet;
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, DiscoveryError, IssuerUrl, LogoutProviderMetadata, ProviderMetadata,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use url::Url;

use super::{Http, HttpFault};

/// What was fetched is fresh for so long: a withdrawn key is not accepted longer.
const FRESH: Duration = Duration::from_mins(10);
/// What was fetched serves for so long while the provider is away.
const LASTS: Duration = Duration::from_hours(24);
/// So often at most is a key looked for that is not among the known ones (T22).
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// The provider cannot be asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the identity provider cannot be reached")]
pub struct Away;

/// Metadata that the library has no word for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Further {
    /// Where a resource server asks about tokens (RFC 8414 §2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<Url>,
}

impl AdditionalProviderMetadata for Further {}

/// The metadata of a provider: OpenID Connect Discovery, RP-Initiated Logout, and [`Further`].
pub type Metadata = ProviderMetadata<
    LogoutProviderMetadata<Further>,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The provider's metadata and keys as they were at one instant.
#[derive(Debug)]
pub struct Known {
    pub metadata: Metadata,
    /// The same keys as in the metadata, as the verifiers of JWTs read them.
    pub keys: JwkSet,
    fetched_at: Timestamp,
}

/// The provider of one issuer.
#[derive(Debug)]
pub struct Provider {
    issuer: IssuerUrl,
    http: Http,
    known: RwLock<Option<Arc<Known>>>,
    turn: Mutex<()>,
    attempts: AtomicU64,
    retry_at: AtomicI64,
    looked_at: AtomicI64,
}

impl Provider {
    #[must_use]
    pub fn new(issuer: IssuerUrl, http: Http) -> Self {
        Self {
            issuer,
            http,
            known: RwLock::new(None),
            turn: Mutex::new(()),
            attempts: AtomicU64::new(0),
            retry_at: AtomicI64::new(i64::MIN),
            looked_at: AtomicI64::new(i64::MIN),
        }
    }

    pub const fn issuer(&self) -> &IssuerUrl {
        &self.issuer
    }

    pub fn http(&self) -> Http {
        self.http.clone()
    }

    /// The provider as it is now, or as it was lately while it is away.
    pub async fn known(&self, now: Timestamp) -> Result<Arc<Known>, Away> {
        let Some(known) = self.cached() else {
            return self.fetch(now).await;
        };
        let age = now.seconds_since(known.fetched_at).unsigned_abs();
        if age < FRESH.as_secs() || now.unix() < self.retry_at.load(Ordering::Relaxed) {
            return Ok(known);
        }
        match self.fetch(now).await {
            Err(Away) if age < LASTS.as_secs() => Ok(known),
            other => other,
        }
    }

    /// The provider asked again, since a token names a key that is not known; at most once a
    /// minute, whoever asks.
    pub async fn look_again(&self, now: Timestamp) -> Result<Arc<Known>, Away> {
        let earliest = (now - LOOK_AGAIN).unix();
        let may = self
            .looked_at
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
                (last <= earliest).then_some(now.unix())
            });
        if may.is_ok() {
            return self.fetch(now).await;
        }
        self.cached().ok_or(Away)
    }

    fn cached(&self) -> Option<Arc<Known>> {
        let known = self
            .known
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        known.clone()
    }

    /// One fetch at a time: who waited for another's takes its outcome.
    async fn fetch(&self, now: Timestamp) -> Result<Arc<Known>, Away> {
        let seen = self.attempts.load(Ordering::SeqCst);
        let _turn = self.turn.lock().await;
        if self.attempts.load(Ordering::SeqCst) != seen {
            return self.cached().ok_or(Away);
        }
        let fetched = self.discover(now).await;
        self.attempts.fetch_add(1, Ordering::SeqCst);
        match fetched {
            Ok(known) => {
                let known = Arc::new(known);
                let mut place = self
                    .known
                    .write()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                *place = Some(Arc::clone(&known));
                Ok(known)
            }
            Err(error) => {
                let retry_at = now + Duration::from_secs(15);
                self.retry_at.store(retry_at.unix(), Ordering::Relaxed);
                tracing::warn!(
                    issuer = self.issuer.as_str(),
                    error = &error as &(dyn std::error::Error + 'static),
                    "the provider cannot be asked"
                );
                Err(Away)
            }
        }
    }

    async fn discover(&self, now: Timestamp) -> Result<Known, DiscoveryError<HttpFault>> {
        let http = |request| self.http().send(request);
        let metadata = Metadata::discover_async(self.issuer.clone(), &http).await?;
        let keys = serde_json::to_value(metadata.jwks())
            .and_then(serde_json::from_value)
            .map_err(|error| DiscoveryError::Other(error.to_string()))?;
        Ok(Known {
            metadata,
            keys,
            fetched_at: now,
        })
    }
}
