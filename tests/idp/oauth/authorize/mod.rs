//! `/oauth/authorize` and `/oauth/authorize/weiter`.

mod interaction;
mod redirect_uri;
mod request;
mod session;
