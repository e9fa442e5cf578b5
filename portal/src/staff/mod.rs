//! The first page of the office's side: what waits, and the way to each area.

mod web;

pub(crate) use web::{previews, routes};
