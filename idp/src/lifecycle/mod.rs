//! What the office does with an account: deactivate it (S94), reactivate it (S95), change what a
//! colleague may do. Whoever acts holds the staff book's lock (`roles::lock`) from the first
//! statement on, so that nobody loses a right between the check and the deed; nobody acts on
//! their own account, and the last lead stays.

mod assign;
mod deactivate;
mod reactivate;
mod tell;

use shared::claims::Role;
use shared::db::{StoreError, Tx};

pub(crate) use assign::assign;
pub(crate) use deactivate::deactivate;
pub(crate) use reactivate::reactivate;
pub(crate) use tell::{Told, tell};

use crate::accounts::{self, Account, AccountId};
use crate::roles::{self, Actor};

/// The longest reason for a deactivation, in characters.
pub(crate) const LONGEST_REASON: usize = 500;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeedError {
    #[error("there is no such account")]
    Unknown,
    #[error("nobody acts on their own account")]
    OwnAccount,
    #[error("the last lead stays")]
    LastLead,
    #[error("a role stands above one's own")]
    AboveOwnRole,
    #[error("roles come by invitation")]
    NotStaff,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The account that `actor` may act on, with its roles.
async fn target(
    tx: &mut Tx,
    actor: Actor<'_>,
    id: &AccountId,
) -> Result<(Account, Vec<Role>), DeedError> {
    if actor.is(id) {
        return Err(DeedError::OwnAccount);
    }
    let account = accounts::find(tx, id).await?.ok_or(DeedError::Unknown)?;
    let roles = roles::of(tx, id).await?;
    if !actor.may_grant(&roles) {
        return Err(DeedError::AboveOwnRole);
    }
    Ok((account, roles))
}

/// Refuses when the account is the only active lead there is.
async fn refuse_last_lead(tx: &mut Tx, account: &Account, roles: &[Role]) -> Result<(), DeedError> {
    let leads = roles.contains(&Role::Lead) && account.deactivated_at.is_none();
    if leads && roles::active_leads(tx, &account.id).await? == 0 {
        return Err(DeedError::LastLead);
    }
    Ok(())
}
