//! A customer changes the address that the office has on record (S91, requirements 1.22): on the page
//! „Profil bearbeiten“ or through an application. Only who has proven their identity at the level
//! `substantial` may. An organisation's address is what its register says.

mod change;
mod draft;
mod model;
mod store;
mod web;

pub(crate) use change::{Author, ChangeError, Changed, NEEDED, change};
pub(crate) use draft::sweep;
pub(crate) use model::{Fault, Fields, Mistake};
pub(crate) use web::{previews, routes, tell};
