//! Who belongs to the staff: the roles of an account. What a role may do stands in
//! `shared::claims`.

mod store;

pub(crate) use store::of;
