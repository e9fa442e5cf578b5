//! Registered applications: read from `settings.clients.directory`, one file each, at start.
//!
//! A client proves itself (RFC 6749 §2.3, RFC 7523) in two steps: [`prove`] looks at what it
//! presents, outside any transaction because a key may have to be fetched; [`spend`] makes the
//! assertion single use inside the transaction of the exchange.

mod assertion;
mod authenticate;
mod file;
mod known;
mod load;
mod model;
mod others;
mod redirect_uri;
mod remote_keys;
pub(crate) mod request_object;
mod signed;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use authenticate::{AuthenticateError, Presented, Proven, prove, spend};
pub(crate) use known::Clients;
pub(crate) use load::load;
pub(crate) use model::{
    About, Client, ClientAuth, ClientId, GrantType, Policy, Subjects, TokenFormat,
};
pub(crate) use redirect_uri::RedirectUri;
pub(crate) use remote_keys::outgoing;
pub(crate) use store::sweep;
