//! The addresses of a server: input of the tests that must not forget one. The portal has a
//! table of them; the provider's are read from its sources.

use std::path::{Path, PathBuf};

use regex::Regex;

/// An address that the server answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// As in the source: `/konto/passkeys/{id}`.
    pub path: String,
    /// Upper case, sorted: `GET`, `POST`.
    pub methods: Vec<String>,
    /// Where it is written, from the repository's root.
    pub file: String,
}

/// All addresses of `idp` or `portal`, sorted; those of tests at the foot of a file excepted.
///
/// # Panics
/// When the sources cannot be read.
#[must_use]
pub fn of(server: &str) -> Vec<Route> {
    if server == "portal" {
        return of_portal();
    }
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.parent().expect("tests lies in the root");
    let mut routes = Vec::new();
    let mut folders = vec![root.join(server).join("src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("the sources are there");
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                routes.extend(in_file(root, &path));
            }
        }
    }
    routes.sort();
    routes
}

fn of_portal() -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    for entry in portal::route_table() {
        let method = entry.method.to_owned();
        match routes.iter_mut().find(|route| route.path == entry.path) {
            Some(route) => route.methods.push(method),
            None => routes.push(Route {
                path: entry.path.to_owned(),
                methods: vec![method],
                file: "portal".to_owned(),
            }),
        }
    }
    routes.sort();
    routes
}

fn in_file(root: &Path, path: &PathBuf) -> Vec<Route> {
    let text = std::fs::read_to_string(path).expect("a text file");
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let start = Regex::new(r#"\.route\(\s*"([^"]+)","#).expect("a pattern");
    let method = Regex::new(r"\b(get|post|put|delete|patch)\(").expect("a pattern");
    let file = path.strip_prefix(root).unwrap_or(path);
    start
        .captures_iter(code)
        .map(|hit| {
            let rest = &code[hit.get(0).expect("a hit").end()..];
            let mut methods: Vec<String> = method
                .captures_iter(argument(rest))
                .map(|name| name[1].to_uppercase())
                .collect();
            methods.sort();
            methods.dedup();
            Route {
                path: hit[1].to_owned(),
                methods,
                file: file.to_string_lossy().into_owned(),
            }
        })
        .collect()
}

/// Up to the bracket that closes `.route(`.
fn argument(rest: &str) -> &str {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return &rest[..at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    rest
}
