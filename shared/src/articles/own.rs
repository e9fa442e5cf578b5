//! The operator's files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::BuiltIn;
use crate::settings::{Fault, Origin};

/// What stands in `directory`, by `de/anmeldung.md`; a file that would never be shown is a fault.
pub(super) fn files(
    directory: &Path,
    built_in: &BuiltIn,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, (PathBuf, String)> {
    let mut own = BTreeMap::new();
    let mut refuse = |file: &Path, reason: String| {
        faults.push(Fault {
            origin: Origin::File(file.display().to_string()),
            key: String::new(),
            reason,
        });
    };
    let languages = built_in.languages();
    for language in entries(directory, &mut refuse) {
        let code = name(&language);
        if !language.is_dir() || code.starts_with('.') {
            continue;
        }
        if !languages.contains(&code) {
            let known: Vec<_> = languages.iter().map(String::as_str).collect();
            refuse(
                &language,
                format!("there are texts in {} alone", known.join(", ")),
            );
            continue;
        }
        for file in entries(&language, &mut refuse) {
            let Some(stem) = name(&file).strip_suffix(".md").map(str::to_owned) else {
                continue;
            };
            let mut articles = built_in.articles.iter();
            if !articles.any(|article| article.file == stem) {
                let known = built_in.articles.iter().map(|article| article.file);
                let known: Vec<_> = known.collect();
                refuse(
                    &file,
                    format!("there is no such page; there are {}", known.join(", ")),
                );
                continue;
            }
            match std::fs::read_to_string(&file) {
                Ok(text) => {
                    own.insert(format!("{code}/{stem}.md"), (file, text));
                }
                Err(error) => refuse(&file, error.to_string()),
            }
        }
    }
    own
}

fn entries(directory: &Path, refuse: &mut impl FnMut(&Path, String)) -> Vec<PathBuf> {
    let read = || {
        std::fs::read_dir(directory)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let read: Result<Vec<PathBuf>, std::io::Error> = read();
    read.unwrap_or_else(|error| {
        refuse(directory, error.to_string());
        Vec::new()
    })
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
