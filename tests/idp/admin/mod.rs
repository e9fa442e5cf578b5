//! `/admin/v1`: accounts and invitations, for staff alone.

mod accounts;
mod deactivation;
pub(crate) mod desk;
mod invitations;
mod races;
mod recovery;
mod roles;
mod table;
