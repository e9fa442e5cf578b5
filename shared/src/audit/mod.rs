//! What the audit logs of both servers have in common: who and from where.
//!
//! Promises: what is kept of a person stands in one JSON text, [`Personal`]; of an address on the
//! network no more is kept than says roughly where a request came from.
//! What this is not: a table. Each server keeps its own entries.

mod entry;
mod origin;

pub use entry::{By, Personal, Who};
pub use origin::{from, origin, shortened};
