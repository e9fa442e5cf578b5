//! Taking a way in away, never the last one.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::change::{self, NotNow};
use super::ways::Ways;
use crate::accounts::Account;
use crate::passkeys::{self, Passkey, PasskeyId};
use crate::sessions::Session;
use crate::upstream::Upstreams;
use crate::{endings, passwords, totp};

/// Why nothing was removed.
#[derive(Debug, thiserror::Error)]
pub(super) enum RemoveError {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error("it is the last way in")]
    LastWayIn,
    #[error("the account does not have it")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Removes a passkey; who is signed in elsewhere has to sign in again, because the one who has
/// the lost device may be.
pub(super) async fn passkey(
    tx: &mut Tx,
    (entropy, upstreams): (&dyn Entropy, &Upstreams),
    now: Timestamp,
    session: &Session,
    id: &PasskeyId,
) -> Result<(Account, Passkey), RemoveError> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    let passkey = passkeys::find(tx, &account.id, id).await?;
    let passkey = passkey.ok_or(RemoveError::Unknown)?;
    if !ways.may_remove_passkey() {
        return Err(RemoveError::LastWayIn);
    }
    passkeys::remove(tx, &account.id, id).await?;
    endings::others(tx, &account.id, &session.sid, now).await?;
    change::note(tx, entropy, now, (&account, "passkey.removed")).await?;
    Ok((account, passkey))
}

/// Removes the password: passkeys are the only way in then (S65).
pub(super) async fn password(
    tx: &mut Tx,
    (entropy, upstreams): (&dyn Entropy, &Upstreams),
    now: Timestamp,
    session: &Session,
) -> Result<Account, RemoveError> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    if !ways.password {
        return Err(RemoveError::Unknown);
    }
    if !ways.may_remove_password() {
        return Err(RemoveError::LastWayIn);
    }
    passwords::remove(tx, &account.id).await?;
    endings::others(tx, &account.id, &session.sid, now).await?;
    change::note(tx, entropy, now, (&account, "password.removed")).await?;
    Ok(account)
}

/// Removes the second factor and the password with it, which would open nothing any more (S65).
pub(super) async fn totp(
    tx: &mut Tx,
    (entropy, upstreams): (&dyn Entropy, &Upstreams),
    now: Timestamp,
    session: &Session,
) -> Result<(Account, Ways), RemoveError> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    if ways.totp.is_none() {
        return Err(RemoveError::Unknown);
    }
    if !ways.may_remove_totp() {
        return Err(RemoveError::LastWayIn);
    }
    totp::remove(tx, &account.id).await?;
    if passwords::remove(tx, &account.id).await? {
        change::note(tx, entropy, now, (&account, "password.removed")).await?;
    }
    endings::others(tx, &account.id, &session.sid, now).await?;
    change::note(tx, entropy, now, (&account, "totp.removed")).await?;
    Ok((account, ways))
}
