//! Fresh tokens while the person is active. The provider hears that they are still here, and the
//! portal hears when the login is over there.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::SealingKey;

use super::open::{seal, unseal};
use super::{Session, store};
use crate::rp::{RefreshError, RelyingParty};

/// So long before its end an access token is renewed.
const MARGIN: Duration = Duration::from_mins(1);
/// Who began to refresh has so long; after that another request may try.
const CLAIM: Duration = Duration::from_secs(30);

/// What became of a session whose tokens were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refreshed {
    /// It lives: with fresh tokens, or with the old ones when there was no need or no way.
    Lives,
    /// The provider has ended the login, and so the session.
    Ended,
}

/// Renews the tokens of `session` when its access token is about to expire. One request at a
/// time does so, others go on without waiting. Nothing is locked while the provider is asked.
pub(crate) async fn refresh_if_due(
    (db, rp): (&Db, &RelyingParty),
    (entropy, sealing): (&dyn Entropy, &SealingKey),
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
    let old = unseal(sealing, &session.id, &sealed)?;
    if !old.renewable() {
        return Ok(Refreshed::Lives);
    }
    let renewed = rp.refresh(&old, &session.sub, entropy, now).await;
    let mut tx = db.write().await?;
    let outcome = match renewed {
        Ok(renewed) => {
            let sealed = seal(entropy, sealing, &session.id, &renewed.tokens)?;
            let kept = store::keep_tokens(&mut tx, &session.id, sealed, &renewed);
            if kept.await? {
                Refreshed::Lives
            } else {
                Refreshed::Ended
            }
        }
        Err(RefreshError::Ended) => {
            tracing::info!(session.id = %session.id, "the provider has ended the login");
            store::delete(&mut tx, &session.id).await?;
            Refreshed::Ended
        }
        Err(error) => {
            tracing::warn!(session.id = %session.id, error = %error, "the tokens were not renewed");
            Refreshed::Lives
        }
    };
    tx.commit().await?;
    Ok(outcome)
}
