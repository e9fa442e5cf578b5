//! What the portal knows of a person: the provider's subject and what it said of them.

mod model;
mod store;

pub(crate) use model::{Resident, ResidentId};
pub(crate) use store::{
    due, export, find, find_by_email, find_by_sub, forget, leave, seen, set_email, set_locale,
    stay, sub_of, take_due,
};
