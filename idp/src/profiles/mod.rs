//! What an account says of its person beside its address: the standard claims of OpenID Connect
//! (Core §5.1), told to applications and used for nothing here.
//!
//! One row a person: [`find`] tells all that is kept, and it goes with the account.

mod model;
mod names;
mod store;
mod values;

pub(crate) use model::{InvalidProfile, Profile};
pub(crate) use names::{STANDARD, scope_of};
pub(crate) use store::{export, find, set};
