//! Trying a code, in three steps: [`attempt`] counts the try, the caller compares
//! [`Code::secret`] with [`Candidate::phc`] (a dummy where there is none), [`redeem`] uses the
//! code up.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::{Code, Kind, store};
use crate::accounts::AccountId;

/// The code of that name, whose secret is still to be compared.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(super) id: String,
    /// The hash of its secret.
    pub(crate) phc: String,
}

/// Counts a try of the account's code of this name, if there is one that is good and has been
/// tried less than five times. Commit before comparing, so that tries at the same time count.
pub(crate) async fn attempt(
    tx: &mut Tx,
    now: Timestamp,
    account: &AccountId,
    code: &Code,
) -> Result<Option<Candidate>, StoreError> {
    store::attempt(tx, account, &code.name(), now).await
}

/// Uses the code up; of what kind it was, if it was still good. Of two at the same time one wins.
pub(crate) async fn redeem(
    tx: &mut Tx,
    now: Timestamp,
    account: &AccountId,
    candidate: &Candidate,
) -> Result<Option<Kind>, StoreError> {
    store::redeem(tx, account, candidate, now).await
}
