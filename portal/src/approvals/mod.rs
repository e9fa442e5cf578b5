//! Four eyes: a deed that the operator's setting names waits until a second person confirms it.
//! Here it is asked for, claimed, decided and forgotten; whoever can do the deed composes it with
//! this (`approval_work`).
//!
//! | who | may |
//! |---|---|
//! | the asker | withdraw, never confirm |
//! | whom it is about | nothing |
//! | anyone else who is allowed the deed itself | confirm or refuse |

mod ask;
mod decide;
mod model;
mod store;

pub(crate) use ask::ask;
pub(crate) use decide::{claim, done, give_back, refuse, withdraw};
pub(crate) use model::{Approval, ApprovalId, Deed, Eyes, Outcome, Who};
pub(crate) use store::{find, of_asker, open, sweep, waiting};
