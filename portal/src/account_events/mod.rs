//! What becomes of accounts at the provider, by its word (`OpenID` RISC Profile 1.0, pushed as
//! RFC 8935 says): who is no more there is forgotten here.

mod receive;
mod store;
mod web;

pub(crate) use store::sweep;
pub(crate) use web::routes;
