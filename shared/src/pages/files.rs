//! The files pages are made of: templates, translations and assets, embedded in the binary
//! (read from disk in a debug build), the server's own on top of the shared ones.

use std::collections::BTreeMap;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "."]
#[include = "templates/*"]
#[include = "translations/*"]
#[include = "assets/*"]
struct Shared;

/// A set of files by path (`templates/…`, `translations/<lang>/…`, `assets/…`).
#[derive(Debug, Clone, Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The files of a server's own embedded folder.
    #[must_use]
    pub fn embedded<E: Embed>() -> Self {
        let read = |path: std::borrow::Cow<'static, str>| {
            let file = E::get(&path)?;
            Some((path.into_owned(), file.data.into_owned()))
        };
        Self(E::iter().filter_map(read).collect())
    }

    /// Adds one file (tests, generated files).
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), text.into());
        self
    }

    pub(super) fn shared() -> Self {
        Self::embedded::<Shared>()
    }

    /// Everything under `folder`, with the path inside it.
    pub(super) fn under<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.0
            .iter()
            .filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, bytes.as_slice())))
    }
}
