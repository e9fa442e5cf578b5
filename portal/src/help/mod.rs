//! Pages that are only text: help (S145, S146), imprint, privacy, terms, accessibility, easy language,
//! sign language. The texts are Markdown, compiled in; the operator's own take their place
//! (`texts.directory`, `docs/texts.md`).

mod texts;
mod web;

pub(crate) use texts::{built_in, load};
pub(crate) use web::{previews, routes};
