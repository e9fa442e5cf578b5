//! A new factor is set up: what is lost is removed, everything else ends, and the person is in.

use serde_json::json;
use shared::claims::Acr;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::store;
use crate::accounts::{self, Account};
use crate::browsers::Visit;
use crate::passkeys::{self, Passkey, PasskeyId};
use crate::recovery_codes::{self, Kind};
use crate::sessions::{self, Session, Stage};
use crate::sign_in::{self, Entered};
use crate::{audit, endings, recovery_letters, totp};

/// What the account had before this session set up something new.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub(crate) passkeys: Vec<Passkey>,
    /// A second factor by app, which the new factor replaces.
    pub(crate) totp: bool,
}

/// The person is back in.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) account: Account,
    /// The browser's new session.
    pub(crate) entered: Entered,
    /// The passkeys that are gone.
    pub(crate) removed: Vec<Passkey>,
    /// The second factor by app is gone.
    pub(crate) totp: bool,
    /// A letter with a recovery code was stopped.
    pub(crate) letter: bool,
}

/// Whether a new factor has been set up in this session that gets someone back in.
pub(crate) fn is_strong(session: &Session) -> bool {
    session.stage == Stage::Recovering && session.strength.acr != Acr::Password
}

/// What may be lost: everything older than the session, which began anew with the new factor.
pub(crate) async fn own(tx: &mut Tx, session: &Session) -> Result<Own, StoreError> {
    let older = |at: &Timestamp| *at < session.created_at;
    let mut passkeys = passkeys::list(tx, &session.account).await?;
    passkeys.retain(|passkey| older(&passkey.created_at));
    let enrolled_at = totp::enrolled_at(tx, &session.account).await?;
    Ok(Own {
        passkeys,
        totp: enrolled_at.as_ref().is_some_and(older),
    })
}

/// Removes the passkeys named `lost` and a former second factor by app, opens a full session and
/// ends every other with its grants and tokens; `None` when `session` may not.
pub(crate) async fn finish(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (session, visit, lost): (&Session, &Visit, &[PasskeyId]),
) -> Result<Option<Finished>, StoreError> {
    accounts::lock(tx, &session.account, now).await?;
    let account = accounts::find(tx, &session.account).await?;
    let account = account.filter(|account| {
        account.deactivated_at.is_none() && account.sessions_valid_from <= session.created_at
    });
    let Some(account) = account.filter(|_| is_strong(session)) else {
        return Ok(None);
    };
    let own = own(tx, session).await?;
    let mut removed = own.passkeys;
    removed.retain(|passkey| lost.contains(&passkey.id));
    for passkey in &removed {
        passkeys::remove(tx, &account.id, &passkey.id).await?;
        note(tx, entropy, now, (&account, "passkey.removed")).await?;
    }
    if own.totp {
        totp::remove(tx, &account.id).await?;
        note(tx, entropy, now, (&account, "totp.removed")).await?;
    }
    store::forget_proofs(tx, &account.id).await?;
    // What was issued against this loss is not to lie around.
    let letter = recovery_letters::end(tx, entropy, now, &account.id).await?;
    recovery_codes::revoke(tx, &account.id, Kind::Counter, now).await?;
    accounts::signed_in(tx, &account.id, now).await?;
    note(tx, entropy, now, (&account, "recovery.finished")).await?;
    let opening = (Stage::Full, session.strength.clone());
    let (token, new) = sessions::open(tx, entropy, now, &account.id, opening).await?;
    // Relying parties are told which sessions end: told of the whole account, and late, they would
    // end the new one as well.
    endings::others(tx, &account.id, &new.sid, now).await?;
    let entered =
        sign_in::settle(tx, entropy, now, (&account.id, &new.sid), (token, visit)).await?;
    Ok(Some(Finished {
        account,
        entered,
        removed,
        totp: own.totp,
        letter,
    }))
}

async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, name): (&Account, &'static str),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
