//! How applications come to be known here: by the operator's files, which [`apply`] makes the
//! truth, or by registering themselves (RFC 7591, OpenID Connect Dynamic Client Registration 1.0)
//! and looking after that themselves (RFC 7592).
//!
//! Who registers gets no more than the rights of the invitation, or those that the settings leave
//! to everybody: it is a third party, its access tokens are random texts, people are always asked,
//! and what it names is fetched through a guard. Whatever else it says is dropped.

mod apply;
mod end;
mod fetch;
mod invite;
mod manage;
mod model;
mod read;
mod register;
mod store;
mod texts;
mod web;

pub(crate) use apply::apply;
pub(crate) use invite::{Invite, invite, open, uninvite};
pub(crate) use store::sweep;
pub(crate) use web::routes;
