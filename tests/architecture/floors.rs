//! A capability uses another one only if that stands on a lower floor; each kind of file knows
//! only the libraries of its kind. The floors are the table in each `src/lib.rs`.

use std::collections::BTreeMap;

use regex::Regex;

use crate::none;
use crate::sources::{SERVERS, Source, sources};

/// Capability → floor, from the table in the crate's documentation.
fn floors(server: &str) -> BTreeMap<String, u32> {
    let row = Regex::new(r"(?m)^//! \| (\d+) \| (.+) \|$").expect("a pattern");
    let name = Regex::new(r"`(\w+)`").expect("a pattern");
    let lib = sources(server)
        .into_iter()
        .find(|source| source.inside == "lib.rs");
    let lib = lib.unwrap_or_else(|| panic!("{server} has no src/lib.rs"));
    let mut floors = BTreeMap::new();
    for row in row.captures_iter(&lib.whole) {
        let floor = row[1].parse().expect("a number");
        for capability in name.captures_iter(&row[2]) {
            floors.insert(capability[1].to_owned(), floor);
        }
    }
    assert!(
        !floors.is_empty(),
        "{server}/src/lib.rs has no table of floors (//! | 1 | `audit`, `keys` |)"
    );
    floors
}

/// The first segments of all `crate::…` paths, those in braces too.
fn roots(source: &Source) -> Vec<(usize, String)> {
    let path = Regex::new(r"\bcrate::(\w+)").expect("a pattern");
    let group = Regex::new(r"\bcrate::\{([^;]*)\}").expect("a pattern");
    let line_of = |at: usize| source.code[..at].matches('\n').count() + 1;
    let mut found: Vec<(usize, String)> = path
        .captures_iter(&source.code)
        .map(|hit| {
            (
                line_of(hit.get(0).expect("a hit").start()),
                hit[1].to_owned(),
            )
        })
        .collect();
    for hit in group.captures_iter(&source.code) {
        let line = line_of(hit.get(0).expect("a hit").start());
        let mut depth = 0;
        let mut first = String::new();
        let mut reading = true;
        for c in hit[1].chars().chain([',']) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push((line, std::mem::take(&mut first)));
                    reading = true;
                }
                c if depth == 0 && reading && (c.is_alphanumeric() || c == '_') => first.push(c),
                c if depth == 0 && !c.is_whitespace() => reading = false,
                _ => {}
            }
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

#[test]
fn every_capability_has_a_floor() {
    let mut missing = Vec::new();
    for server in SERVERS {
        let floors = floors(server);
        for source in sources(server) {
            let Some(capability) = source.inside.strip_suffix("/mod.rs") else {
                continue;
            };
            let house = ["request", "error", "settings", "cli", "app"];
            if !capability.contains('/')
                && !house.contains(&capability)
                && !floors.contains_key(capability)
            {
                missing.push(format!("{}: not in the table", source.path));
            }
        }
    }
    none(
        &missing,
        "give it a floor in the table at the top of src/lib.rs, the lowest that does",
    );
}

#[test]
fn capabilities_use_only_lower_floors() {
    let mut upward = Vec::new();
    for server in SERVERS {
        let floors = floors(server);
        for source in sources(server) {
            let capability = source.inside.split('/').next().unwrap_or_default();
            let Some(floor) = floors.get(capability) else {
                continue;
            };
            for (line, used) in roots(&source) {
                let Some(other) = floors.get(&used) else {
                    continue;
                };
                if used != capability && other >= floor {
                    upward.push(format!(
                        "{}:{line}: {capability} (floor {floor}) uses {used} (floor {other})",
                        source.path
                    ));
                }
            }
        }
    }
    none(
        &upward,
        "move what composes the two to a higher floor, or let the lower one write a row that the \
         upper one reads; see ARCHITECTURE.md",
    );
}

#[test]
fn what_answers_requests_stays_in_the_web_folders() {
    let mut found = Vec::new();
    for server in SERVERS {
        let floors = floors(server);
        for source in sources(server) {
            let mut parts = source.inside.split('/');
            let capability = parts.next().unwrap_or_default();
            let web = source.inside.contains("/web/") || source.inside.ends_with("/web.rs");
            // The API is nothing but answers; the jobs serve the whole server.
            if !floors.contains_key(capability) || web || matches!(capability, "api" | "jobs") {
                continue;
            }
            // The address list of a capability: `pub(crate) fn routes()`.
            let router = source.inside.ends_with("/mod.rs");
            for line in source
                .lines_with(r"\b(axum|axum_extra|tera)::|\bcrate::(app|request|error|routes)\b")
            {
                if !(router
                    && (line.contains("axum::Router")
                        || line.contains("crate::app::App")
                        || line.contains("crate::routes::")))
                {
                    found.push(line);
                }
            }
        }
    }
    none(
        &found,
        "let the use case return an enum or take what it needs as arguments, and turn that into \
         an answer in the capability's web folder",
    );
}

#[test]
fn only_stores_speak_sql() {
    let mut found = Vec::new();
    for server in SERVERS {
        for source in sources(server) {
            let store = source.inside.ends_with("/store.rs") || source.inside.contains("/store/");
            let house = matches!(source.inside.as_str(), "lib.rs" | "app.rs");
            if !store && !house {
                found.extend(source.lines_with(r"\bsqlx::"));
            }
        }
    }
    none(
        &found,
        "put the statement into the capability's store.rs, behind a function on &mut Tx",
    );
}

#[test]
fn models_know_no_library_of_the_outside() {
    let mut found = Vec::new();
    for server in SERVERS {
        for source in sources(server) {
            if source.inside.ends_with("/model.rs") {
                found.extend(source.lines_with(
                    r"\b(axum|tera|sqlx|reqwest|tokio)::|\bshared::(db|pages|forms|mail|serve|telemetry|settings)\b",
                ));
            }
        }
    }
    none(
        &found,
        "a model is types and transitions; move this to the use case or the store",
    );
}

#[test]
fn stores_and_web_folders_are_private() {
    let mut found = Vec::new();
    for server in SERVERS {
        for source in sources(server) {
            found.extend(source.lines_with(r"^\s*pub(\([^)]*\))? mod (store|web)\b"));
        }
    }
    none(
        &found,
        "write `mod store;` and export the functions that others may call",
    );
}

#[test]
fn the_servers_meet_only_over_http() {
    let mut found = Vec::new();
    for (server, other) in [("idp", "portal"), ("portal", "idp")] {
        for source in sources(server) {
            found.extend(source.lines_with(&format!(r"\b{other}::")));
        }
    }
    none(&found, "what both need belongs into shared::claims");
}
