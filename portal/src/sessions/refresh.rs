//! Fresh tokens while the person is active. The provider hears that they are still here, and the
//! portal hears when the login is over there. A refresh token is good once, so one request at a
//! time refreshes, for whichever audience.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::SealingKey;

use super::open::{seal, unseal};
use super::{Session, store};
use crate::residents;
use crate::rp::{Audience, ProviderToken, RefreshError, RelyingParty, Tokens};

/// So long before its end an access token is renewed.
const MARGIN: Duration = Duration::from_mins(1);
/// Who began to refresh has so long; after that another request may try.
const CLAIM: Duration = Duration::from_secs(30);
/// After a refresh that the provider did not answer, the next one waits so long.
const PAUSE: Duration = Duration::from_secs(5);
/// How often, and after how long each time, a request looks whether another has refreshed: longer
/// than a call of the provider takes.
const LOOKS: (u32, Duration) = (90, Duration::from_millis(100));

/// The same for a page that is refused otherwise: the other request is at it, or has failed.
const SHORT_LOOKS: (u32, Duration) = (20, Duration::from_millis(100));

/// What became of a session whose tokens were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refreshed {
    /// It lives with the tokens that it had: there was no need or no way.
    Lives,
    /// It lives with fresh ones, and may be another: look again.
    Renewed,
    /// The provider has ended the login, and so the session.
    Ended,
}

/// Why there is no token with which to call the provider.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderTokenError {
    #[error("the login is over")]
    Over,
    #[error("the provider cannot be reached")]
    Away,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a refresh brought.
enum Renewal {
    Done(Box<Tokens>),
    Ended,
    /// Not now.
    Failed,
}

/// Renews the tokens of `session` when its access token is about to expire. One request at a
/// time does so, others go on without waiting. Nothing is locked while the provider is asked.
pub(crate) async fn refresh_if_due(
    (db, rp): (&Db, &RelyingParty),
    secrets: (&dyn Entropy, &SealingKey),
    now: Timestamp,
    session: &Session,
) -> Result<Refreshed, StoreError> {
    if session.access_expires_at > now + MARGIN {
        return Ok(Refreshed::Lives);
    }
    let mut tx = db.write().await?;
    let claimed =
        store::claim_refresh(&mut tx, &session.id, now, (now + MARGIN, now - CLAIM)).await?;
    tx.commit().await?;
    let Some(sealed) = claimed else {
        return Ok(Refreshed::Lives);
    };
    let old = unseal(secrets.1, &session.id, &sealed)?;
    if !old.renewable() {
        return Ok(Refreshed::Lives);
    }
    let wanted = (&old, Audience::Portal);
    match renew((db, rp), secrets, now, session, wanted).await? {
        Renewal::Ended => Ok(Refreshed::Ended),
        Renewal::Done(_) => Ok(Refreshed::Renewed),
        Renewal::Failed => Ok(Refreshed::Lives),
    }
}

/// Waits a little for another request that renews the tokens of `session`; whether it did, or the
/// session is over: look again.
pub(crate) async fn is_renewed_soon(
    db: &Db,
    now: Timestamp,
    session: &Session,
) -> Result<bool, StoreError> {
    let (looks, pause) = SHORT_LOOKS;
    for _ in 0..looks {
        tokio::time::sleep(pause).await;
        let mut tx = db.read().await?;
        let expiry = store::access_expiry(&mut tx, &session.id).await?;
        tx.commit().await?;
        if expiry.is_none_or(|expiry| expiry > now) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The access token of this person for the provider itself, renewed if need be. While another
/// request refreshes, this one waits for its outcome.
pub(crate) async fn provider_token(
    (db, rp): (&Db, &RelyingParty),
    secrets: (&dyn Entropy, &SealingKey),
    now: Timestamp,
    session: &Session,
) -> Result<ProviderToken, ProviderTokenError> {
    let (looks, pause) = LOOKS;
    for _ in 0..looks {
        let mut tx = db.read().await?;
        let kept = store::tokens(&mut tx, &session.id).await?;
        tx.commit().await?;
        let (sealed, expiry) = kept.ok_or(ProviderTokenError::Over)?;
        if expiry.is_some_and(|expiry| expiry > now + MARGIN) {
            let tokens = unseal(secrets.1, &session.id, &sealed)?;
            return tokens.provider().ok_or(ProviderTokenError::Over);
        }
        let mut tx = db.write().await?;
        let due = (now + MARGIN, now - CLAIM);
        let claimed = store::claim_provider_refresh(&mut tx, &session.id, now, due).await?;
        tx.commit().await?;
        if let Some(sealed) = claimed {
            let old = unseal(secrets.1, &session.id, &sealed)?;
            let wanted = (&old, Audience::Provider);
            return match renew((db, rp), secrets, now, session, wanted).await? {
                Renewal::Done(tokens) => tokens.provider().ok_or(ProviderTokenError::Over),
                Renewal::Ended => Err(ProviderTokenError::Over),
                Renewal::Failed => {
                    let mut tx = db.write().await?;
                    store::postpone_refresh(&mut tx, &session.id, now + PAUSE - CLAIM).await?;
                    tx.commit().await?;
                    Err(ProviderTokenError::Away)
                }
            };
        }
        tokio::time::sleep(pause).await;
    }
    Err(ProviderTokenError::Away)
}

/// One refresh by whoever has the turn.
async fn renew(
    (db, rp): (&Db, &RelyingParty),
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    session: &Session,
    wanted: (&Tokens, Audience),
) -> Result<Renewal, StoreError> {
    let renewed = rp.refresh(wanted, &session.sub, entropy, now).await;
    let mut tx = db.write().await?;
    let renewal = match renewed {
        Ok(renewed) => {
            let sealed = seal(entropy, sealing, &session.id, &renewed.tokens)?;
            let kept = store::keep_tokens(&mut tx, &session.id, sealed, &renewed);
            if kept.await? {
                let told = renewed.anew.as_ref().and_then(|anew| anew.email.as_deref());
                if let Some(email) = told {
                    residents::set_email(&mut tx, &session.resident, email).await?;
                }
                Renewal::Done(Box::new(renewed.tokens))
            } else {
                Renewal::Ended
            }
        }
        Err(RefreshError::Ended) => {
            tracing::info!(session.id = %session.id, "the provider has ended the login");
            store::delete(&mut tx, &session.id).await?;
            Renewal::Ended
        }
        Err(error) => {
            tracing::warn!(session.id = %session.id, error = %error, "the tokens were not renewed");
            Renewal::Failed
        }
    };
    tx.commit().await?;
    Ok(renewal)
}
