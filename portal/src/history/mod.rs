//! The audit log as people read it: „Verlauf“ for whom it is about (S107), „Prüfprotokoll“ for the
//! auditor.

mod own;
mod protocol;
mod web;

pub(crate) use web::{previews, routes};
