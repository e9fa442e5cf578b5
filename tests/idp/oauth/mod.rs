//! The protocol: OAuth 2.0 and OpenID Connect.

mod authorize;
pub(crate) mod flow;
mod jwks;
mod logout;
mod roles;
mod token;
mod userinfo;
