//! How staff get their roles: an invitation by e-mail for one address, good for seven days and
//! once. Roles are granted when it is accepted, by who holds the address: a new person chooses a
//! password here, one who has an account signs in. The first member is invited by the settings.

mod accept;
mod first;
mod invite;
mod letter;
mod model;
mod store;
mod web;

pub(crate) use accept::{AcceptError, Accepted, Look, NewMember, accept, accept_as_new, look};
pub(crate) use first::{FirstError, invite_first};
pub(crate) use invite::{InviteError, Wanted, WithdrawError, invite, withdraw, withdraw_of};
pub(crate) use letter::mail;
pub(crate) use model::{Invitation, InvitationId};
pub(crate) use store::{export, forget, open, sweep};
pub(crate) use web::{previews, routes};
