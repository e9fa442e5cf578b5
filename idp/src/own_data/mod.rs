//! What a person may do with everything that is kept about them: take it along (Art. 15, 20 GDPR)
//! and have it deleted (Art. 17, S89).
//!
//! Who wants the account gone loses every way in at once and may change their mind until a date:
//! a sign-in then opens nothing but that. Afterwards a job removes it. [`gather`] and [`forget`]
//! name every capability that keeps something; `tests/architecture/own_data.rs` finds the table
//! that neither reaches.

mod forget;
mod gather;
mod hold;
mod keep;
mod leave;
mod remove;
mod web;

pub(crate) use hold::{hold, release};
pub(crate) use remove::remove;
pub(crate) use web::{previews, routes};

pub(crate) use crate::deletions::due;
