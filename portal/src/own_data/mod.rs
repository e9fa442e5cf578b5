//! What a person may do with everything that the portal keeps about them: take it along (Art. 15,
//! 20 GDPR) and have it deleted (Art. 17). The office's file is not theirs to delete (§ 84 SGB X):
//! the pages say so.
//!
//! Who wants their data gone may change their mind until a date, since a new profile takes a letter:
//! a sign-in then opens nothing but that. Afterwards a job removes it. [`gather`] and [`forget`] name
//! every capability that keeps something; `tests/architecture/own_data.rs` finds the table that
//! neither reaches.

mod forget;
mod gather;
mod keep;
mod leave;
mod remove;
mod web;

pub(crate) use remove::{Means, remove, remove_due};
pub(crate) use web::{previews, routes};
