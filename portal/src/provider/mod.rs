//! What the portal knows of the identity provider: its metadata (OpenID Connect Discovery) and
//! its keys, fetched when they are first needed, kept for ten minutes, and tried again after a
//! failure. The portal starts and lives without the provider.

mod discover;
mod http;
mod verify;

pub(crate) use discover::{Away, Known, Provider};
pub(crate) use http::{Http, HttpFault};
pub(crate) use verify::{Claims, JwtFault, is_only_audience, read};
