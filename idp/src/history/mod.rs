//! „Verlauf“ of an account: the audit log as its holder reads it.

mod web;

pub(crate) use web::{previews, routes};
