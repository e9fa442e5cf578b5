//! Every address of the servers is asked for by a test.

use regex::Regex;

use crate::none;
use crate::sources::{SERVERS, files};

#[test]
fn every_address_is_tested() {
    let tests: String = files("tests", ".rs")
        .into_iter()
        .filter(|(path, _)| !path.starts_with("tests/architecture"))
        .map(|(_, text)| text)
        .collect();
    let parameter = Regex::new(r"\\\{\\?\*?\w+\\\}").expect("a pattern");
    let mut untested = Vec::new();
    for server in SERVERS {
        for route in kit::routes::of(server) {
            // `{id}` may be written as anything but a further segment.
            let path = regex::escape(&route.path);
            let path = parameter.replace_all(&path, r#"[^/"?\s]+"#);
            let asked = Regex::new(&format!(r#"{path}["?#\s]"#)).expect("a pattern");
            if !asked.is_match(&tests) {
                untested.push(format!("{server}: {} ({})", route.path, route.file));
            }
        }
    }
    none(
        &untested,
        "write a test that asks for the address, in the folder that has its path",
    );
}
