//! What the audit logs of both servers have in common: who and from where, and the chain that
//! shows whether an entry was changed or removed (`docs/audit.md`).
//!
//! Promises: what is kept of a person stands in one JSON text, [`Personal`], which the chain knows
//! only as a salted hash, so that it can be forgotten; of an address on the network no more is kept
//! than says roughly where a request came from.
//! What this is not: a table. Each server keeps its own entries (`docs/decisions/0005`).

mod chain;
mod entry;
mod heads;
mod line;
mod origin;
mod report;
mod show;
mod verify;

pub use chain::{Chain, Head, Link, Seal, personal_hash};
pub use entry::{By, Entry, Personal, Place, Who};
pub use heads::{HeadFile, HeadFileError};
pub use line::{Course, Line, event_key};
pub use origin::{from, origin, shortened};
pub use report::{Fault, Report};
pub use verify::{Verifier, ranges};

/// The name of the entry that says which entries were forgotten. It is never forgotten itself.
pub const FORGOTTEN: &str = "audit.forgotten";
