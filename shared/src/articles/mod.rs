//! Pages that are only text: Markdown that a server has compiled in, and the operator's own files in
//! its place (`texts.directory`, `docs/texts.md`). Read once, at the start; whatever is wrong is
//! told with file and line, as [`settings`](crate::settings) tells it.
//!
//! What this is not: it knows no page of either server, and it writes no HTML. A [`Text`] is data that
//! the template `article.html` shows.

mod built_in;
mod markdown;
mod model;
mod own;
mod texts;

pub use built_in::{Article, BuiltIn};
pub use model::{Text, Values};
pub use texts::Texts;
