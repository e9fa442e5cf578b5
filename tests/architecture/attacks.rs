//! `docs/security-tests.md` tells the truth: what it names exists, and nothing is left out.

use regex::Regex;

use crate::none;
use crate::sources::{files, root};

fn table() -> String {
    let file = root().join("docs/security-tests.md");
    std::fs::read_to_string(file).expect("the table")
}

/// `target module::test`, as the table names them.
fn named() -> Vec<(String, String)> {
    let table = table();
    let name = Regex::new("`(attacks|idp|portal|journeys) ([a-z0-9_:]+)`").expect("a pattern");
    let names = name.captures_iter(&table);
    names
        .map(|hit| (hit[1].to_owned(), hit[2].to_owned()))
        .collect()
}

#[test]
fn every_attack_has_a_row() {
    let table = table();
    let missing = (29..=55).map(|number| format!("T{number}"));
    let missing = missing.filter(|case| !table.contains(&format!("\n| {case} |")));
    none(
        &missing.collect::<Vec<_>>(),
        "give the case a row in docs/security-tests.md",
    );
}

#[test]
fn every_test_that_the_table_names_exists() {
    let missing = named().into_iter().filter(|(target, path)| {
        let (module, test) = path.rsplit_once("::").expect("module and test");
        let place = format!("tests/{target}/{}", module.replace("::", "/"));
        let sources = files(&format!("tests/{target}"), ".rs");
        let mut here = sources.iter().filter(|(file, _)| {
            *file == format!("{place}.rs") || *file == format!("{place}/mod.rs")
        });
        let word = Regex::new(&format!(r"\b{test}\b")).expect("a name");
        !here.any(|(_, source)| word.is_match(source))
    });
    let missing = missing.map(|(target, path)| format!("{target} {path}"));
    none(
        &missing.collect::<Vec<_>>(),
        "name the test in docs/security-tests.md as it is called now",
    );
}

#[test]
fn the_table_names_every_attack() {
    let named = named();
    let test = Regex::new(r"on_both!\(\s*([a-z0-9_]+),").expect("a pattern");
    let mut forgotten = Vec::new();
    for (file, source) in files("tests/attacks", ".rs") {
        let module = file.trim_start_matches("tests/attacks/");
        let module = module.trim_end_matches(".rs");
        for hit in test.captures_iter(&source) {
            let whole = ("attacks".to_owned(), format!("{module}::{}", &hit[1]));
            if !named.contains(&whole) {
                forgotten.push(format!("{file}: {}", &hit[1]));
            }
        }
    }
    none(&forgotten, "name it in its row of docs/security-tests.md");
}
