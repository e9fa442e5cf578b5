//! Pages that are only text: help with signing in and with finding the right account (S22, S40, S41,
//! S47), the terms and the privacy statement that people agree to (S31, S32), imprint,
//! accessibility. The texts are Markdown, compiled in; the operator's own take their place
//! (`texts.directory`, `docs/texts.md`).

mod texts;
mod web;

pub(crate) use texts::{built_in, load};
pub(crate) use web::{previews, routes};
