//! What secures an account (S44–S48, S59–S73, S88): setting up, changing and removing passkeys
//! and the second factor.
//!
//! Whoever changes a way in holds the account's lock from the first statement on, so that no two
//! changes see the same state. The last way in is never removed, and a password without a second
//! factor is no way in.

mod change;
mod enrol;
mod identity;
mod password;
mod remove;
mod ways;
mod web;

pub(crate) use change::{NotNow, is_fresh, permitted};
pub(crate) use web::{again, previews, routes, sign_in_first};
