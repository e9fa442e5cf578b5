//! The person: an account and its confirmed e-mail address, which is the user name (S27).

mod model;
mod store;

pub(crate) use model::{Account, AccountId, EmailAddress};
pub(crate) use store::{
    change_email, create, deactivate, end_sessions, export, find, find_by_email, find_by_handle,
    forget, is_taken, lock, reactivate, restore_email, signed_in, sweep,
};
