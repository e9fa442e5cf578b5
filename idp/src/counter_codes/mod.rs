//! A recovery code at the counter, for who has lost the second factor and gets no letter. Always two
//! members of the staff are on record (NIST SP 800-63B-4 §4.2.1.1 with §4.2.3): the one who has seen
//! how the person proved who they are, and another one who approves. Neither may be the person. The
//! code is shown to the second once, is good for a day, and with the first proof alone.

mod approve;
mod ask;
mod store;

pub(crate) use approve::{Approved, approve};
pub(crate) use ask::{Asked, ask};
pub(crate) use store::{forget, sweep};

use shared::db::StoreError;

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CounterError {
    #[error("there is no such account or request, or the request is over")]
    Unknown,
    #[error("nobody acts on their own account")]
    OwnAccount,
    #[error("whoever asked does not approve")]
    SamePerson,
    /// What is deactivated is reactivated first (S94).
    #[error("the account is deactivated")]
    Deactivated,
    #[error(transparent)]
    Store(#[from] StoreError),
}
