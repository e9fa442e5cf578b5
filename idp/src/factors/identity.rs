//! Linking an account with an official identity, and undoing it. Both sides are proven in the same
//! browser within five minutes: the identity there, the account here with more than a password.

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;

use super::change::{self, NotNow};
use crate::accounts::Account;
use crate::browsers::Visit;
use crate::endings;
use crate::federation::{self, Pending};
use crate::identities::{self, Linked, Vault};
use crate::sessions::{Assurance, Factors, Session, Strength};
use crate::sign_in::Entered;
use crate::upstream::{Service, Upstreams};

/// How long a proven identity may wait for the account's own proof.
const TOGETHER: Duration = Duration::from_mins(5);

/// The account has the identity.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) account: Account,
    /// The browser's new session, if it gets one.
    pub(super) entered: Option<Entered>,
    /// Whether it is new.
    pub(super) made: bool,
}

/// Why it was not linked.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The identity was proven too long ago, or names nobody for good.
    #[error("the identity must be proven again")]
    ProveAgain,
    #[error("the identity belongs to another account")]
    Taken,
    #[error("the account has another identity of this service")]
    HasAnother,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives the identity that was proven in this browser to the session's account. If it is the
/// account's already, what was proven now counts: two factors there make a weak one strong.
pub(super) async fn link(
    tx: &mut Tx,
    (vault, upstreams): (Vault<'_>, &Upstreams),
    now: Timestamp,
    (session, visit): (&Session, &Visit),
    (visitor, pending): (&TokenHash, &Pending),
) -> Result<Connected, LinkRefused> {
    let (account, _) = change::permit(tx, upstreams, now, session).await?;
    let proven = &pending.proven;
    let subject = proven.subject.as_deref().ok_or(LinkRefused::ProveAgain)?;
    let together = pending.proven_at + TOGETHER >= now;
    if !together || !federation::drop_pending(tx, visitor).await? {
        return Err(LinkRefused::ProveAgain);
    }
    let times = (now, pending.proven_at);
    let made = match identities::link(tx, vault, times, &account.id, (proven, subject)).await? {
        Linked::Taken => return Err(LinkRefused::Taken),
        Linked::HasAnother => return Err(LinkRefused::HasAnother),
        Linked::Already => {
            identities::used(tx, vault, pending.proven_at, &account.id, proven).await?;
            false
        }
        Linked::Made => true,
    };
    let mut entered = None;
    if proven.means.second_factor {
        let mut strength = Strength::upstream(now, proven.service, Factors::Two);
        strength.assurance = proven.means.level.map(|level| Assurance {
            service: proven.service,
            level,
            at: pending.proven_at,
        });
        entered = change::strengthen(tx, vault.entropy, now, (session, visit), strength).await?;
    } else {
        endings::others(tx, &account.id, &session.sid, now).await?;
    }
    let name = if made {
        "identity.linked"
    } else {
        "identity.proven"
    };
    change::note(tx, vault.entropy, now, (&account, name)).await?;
    Ok(Connected {
        account,
        entered,
        made,
    })
}

/// Why it was not unlinked.
#[derive(Debug, thiserror::Error)]
pub(super) enum UnlinkRefused {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    #[error("it is the last way in")]
    LastWayIn,
    #[error("the account does not have it")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the identity away from the account, unless it is the last way in (S86).
pub(super) async fn unlink(
    tx: &mut Tx,
    (vault, upstreams): (Vault<'_>, &Upstreams),
    now: Timestamp,
    session: &Session,
    service: Service,
) -> Result<Account, UnlinkRefused> {
    let (account, ways) = change::permit(tx, upstreams, now, session).await?;
    let all = identities::of_account(tx, &account.id).await?;
    let theirs = all.iter().find(|identity| identity.service == service);
    let theirs = theirs.ok_or(UnlinkRefused::Unknown)?;
    if !ways.may_remove(theirs, upstreams) {
        return Err(UnlinkRefused::LastWayIn);
    }
    identities::unlink(tx, &account.id, service).await?;
    endings::others(tx, &account.id, &session.sid, now).await?;
    change::note(tx, vault.entropy, now, (&account, "identity.unlinked")).await?;
    Ok(account)
}
