//! Logins that the provider has ended: their sessions end at once, and so does every access
//! token that was issued before.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::store;
use crate::residents::{self, ResidentId};
use crate::rp::{Ended, LogoutToken};

/// Acts on a logout token; `false` when it has been acted on before.
pub(crate) async fn end_login(tx: &mut Tx, token: &LogoutToken) -> Result<bool, StoreError> {
    if !store::take_logout_token(tx, &token.jti, token.expires_at).await? {
        return Ok(false);
    }
    let (kind, value) = match &token.ended {
        Ended::Session(sid) => ("sid", sid),
        Ended::Person(sub) => ("sub", sub),
    };
    store::remember_ended(tx, kind, value, token.issued_at).await?;
    match &token.ended {
        Ended::Session(sid) => store::delete_of_sid(tx, sid).await?,
        Ended::Person(sub) => store::delete_of_sub(tx, sub, token.issued_at).await?,
    }
    Ok(true)
}

/// Whom a logout token is about, if they have been here.
pub(crate) async fn whose_login(
    tx: &mut Tx,
    issuer: &str,
    token: &LogoutToken,
) -> Result<Option<ResidentId>, StoreError> {
    match &token.ended {
        Ended::Session(sid) => store::resident_of_sid(tx, sid).await,
        Ended::Person(sub) => {
            let found = residents::find_by_sub(tx, issuer, sub).await?;
            Ok(found.map(|resident| resident.id))
        }
    }
}

/// Whether the login behind a token issued at `issued_at` has been ended by the provider. Both
/// instants are by the provider's clock.
pub(crate) async fn login_is_over(
    tx: &mut Tx,
    sub: &str,
    sid: Option<&str>,
    issued_at: Timestamp,
) -> Result<bool, StoreError> {
    store::is_ended(tx, sub, sid.unwrap_or(""), issued_at).await
}
