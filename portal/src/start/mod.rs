//! The public start page (S17): who is right here, and the one way in.

mod web;

pub(crate) use web::{previews, routes};
