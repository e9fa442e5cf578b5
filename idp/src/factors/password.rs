//! Setting and changing the password (S85).
//!
//! Whoever changes one types the current one, also in a fresh session (ASVS 6.2.3): who finds an open
//! browser does not know it. Whoever has none sets one after a fresh sign-in by what there is.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::change::{self, NotNow};
use crate::accounts::Account;
use crate::sessions::{self, Session};
use crate::upstream::Upstreams;
use crate::{endings, passwords};

/// The password is a new one.
#[derive(Debug)]
pub(super) struct NewPassword {
    pub(super) account: Account,
    /// The session's new token.
    pub(super) token: Token,
}

/// Why it is not.
#[derive(Debug, thiserror::Error)]
pub(super) enum PasswordRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// Changed, set or removed since it was looked at.
    #[error("the account has another password by now")]
    Overtaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts `new` in place of `old`, both as hashes; the caller has compared what was typed with `old`.
pub(super) async fn change(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    session: &Session,
    (old, new): (&str, &str),
) -> Result<NewPassword, PasswordRefused> {
    let account = change::hold(tx, now, session).await?;
    if passwords::stored(tx, &account.id).await?.as_deref() != Some(old) {
        return Err(PasswordRefused::Overtaken);
    }
    put(
        tx,
        entropy,
        now,
        (session, account),
        (new, "password.changed"),
    )
    .await
}

/// Gives an account without password the first one.
pub(super) async fn set(
    tx: &mut Tx,
    (entropy, upstreams): (&dyn Entropy, &Upstreams),
    now: Timestamp,
    session: &Session,
    new: &str,
) -> Result<NewPassword, PasswordRefused> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    if ways.password {
        return Err(PasswordRefused::Overtaken);
    }
    put(tx, entropy, now, (session, account), (new, "password.set")).await
}

/// Notes that a wrong current password was typed.
pub(super) async fn failed(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &Account,
) -> Result<(), StoreError> {
    change::note(tx, entropy, now, (account, "password.wrong")).await
}

async fn put(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (session, account): (&Session, Account),
    (phc, event): (&str, &'static str),
) -> Result<NewPassword, PasswordRefused> {
    passwords::set(tx, &account.id, phc, now).await?;
    endings::others(tx, &account.id, &session.sid, now).await?;
    let token = sessions::change_token(tx, entropy, &session.sid).await?;
    change::note(tx, entropy, now, (&account, event)).await?;
    Ok(NewPassword { account, token })
}
