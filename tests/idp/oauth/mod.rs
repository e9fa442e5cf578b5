//! The protocol: OAuth 2.0 and OpenID Connect.

mod authorize;
mod bad_input;
mod basics;
mod consent;
pub(crate) mod flow;
mod introspect;
mod jwks;
mod keys;
mod logout;
mod pairwise;
mod registration;
mod revoke;
mod roles;
mod standard;
mod token;
mod userinfo;
mod verified;
