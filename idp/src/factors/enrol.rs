//! Setting up a passkey or the second factor.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::change::{self, NotNow};
use crate::accounts::Account;
use crate::browsers::Visit;
use crate::passkeys::{self, EnrolError, Owner, PasskeyName, RelyingParty};
use crate::sessions::{Session, Strength};
use crate::sign_in::Entered;
use crate::totp::{self, Code, ConfirmError, Holder, Vault};
use crate::upstream::Upstreams;

/// Something has been set up.
#[derive(Debug)]
pub(super) struct Secured {
    pub(super) account: Account,
    /// The browser's new session, if it gets one.
    pub(super) entered: Option<Entered>,
    /// Something else was there before.
    pub(super) replaced: bool,
}

/// Why no passkey was set up.
#[derive(Debug, thiserror::Error)]
pub(super) enum PasskeyRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error(transparent)]
    Rejected(#[from] EnrolError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why no second factor was set up.
#[derive(Debug, thiserror::Error)]
pub(super) enum TotpRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error("without a password there is nothing for a second factor to add to")]
    NoPassword,
    #[error(transparent)]
    Unconfirmed(#[from] ConfirmError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets up the passkey that `answer` tells of.
pub(super) async fn passkey(
    tx: &mut Tx,
    (party, entropy): (&RelyingParty, &dyn Entropy),
    upstreams: &Upstreams,
    now: Timestamp,
    (session, visit): (&Session, &Visit),
    made: (
        &PasskeyRegistration,
        &RegisterPublicKeyCredential,
        &PasskeyName,
    ),
) -> Result<Secured, PasskeyRefused> {
    let (account, _) = change::permit(tx, upstreams, now, session).await?;
    let owner = Owner {
        account: &account,
        session: session.sid.as_str(),
    };
    let enrolled = passkeys::enrol(tx, (party, entropy), now, owner, made).await?;
    let strength = Strength::passkey(now, enrolled.synced);
    let entered = change::strengthen(tx, entropy, now, (session, visit), strength).await?;
    change::note(tx, entropy, now, (&account, "passkey.added")).await?;
    Ok(Secured {
        account,
        entered,
        replaced: false,
    })
}

/// Makes the shown seed the account's second factor if `code` is made from it. A former one is
/// replaced.
pub(super) async fn totp(
    tx: &mut Tx,
    vault: Vault<'_>,
    upstreams: &Upstreams,
    now: Timestamp,
    (session, visit): (&Session, &Visit),
    code: &Code,
) -> Result<Secured, TotpRefused> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    if !ways.password && ways.identities == 0 {
        return Err(TotpRefused::NoPassword);
    }
    let holder = Holder {
        account: &account.id,
        session: session.sid.as_str(),
    };
    let confirmed = totp::confirm(tx, vault.sealing, now, holder, code).await?;
    let strength = Strength::password_and_totp(now);
    let entered = change::strengthen(tx, vault.entropy, now, (session, visit), strength).await?;
    let event = if confirmed.replaced {
        "totp.replaced"
    } else {
        "totp.added"
    };
    change::note(tx, vault.entropy, now, (&account, event)).await?;
    Ok(Secured {
        account,
        entered,
        replaced: confirmed.replaced,
    })
}
