//! The provider's word that a login is over.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};

use crate::residents::ResidentId;
use crate::rp::{Ended, LogoutTokenError, RelyingParty};
use crate::{audit, sessions};

/// Why a logout token did nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum BackChannelError {
    #[error(transparent)]
    Token(#[from] LogoutTokenError),
    /// Its `jti` has been acted on before.
    #[error("the logout token has been used before")]
    Replayed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Ends what the token names, at once.
pub(super) async fn receive(
    db: &Db,
    rp: &RelyingParty,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &str,
) -> Result<(), BackChannelError> {
    let token = rp.logout_token(token, now).await?;
    let mut tx = db.write().await?;
    let whose = sessions::whose_login(&mut tx, rp.issuer(), &token).await?;
    if !sessions::end_login(&mut tx, &token).await? {
        return Err(BackChannelError::Replayed);
    }
    let of = match &token.ended {
        Ended::Session(sid) => json!({ "sid": sid }),
        Ended::Person(sub) => json!({ "sub": sub }),
    };
    let event = audit::Event {
        name: "sign_out.by_provider",
        by: audit::By::System,
        about: whose.as_ref().map(ResidentId::as_str),
        case: None,
        on_behalf: None,
        details: of,
    };
    audit::record(&mut tx, entropy, now, event).await?;
    Ok(tx.commit().await?)
}
