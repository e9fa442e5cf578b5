//! Sending a browser away and taking it back.

use std::time::Duration;

use shared::claims::IdentityLevel;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::provider::{Answer, Away};
use shared::secret::{SealingKey, Token, TokenHash};
use url::Url;

use super::{Purpose, store};
use crate::upstream::{FinishError, Proven, Secrets, Service, Upstreams};

/// How long a person may take at the upstream provider.
const PATIENCE: Duration = Duration::from_mins(30);

const CONTEXT: &str = "upstream_requests";

/// What it takes to go and come back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent<'a> {
    pub(crate) db: &'a Db,
    pub(crate) upstreams: &'a Upstreams,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) sealing: &'a SealingKey,
    pub(crate) now: Timestamp,
    /// Which browser.
    pub(crate) visitor: &'a TokenHash,
}

/// Who has come back.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(crate) purpose: Purpose,
    /// The query to go on with.
    pub(crate) way: String,
    pub(crate) proven: Result<Proven, ReturnError>,
}

/// Why nothing was proven.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReturnError {
    /// This browser was not sent, or has come back already, or took too long.
    #[error("no such request waits in this browser")]
    Lost,
    /// The answer names another provider, or none (mix-up, RFC 9207).
    #[error("the answer is not this provider's")]
    WrongIssuer,
    /// The person turned back.
    #[error("the person turned back")]
    Cancelled,
    /// The provider does not know something of the person that is needed.
    #[error("the upstream provider lacks what is required of the person")]
    Missing,
    /// The provider reported an error of its own.
    #[error("the upstream provider said {0}")]
    Failed(String),
    /// The answer did not do.
    #[error(transparent)]
    Refused(#[from] FinishError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nobody was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GoError {
    /// No such provider is configured.
    #[error("no such upstream provider")]
    Unknown,
    #[error(transparent)]
    Away(#[from] Away),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps what the answer will be checked against; the address to send the browser to.
pub(crate) async fn go(
    sent: Sent<'_>,
    service: Service,
    (purpose, way): (&Purpose, &str),
    lang: &str,
    minimum: Option<IdentityLevel>,
) -> Result<Url, GoError> {
    let upstream = sent.upstreams.find(service).ok_or(GoError::Unknown)?;
    let begun = upstream
        .begin(sent.entropy, sent.now, lang, minimum)
        .await?;
    let plain = serde_json::to_vec(&begun.secrets).map_err(|_| CORRUPT)?;
    let request = store::NewRequest {
        state: begun.state.hash(),
        visitor: sent.visitor,
        service,
        purpose,
        way,
        secrets: sent.sealing.seal(sent.entropy, CONTEXT, &plain),
        expires_at: sent.now + PATIENCE,
    };
    let mut tx = sent.db.write().await?;
    store::insert(&mut tx, request).await?;
    tx.commit().await?;
    Ok(begun.url)
}

/// Checks what the browser of `service`'s way back came with. `None`: nobody was sent from here.
pub(crate) async fn take_back(
    sent: Sent<'_>,
    service: Service,
    answer: Answer,
) -> Result<Option<Returned>, StoreError> {
    let Some(state) = answer.state.as_deref().and_then(Token::parse) else {
        return Ok(None);
    };
    let mut tx = sent.db.write().await?;
    let waiting = store::take(&mut tx, (&state.hash(), sent.visitor), service, sent.now).await?;
    tx.commit().await?;
    let Some(waiting) = waiting else {
        return Ok(None);
    };
    let proven = prove(sent, service, answer, &waiting.secrets).await;
    Ok(Some(Returned {
        purpose: waiting.purpose,
        way: waiting.way,
        proven,
    }))
}

async fn prove(
    sent: Sent<'_>,
    service: Service,
    answer: Answer,
    sealed: &[u8],
) -> Result<Proven, ReturnError> {
    let upstream = sent.upstreams.find(service).ok_or(ReturnError::Lost)?;
    if !upstream.gave(answer.iss.as_deref()) {
        return Err(ReturnError::WrongIssuer);
    }
    match answer.error.as_deref() {
        None => {}
        Some("access_denied") if lacks_attributes(&answer) => return Err(ReturnError::Missing),
        Some("access_denied") => return Err(ReturnError::Cancelled),
        Some(error) => return Err(ReturnError::Failed(shown(error))),
    }
    let code = answer.code.ok_or(ReturnError::WrongIssuer)?;
    let plain = sent.sealing.open(CONTEXT, sealed).ok_or(CORRUPT)?;
    let secrets: Secrets = serde_json::from_slice(&plain).map_err(|_| CORRUPT)?;
    Ok(upstream.finish(code, secrets, sent.now).await?)
}

/// BundID refuses to tell of a person of whom a required attribute is not there; an OpenID Connect
/// broker has no error code of its own for it.
fn lacks_attributes(answer: &Answer) -> bool {
    let told = answer.error_description.as_deref();
    told.is_some_and(|told| told.contains("IDP_REQUIRED_ATTRIBUTES_MISSING"))
}

/// An error code fit for a log: RFC 6749 §4.1.2.1 allows little more.
fn shown(error: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    error.chars().filter(plain).take(40).collect()
}

const CORRUPT: StoreError = StoreError::Corrupt {
    table: "upstream_requests",
    column: "secrets",
};
