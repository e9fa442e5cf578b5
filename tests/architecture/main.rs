//! The house rules that the compiler does not check. Every message says what to do.

mod attacks;
mod floors;
mod outside;
mod own_data;
mod pages;
mod roles;
mod routes;
mod sources;

use sources::{SERVERS, Source, sources};

/// Fails with all findings at once.
#[track_caller]
pub(crate) fn none(findings: &[String], remedy: &str) {
    assert!(
        findings.is_empty(),
        "{} found:\n  {}\nWhat to do: {remedy}",
        findings.len(),
        findings.join("\n  ")
    );
}

#[test]
fn nothing_is_exported_by_a_star() {
    let stars: Vec<String> = SERVERS
        .iter()
        .chain(["shared", "deploy/demo", "portal/letters"].iter())
        .flat_map(|part| sources(part))
        .flat_map(|source| source.lines_with(r"^\s*pub(\([^)]*\))? use .*::\*;"))
        .collect();
    none(
        &stars,
        "name what is exported, so that a reader finds where it comes from",
    );
}

#[test]
fn files_stay_short_enough_to_be_read() {
    let long: Vec<String> = SERVERS
        .iter()
        .chain(["shared", "deploy/demo"].iter())
        .flat_map(|part| sources(part))
        .map(|source: Source| (source.code.lines().count(), source.path))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("{path}: {lines} lines without its tests"))
        .collect();
    none(&long, "split the file where its module doc says \"and\"");
}

#[test]
fn every_file_says_what_it_promises() {
    let silent: Vec<String> = SERVERS
        .iter()
        .chain(["shared", "deploy/demo"].iter())
        .flat_map(|part| sources(part))
        .filter(|source| !source.whole.starts_with("//!"))
        // Their names are their promise; the capability's mod.rs says the rest.
        .filter(|source| {
            let roles = ["/model.rs", "/store.rs", "/tests.rs"];
            !roles.iter().any(|role| source.path.ends_with(role))
        })
        .map(|source| source.path)
        .collect();
    none(&silent, "begin the file with //! and what it promises");
}
