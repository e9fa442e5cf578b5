//! Accounts and colleagues (S94, S95): find an account and see its state; deactivate it with a
//! reason and reactivate it; invite colleagues, change their roles, let them go. All of it is done
//! at the provider, in the name of whoever does it, and written down on both sides.

mod perform;
mod web;

pub(crate) use perform::{Doer, concerned, perform};
pub(crate) use web::{previews, routes};
