//! The person: an account and its confirmed e-mail address, which is the user name (S27).

mod model;
mod store;

pub(crate) use model::{Account, AccountId, EmailAddress};
pub(crate) use store::{
    create, deactivate, end_sessions, find, find_by_email, find_by_handle, lock, reactivate,
    signed_in,
};
