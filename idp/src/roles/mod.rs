//! Who belongs to the staff: the roles of an account. What a role may do stands in
//! `shared::claims`.

mod actor;
mod store;

pub(crate) use actor::Actor;
pub(crate) use store::{
    active_leads, claim_first_invitation, export, forget, grant, is_anybody_staff, lock, of, staff,
    withdraw,
};
