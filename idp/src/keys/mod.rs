//! Signing keys: made at first start, sealed at rest, published as a JWK set (RFC 7517).
//!
//! ES256 only (RFC 7518 §3.4). A key's id is its thumbprint (RFC 7638). The private part exists
//! parsed, once, in memory: `jsonwebtoken::encode` would parse it again for every token, so
//! signing goes to aws-lc directly and `jsonwebtoken` reads what others signed.

mod keyring;
mod model;
mod open;
mod store;
mod web;

pub(crate) use keyring::Keyring;
pub(crate) use model::{SigningKey, TokenType};
pub(crate) use open::{KeysError, open};
pub(crate) use web::routes;
