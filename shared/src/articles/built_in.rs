//! The texts that a server has compiled in, and its pages that show them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rust_embed::Embed;

/// A page of text: its address and its file.
#[derive(Debug, Clone, Copy)]
pub struct Article {
    /// `/hilfe/anmeldung`.
    pub path: &'static str,
    /// `anmeldung`: without the ending, the same in every language.
    pub file: &'static str,
    /// Whether it is written in easy language, as `lang` then says (`de-simple`).
    pub easy: bool,
}

impl Article {
    /// The page at `path` shows `<language>/<file>.md`.
    #[must_use]
    pub const fn new(path: &'static str, file: &'static str) -> Self {
        Self {
            path,
            file,
            easy: false,
        }
    }

    /// The same in easy language.
    #[must_use]
    pub const fn easy(path: &'static str, file: &'static str) -> Self {
        Self {
            path,
            file,
            easy: true,
        }
    }
}

/// All articles of a server with their texts in all languages.
#[derive(Debug, Clone)]
pub struct BuiltIn {
    pub(super) articles: &'static [Article],
    /// By `de/anmeldung.md`.
    pub(super) files: BTreeMap<String, String>,
}

impl BuiltIn {
    /// The texts of an embedded folder (`de/anmeldung.md`).
    #[must_use]
    pub fn embedded<E: Embed>(articles: &'static [Article]) -> Self {
        let read = |path: std::borrow::Cow<'static, str>| {
            let file = E::get(&path)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some((path.into_owned(), text))
        };
        Self {
            articles,
            files: E::iter().filter_map(read).collect(),
        }
    }

    /// The languages in which there are texts.
    #[must_use]
    pub fn languages(&self) -> BTreeSet<String> {
        let paths = self.files.keys();
        let first = paths.filter_map(|path| Some(path.split_once('/')?.0.to_owned()));
        first.collect()
    }

    /// Articles without a text in one of the languages, and texts without an article.
    #[must_use]
    pub fn gaps(&self) -> Vec<String> {
        let languages = self.languages();
        let wanted: BTreeSet<String> = languages
            .iter()
            .flat_map(|it| {
                self.articles
                    .iter()
                    .map(move |Article { file, .. }| format!("{it}/{file}.md"))
            })
            .collect();
        let there: BTreeSet<String> = self.files.keys().cloned().collect();
        wanted.symmetric_difference(&there).cloned().collect()
    }

    /// Writes the texts to `directory`, for an operator who wants to change them; a file that is
    /// there already is left alone and told.
    ///
    /// # Errors
    /// The first file that cannot be written.
    pub fn export(&self, directory: &Path) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
        let mut there = Vec::new();
        for (path, text) in &self.files {
            let file = directory.join(path);
            if file.exists() {
                there.push(file);
                continue;
            }
            let written = || {
                std::fs::create_dir_all(file.parent().unwrap_or(directory))?;
                std::fs::write(&file, text)
            };
            written().map_err(|error| (file.clone(), error))?;
        }
        Ok(there)
    }

    pub(super) fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }
}
