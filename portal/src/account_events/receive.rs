//! The provider's word on an account.

use serde_json::json;
use shared::claims::AccountEvent;
use shared::clock::Timestamp;
use shared::db::{Db, StoreError};

use super::store;
use crate::audit;
use crate::own_data::{self, Means};
use crate::residents::{self, Resident};
use crate::rp::{EventTokenError, RelyingParty};
use crate::sessions;

/// Why a token did nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReceiveError {
    #[error(transparent)]
    Token(#[from] EventTokenError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Acts on a token, once: a repetition is taken and does nothing (RFC 8935 §2.2). Somebody who has
/// never been here is no fault either.
pub(super) async fn receive(
    (db, rp): (&Db, &RelyingParty),
    means: Means<'_>,
    now: Timestamp,
    token: &str,
) -> Result<(), ReceiveError> {
    let token = rp.event_token(token, now).await?;
    let mut tx = db.write().await?;
    if store::take(&mut tx, &token.jti, now).await?
        && let Some(resident) = residents::find_by_sub(&mut tx, rp.issuer(), &token.sub).await?
    {
        if token.events.contains(&AccountEvent::Purged) {
            own_data::remove(&mut tx, means, now, &resident).await?;
        } else if token.events.contains(&AccountEvent::Disabled) {
            sessions::end_all(&mut tx, &resident.id).await?;
            let event = sign_out(&resident);
            audit::record(&mut tx, means.2, now, event).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn sign_out(resident: &Resident) -> audit::Event<'_> {
    audit::Event {
        name: "sign_out.by_provider",
        by: audit::By::System,
        about: Some(resident.id.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "event": AccountEvent::Disabled.word() }),
    }
}
