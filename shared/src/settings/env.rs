//! The environment as a layer.

use std::collections::BTreeMap;

use toml::Value;

use super::fault::{Fault, Origin};
use super::tree::Tree;

/// Lays `PREFIX_SECTION__KEY` and `…_FILE` over the tree.
pub(super) fn lay(
    tree: &mut Tree,
    defaults: &Tree,
    prefix: &str,
    env: Vec<(String, String)>,
    faults: &mut Vec<Fault>,
) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let prefix = format!("{prefix}_");
    for (variable, text) in env {
        let Some(name) = variable
            .strip_prefix(&prefix)
            .filter(|name| !is_service_link(name))
        else {
            continue;
        };
        let path = name.to_ascii_lowercase().replace("__", ".");
        let fault = |reason: String, key: &str| Fault {
            origin: Origin::Variable(variable.clone()),
            key: key.to_owned(),
            reason,
        };
        let of_file = path
            .strip_suffix("_file")
            .filter(|_| defaults.get(&path).is_none());
        let key = of_file.unwrap_or(&path).to_owned();
        if let Some(other) = taken.insert(key.clone(), variable.clone()) {
            faults.push(fault(
                format!("is set by {other} as well; keep one of them"),
                &key,
            ));
            continue;
        }
        let text = match of_file.map(|_| std::fs::read_to_string(&text)) {
            None => text,
            Some(Ok(content)) => content.trim_end_matches(['\r', '\n']).to_owned(),
            Some(Err(error)) => {
                faults.push(fault(
                    format!("the file it names cannot be read: {error}"),
                    &key,
                ));
                continue;
            }
        };
        // A name that is no path at all must not tear a section down.
        if key.split('.').any(str::is_empty) {
            faults.push(fault("there is no such key".to_owned(), ""));
            continue;
        }
        tree.set(&key, Value::String(text), Origin::Variable(variable));
    }
}

/// Kubernetes gives every container `IDP_SERVICE_HOST`, `IDP_PORT_8080_TCP…` for a service named
/// `idp`; these are nobody's settings.
fn is_service_link(name: &str) -> bool {
    !name.contains("__")
        && (name == "PORT"
            || name.starts_with("PORT_")
            || name.ends_with("_PORT")
            || name.contains("_PORT_")
            || name.starts_with("SERVICE_HOST")
            || name.contains("SERVICE_PORT")
            || name.ends_with("_SERVICE_HOST"))
}

/// The text of a variable read as a TOML value: numbers, lists, true and false.
pub(super) fn literal(text: &str) -> Option<Value> {
    let mut table: toml::Table = toml::from_str(&format!("value = {text}")).ok()?;
    if table.len() > 1 {
        return None;
    }
    table.remove("value")
}
