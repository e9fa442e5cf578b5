//! Tells applications what became of an account that they know (`OpenID` RISC Profile 1.0): security
//! event tokens (RFC 8417), pushed (RFC 8935) from an outbox, with patience, and never in the
//! person's way. Only an application that names `account_events_uri` is told.

mod announce;
mod crier;
mod store;

pub(crate) use announce::{Acquaintances, announce};
pub(crate) use crier::Crier;
