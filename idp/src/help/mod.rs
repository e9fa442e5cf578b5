//! Pages that are only text: help with signing in (S22, S40, S41, S47), the terms and the privacy
//! statement that people agree to (S31, S32), imprint, accessibility.

mod web;

pub(crate) use web::{previews, routes};
