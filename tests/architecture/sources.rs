//! The sources as text.

use std::path::{Path, PathBuf};

use regex::Regex;

/// The programs that are built of capabilities on floors.
pub(crate) const SERVERS: &[&str] = &["idp", "portal"];

/// One Rust file.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// From the repository's root.
    pub(crate) path: String,
    /// From the crate's `src`.
    pub(crate) inside: String,
    pub(crate) whole: String,
    /// Without comments and without the tests at its foot.
    pub(crate) code: String,
}

impl Source {
    /// `path:line: text` of each line of the code that fits.
    pub(crate) fn lines_with(&self, pattern: &str) -> Vec<String> {
        let pattern = Regex::new(pattern).expect("a pattern");
        let lines = self.code.lines().enumerate();
        lines
            .filter(|(_, line)| pattern.is_match(line))
            .map(|(number, line)| format!("{}:{}: {}", self.path, number + 1, line.trim()))
            .collect()
    }
}

pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("tests lies in the root").to_owned()
}

/// All files below a folder whose name ends so; paths from the repository's root, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = std::fs::read_to_string(&path).expect("a text file");
                let path = path.strip_prefix(root()).expect("below the root");
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The Rust files of a package.
pub(crate) fn sources(package: &str) -> Vec<Source> {
    let src = format!("{package}/src/");
    files(&src, ".rs")
        .into_iter()
        .map(|(path, whole)| Source {
            inside: path[src.len()..].to_owned(),
            code: without_tests_and_comments(&whole),
            path,
            whole,
        })
        .collect()
}

/// Line by line, so that line numbers stay.
fn without_tests_and_comments(whole: &str) -> String {
    let mut code = String::new();
    let mut lines = whole.lines().peekable();
    while let Some(line) = lines.next() {
        let inline_tests = line == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.ends_with('{') && next.contains("mod "));
        if inline_tests {
            break;
        }
        if !line.trim_start().starts_with("//") {
            code.push_str(line);
        }
        code.push('\n');
    }
    code
}
