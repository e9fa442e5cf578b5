//! Whoever of the staff reads a case, or looks for one, leaves an entry in the log.

mod look;
mod search;
mod store;

pub(crate) use look::look;
pub(crate) use search::{may_search, searched};
pub(crate) use store::forget;

use shared::clock::{Entropy, Timestamp};

use crate::residents::ResidentId;

/// Who reads, at one instant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) now: Timestamp,
    pub(crate) staff: &'a ResidentId,
}
