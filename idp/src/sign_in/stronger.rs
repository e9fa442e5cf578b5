//! One factor was right, but the account is secured by more: only that opens it. What is set up by
//! less than the account has would be a way around it, so nothing is offered to be set up either.

use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;
use crate::upstream::Service;
use crate::{identities, passkeys};

/// What opens the account by itself; at least one of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stronger {
    pub(super) passkey: bool,
    /// Also those that the operator does not offer at present: they still secure the account.
    pub(super) services: Vec<Service>,
}

impl Stronger {
    /// None: the account has nothing of the kind yet.
    pub(super) async fn of(tx: &mut Tx, account: &AccountId) -> Result<Option<Self>, StoreError> {
        let stronger = Self {
            passkey: passkeys::count(tx, account).await? > 0,
            services: identities::strong(tx, account).await?,
        };
        let is_any = stronger.passkey || !stronger.services.is_empty();
        Ok(is_any.then_some(stronger))
    }
}
