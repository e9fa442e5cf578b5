//! `/admin/v1`: what the office's programs ask of accounts and invitations, each with the token of
//! the member of staff for whom they act (contract: words between the servers).
//!
//! Every call: the token is looked up, must be meant for this server and carry the call's scope;
//! the account's present roles must allow the call's action (`shared::claims::Action`); what is
//! grave asks for a sign-in that is minutes old (RFC 9470). What changes something is checked
//! again under the staff book's lock, so that who loses a right meanwhile loses it at once.

mod calls;
mod view;
mod web;

pub use calls::AdminCall;
pub(crate) use calls::CALLS;
pub(crate) use view::{AccountView, view};
pub(crate) use web::routes;
