//! Applications: those of the operator's files (`settings.clients.directory`, one file each, kept
//! in the database when they are applied) and those that registered themselves.
//!
//! A client proves itself (RFC 6749 §2.3, RFC 7523) in two steps: [`prove`] looks at what it
//! presents, outside any transaction because a key may have to be fetched; [`spend`] makes the
//! assertion single use inside the transaction of the exchange.

mod assertion;
mod authenticate;
mod effects;
mod file;
mod guard;
mod known;
mod load;
mod model;
mod others;
mod outlets;
mod plan;
mod redirect_uri;
mod registered;
mod remote_keys;
pub(crate) mod request_object;
mod signed;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use assertion::ALGORITHMS as ASSERTION_ALGORITHMS;
pub(crate) use authenticate::{AuthenticateError, Presented, Proven, prove, spend};
pub(crate) use file::Method;
pub(crate) use known::Clients;
pub(crate) use load::{Filed, load};
pub(crate) use model::{
    About, Client, ClientAuth, ClientId, GrantType, Policy, Shown, Subjects, TokenFormat,
};
pub(crate) use outlets::Outlets;
pub(crate) use plan::{Change, Kind, apply, plan};
pub(crate) use redirect_uri::RedirectUri;
pub(crate) use registered::{Kept, Metadata, Registered, Rights, SubjectType, sector};
pub(crate) use store::{Logo, Page, logo, page, sweep};
