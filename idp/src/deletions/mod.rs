//! Accounts that are about to be deleted (S89), and those that may not be for now. Everybody who
//! writes here holds the account's lock ([`crate::accounts::lock`]) first: whether an account is
//! kept, held or deleted is decided by one after the other.

mod model;
mod store;

pub(crate) use model::Deletion;
pub(crate) use store::{
    ask, due, export, find, find_by_token, hold, is_due, is_held, keep, release,
};
