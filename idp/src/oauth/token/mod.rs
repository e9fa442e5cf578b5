//! The token endpoint (RFC 6749 §3.2): who asks, for which grant, in one transaction.

mod authorization_code;
mod client_credentials;
pub(in crate::oauth) mod id_token;
mod pipeline;
mod refresh_token;
mod resource;

pub(in crate::oauth) use pipeline::{TokenError, TokenRequest, exchange};
