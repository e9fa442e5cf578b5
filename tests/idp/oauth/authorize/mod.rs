//! `/oauth/authorize` and `/oauth/authorize/weiter`.

mod interaction;
mod level;
mod redirect_uri;
mod request;
mod session;
