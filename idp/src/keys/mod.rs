//! Signing keys: made when first needed, sealed at rest, published as a JWK set (RFC 7517), one
//! after the other.
//!
//! ES256 always, others when an application wants them. A key's id is its thumbprint (RFC 7638).
//! When a key signs stands in its row (`terms.rs`): a process that knows the rows needs nothing
//! else. The private part exists parsed, once, in memory.

mod keyring;
mod make;
mod model;
mod pair;
mod rotate;
mod store;
mod terms;
mod web;

pub(crate) use keyring::{Keyring, Signed};
pub(crate) use make::{KeysError, draw};
pub(crate) use model::{Algorithm, TokenType};
pub(crate) use rotate::{ChangeError, Succession, withdraw};
pub(crate) use terms::{CACHE, LEAD, Stage, Term};
pub(crate) use web::routes;

/// A successor was made: the name in the audit log.
pub(crate) const ROTATED: &str = "keys.rotated";
/// A key was withdrawn: the name in the audit log.
pub(crate) const WITHDRAWN: &str = "keys.withdrawn";
