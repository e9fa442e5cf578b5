//! Official identities that belong to accounts: one identity, one account; an account has at most
//! one of each service. Never found by e-mail address.

mod model;
mod store;

pub(crate) use model::{Identity, Linked, Vault};
pub(crate) use store::{export, find, link, of_account, proven, strong, unlink, used};
