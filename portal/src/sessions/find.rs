//! Finding the session of a request, and keeping it awake.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::{Lifetimes, Session, SessionId, store};
use crate::residents::{self, Resident};

/// The living session of this token with its person: neither idle too long nor too old.
pub(crate) async fn find(
    tx: &mut Tx,
    token: &TokenHash,
    now: Timestamp,
    lifetimes: Lifetimes,
) -> Result<Option<(Session, Resident)>, StoreError> {
    let Some(session) = store::find(tx, token).await? else {
        return Ok(None);
    };
    if lifetimes.deadline(&session) <= now {
        return Ok(None);
    }
    let resident = residents::find(tx, &session.resident).await?;
    Ok(resident.map(|resident| (session, resident)))
}

/// The person is still there.
pub(crate) async fn touch(
    tx: &mut Tx,
    session: &SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    store::touch(tx, session, now).await
}
