//! What stands in for the outside world is no part of real operation.

use crate::none;
use crate::sources::files;

/// What is built for real operation, and what it is made of.
const REAL: &[&str] = &["idp", "portal", "portal/letters", "shared"];

#[test]
fn no_program_for_real_operation_knows_the_demo() {
    let depends = |manifest: &str| {
        let mut lines = manifest.lines().map(str::trim_start);
        lines.any(|line| line.starts_with("demo.") || line.starts_with("demo ="))
    };
    let found = REAL
        .iter()
        .flat_map(|package| files(package, "Cargo.toml"))
        .filter(|(_, manifest)| depends(manifest))
        .map(|(path, _)| format!("{path} depends on demo"));
    let remedy = "the stand-ins are for demo and tests alone: meet them over HTTP";
    none(&found.collect::<Vec<_>>(), remedy);
}
