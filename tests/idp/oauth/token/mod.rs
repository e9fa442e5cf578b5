//! `POST /oauth/token`.

mod authorization_code;
pub(crate) mod client;
mod client_credentials;
mod parallel;
mod refresh_token;
mod resource;
