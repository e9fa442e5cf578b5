//! Signing in at the identity provider: from here to there and back. What waits for an answer is
//! bound to the browser that began and counts once (RFC 9700 §2.1, §4.7; RFC 9207).

mod begin;
mod finish;
mod model;
mod store;
mod web;

pub(crate) use model::OwnPath;
pub(crate) use store::sweep;
pub(crate) use web::{previews, routes};
