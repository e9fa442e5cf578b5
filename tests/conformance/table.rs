//! docs/conformance-modules.md names every module and its test, and no test that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many modules each plan has, by the file of its tests.
const PLANS: [(&str, usize); 8] = [
    ("back_channel_logout", 2),
    ("basic", 38),
    ("config", 1),
    ("dynamic", 23),
    ("form_post", 38),
    ("front_channel_logout", 2),
    ("rp_initiated_logout", 11),
    ("third_party_init", 2),
];

/// Every source in a folder and below.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else {
            all.push(path);
        }
    }
    all
}

/// The tests of each plan: what is called as a module is.
fn tests() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let name = regex::Regex::new(r"\boidcc_[a-z0-9_]+").expect("a pattern");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(&folder) {
        let within = path.strip_prefix(&folder).expect("below it");
        let plan = within.with_extension("");
        let plan = plan.components().next().expect("a file").as_os_str();
        let text = std::fs::read_to_string(&path).expect("a source");
        let found = name.find_iter(&text).map(|it| it.as_str().to_owned());
        all.entry(plan.to_string_lossy().into_owned())
            .or_default()
            .extend(found);
    }
    let basic = all["basic"].clone();
    all.insert("form_post".to_owned(), basic);
    all.retain(|plan, _| PLANS.iter().any(|(known, _)| known == plan));
    all
}

/// The rows of the table: module and test.
fn rows() -> Vec<(String, String)> {
    let text = include_str!("../../docs/conformance-modules.md");
    let cell = |text: &str| text.trim().trim_matches('`').to_owned();
    let rows = text.lines().filter(|line| line.starts_with("| `oidcc-"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (cell(cells[1]), cell(cells[2]))
    })
    .collect()
}

#[test]
fn the_table_names_every_module_and_its_test() {
    let tests = tests();
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, test) in rows() {
        for test in test.split(", ") {
            let test = test.trim_matches('`');
            let (plan, name) = test.split_once("::").expect("plan::test");
            assert_eq!(name, module.to_lowercase().replace('-', "_"), "{module}");
            let is_new = named
                .entry(plan.to_owned())
                .or_default()
                .insert(name.to_owned());
            assert!(is_new, "{test} stands there twice");
        }
    }
    for (plan, count) in PLANS {
        assert_eq!(named.get(plan), tests.get(plan), "{plan}");
        assert_eq!(tests[plan].len(), count, "{plan}");
    }
}
