//! `/oauth/authorize` and `/oauth/authorize/weiter`.

mod form_post;
mod interaction;
mod legacy;
mod level;
mod redirect_uri;
mod request;
mod request_object;
mod session;
