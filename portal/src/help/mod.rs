//! Pages that are only text: help, imprint, privacy, accessibility, easy language, sign language.

mod web;

pub(crate) use web::{previews, routes};
