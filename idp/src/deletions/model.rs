use shared::clock::Timestamp;

use crate::accounts::AccountId;

/// An account that is about to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deletion {
    pub(crate) account: AccountId,
    pub(crate) asked_at: Timestamp,
    /// From when on it may be gone at any moment.
    pub(crate) due_at: Timestamp,
}
