//! Four eyes: a deed that the operator's setting names waits until a second person confirms it.
//! Here it is asked for, claimed, decided and forgotten; whoever can do the deed composes it with
//! this (`approval_work`).
//!
//! | who | may |
//! |---|---|
//! | the asker | withdraw, never confirm; what they may not do any more is withdrawn for them |
//! | whom it is about | nothing |
//! | anyone else who is allowed the deed itself | confirm or refuse |

mod ask;
mod decide;
mod model;
mod store;

pub(crate) use ask::{Asked, ask};
pub(crate) use decide::{claim, done, give_back, refuse, withdraw, withdraw_what_is_left};
pub(crate) use model::{Approval, ApprovalId, CodeFor, Deed, Eyes, Outcome, Who};
pub(crate) use store::{export, find, forget, of_asker, open, sweep, waiting};
