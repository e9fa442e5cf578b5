//! One rule, one file. Each reads the raw parameters and gives a typed value or the fault that
//! the client is told.

pub(super) mod acr_values;
pub(super) mod claims;
pub(super) mod client;
pub(super) mod id_token_hint;
pub(super) mod max_age;
pub(super) mod nonce;
pub(super) mod pkce;
pub(super) mod prompt;
pub(super) mod redirect_uri;
pub(super) mod repeated;
pub(super) mod request_object;
pub(super) mod resource;
pub(super) mod response_mode;
pub(super) mod response_type;
pub(super) mod scope;
pub(super) mod state;
pub(super) mod ui_locales;
