//! An application registers itself (RFC 7591 §3).

use std::collections::BTreeSet;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::secret::Token;

use super::{fetch, read, store};
use crate::audit::{self, By};
use crate::clients::{Clients, Kept, Metadata, Method, Policy, Registered, Rights};
use crate::keys::{Keyring, KeysError};
use crate::oauth::Fault;
use crate::settings::{Registration, RegistrationMode, RegistrationPolicy};

/// What registering stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counter<'a> {
    pub(super) db: &'a Db,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) clients: &'a Clients,
    pub(super) keys: &'a Keyring,
    pub(super) settings: &'a Registration,
    pub(super) now: Timestamp,
}

/// Why it does not come to pass.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// What is said will not do.
    #[error("{}", .0.description)]
    Fault(Fault),
    /// The token is missing or good for nothing here.
    #[error("the token is not good for this")]
    Token,
    /// Nobody may register.
    #[error("registration is closed")]
    Closed,
    /// The database did not answer, or there are no keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Keys(error.into())
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// An application as it is registered now, with the secrets that are told this once.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) client: Registered,
    pub(super) secret: Option<Token>,
    /// Its registration access token.
    pub(super) access: String,
}

/// Registers what `body` describes, by the leave of an invitation's token or of the settings.
pub(super) async fn register(
    counter: Counter<'_>,
    token: Option<&str>,
    body: &[u8],
) -> Result<Told, Refusal> {
    let Counter {
        db, entropy, now, ..
    } = counter;
    let rights = rights(counter, token).await?;
    let metadata = read::read(body, &rights, counter.clients.outlets())?;
    let logo = prepare(counter, &metadata).await?;
    let (secret, access) = (secret(entropy, &metadata), Token::generate(entropy));
    let hashes = (secret.as_ref().map(Token::hash), access.hash());
    let kept = Kept { metadata, rights };
    let client = Registered::new(entropy, kept, hashes, now);
    let mut tx = db.write().await?;
    let mut invitation = None;
    if let Some(token) = token {
        // The look at it promised nothing: this statement counts.
        let spent = store::spend(&mut tx, &hash(token), now).await?;
        invitation = Some(spent.ok_or(Refusal::Token)?.id);
    }
    client
        .insert(&mut tx, invitation.as_deref(), logo.as_ref())
        .await?;
    let details = json!({ "client": client.id, "invitation": invitation });
    record(&mut tx, counter, ("client.registered", &client.id), details).await?;
    tx.commit().await?;
    let access = access.reveal().to_owned();
    Ok(Told {
        client,
        secret,
        access,
    })
}

fn hash(token: &str) -> shared::secret::TokenHash {
    shared::secret::TokenHash::of(token)
}

/// The most that may be registered now.
async fn rights(counter: Counter<'_>, token: Option<&str>) -> Result<Rights, Refusal> {
    let settings = counter.settings;
    if settings.mode == RegistrationMode::Closed {
        return Err(Refusal::Closed);
    }
    let Some(token) = token else {
        if settings.mode == RegistrationMode::Token {
            return Err(Refusal::Token);
        }
        return Ok(Rights {
            policy: match settings.default_policy {
                RegistrationPolicy::Default => Policy::Default,
                RegistrationPolicy::Legacy => Policy::Legacy,
            },
            scopes: settings.scopes.clone(),
            invited: false,
        });
    };
    let mut tx = counter.db.read().await?;
    let invitation = store::find(&mut tx, &hash(token), counter.now).await?;
    tx.commit().await?;
    let invitation = invitation.ok_or(Refusal::Token)?;
    Ok(Rights {
        policy: invitation.policy,
        scopes: invitation.scopes,
        invited: true,
    })
}

/// Everything that takes time and must not hold a transaction: what is fetched, and keys to sign
/// with; the picture.
pub(super) async fn prepare(
    counter: Counter<'_>,
    metadata: &Metadata,
) -> Result<Option<crate::clients::Logo>, Refusal> {
    let outlets = counter.clients.outlets();
    fetch::check_sector(metadata, outlets).await?;
    let named = metadata.userinfo_signed_response_alg.into_iter();
    let wanted: BTreeSet<_> = named
        .chain([metadata.id_token_signed_response_alg])
        .collect();
    let Counter {
        db, entropy, now, ..
    } = counter;
    counter.keys.ensure(db, entropy, now, &wanted).await?;
    Ok(fetch::logo(metadata, outlets).await)
}

/// A new secret, if it proves itself by one.
pub(super) fn secret(entropy: &dyn Entropy, metadata: &Metadata) -> Option<Token> {
    let method = metadata.token_endpoint_auth_method;
    matches!(method, Method::ClientSecretBasic | Method::ClientSecretPost)
        .then(|| Token::generate(entropy))
}

/// Notes what an application did.
pub(super) async fn record(
    tx: &mut Tx,
    counter: Counter<'_>,
    (name, client): (&'static str, &str),
    details: serde_json::Value,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: By::Client(client),
        about: None,
        on_behalf: None,
        details,
    };
    audit::record(tx, counter.entropy, counter.now, event).await
}
