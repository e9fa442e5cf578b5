//! A tree of values that remembers where each one comes from.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::fault::{Fault, Origin};

/// Values and, by dotted path, their origins.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) table: Table,
    origins: BTreeMap<String, Origin>,
}

impl Tree {
    pub(super) fn read(file: &Path) -> Result<Self, Fault> {
        let name = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&name, &text),
            Err(error) => Err(Fault {
                origin: Origin::File(name),
                key: String::new(),
                reason: format!("cannot be read: {error}"),
            }),
        }
    }

    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Fault> {
        // The parser's Display shows the line, which may hold a secret: only its message is used.
        let fault = |error: &toml::de::Error| Fault {
            origin: Origin::Line {
                name: name.to_owned(),
                line: line_of(text, error.span().map_or(0, |span| span.start)),
            },
            key: String::new(),
            reason: format!("is no TOML: {}", error.message()),
        };
        let spans = DeTable::parse(text).map_err(|error| fault(&error))?;
        let table = toml::from_str(text).map_err(|error| fault(&error))?;
        let mut origins = BTreeMap::new();
        note(spans.get_ref(), "", &mut origins, &|at| Origin::Line {
            name: name.to_owned(),
            line: line_of(text, at),
        });
        Ok(Self { table, origins })
    }

    /// The same values, known to be nobody's wish.
    pub(super) fn into_defaults(mut self) -> Self {
        self.origins.clear();
        self
    }

    /// Lays another tree over this one, or notes why there is none.
    pub(super) fn lay(&mut self, over: Result<Self, Fault>, faults: &mut Vec<Fault>) {
        match over {
            Ok(over) => {
                merge(&mut self.table, over.table);
                self.origins.extend(over.origins);
            }
            Err(fault) => faults.push(fault),
        }
    }

    pub(super) fn set(&mut self, path: &str, value: Value, origin: Origin) {
        let mut table = &mut self.table;
        let (parents, key) = path.rsplit_once('.').unwrap_or(("", path));
        for parent in parents.split('.').filter(|part| !part.is_empty()) {
            let inner = table
                .entry(parent)
                .or_insert_with(|| Value::Table(Table::new()));
            if !inner.is_table() {
                *inner = Value::Table(Table::new());
            }
            let Value::Table(inner) = inner else { return };
            table = inner;
        }
        table.insert(key.to_owned(), value);
        self.origins.insert(path.to_owned(), origin);
    }

    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        let mut parts = path.split('.');
        let mut value = self.table.get(parts.next()?)?;
        for part in parts {
            value = value.get(part)?;
        }
        Some(value)
    }

    /// Puts back what `defaults` has at `path`; false if that is what was there already.
    pub(super) fn restore(&mut self, path: &str, defaults: &Self) -> bool {
        let before = self.get(path).cloned();
        let default = defaults.get(path).cloned();
        if before == default {
            return false;
        }
        if let Some(value) = default {
            self.set(path, value, Origin::Default);
        } else {
            remove(&mut self.table, path);
        }
        true
    }

    /// Where the value at `path` (or the nearest table round or inside it) comes from.
    pub(super) fn origin(&self, path: &str) -> Origin {
        let inside = format!("{path}.");
        let mut ancestors = std::iter::successors(Some(path), |path| {
            path.rsplit_once('.').map(|(parent, _)| parent)
        });
        self.origins
            .get(path)
            .or_else(|| {
                self.origins
                    .iter()
                    .find(|(known, _)| known.starts_with(&inside))
                    .map(|(_, origin)| origin)
            })
            .or_else(|| ancestors.find_map(|path| self.origins.get(path)))
            .cloned()
            .unwrap_or(Origin::Default)
    }

    /// Every key that is no table.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        leaves(&self.table, "", &mut keys);
        keys
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn note(
    table: &DeTable<'_>,
    path: &str,
    origins: &mut BTreeMap<String, Origin>,
    origin: &dyn Fn(usize) -> Origin,
) {
    for (key, value) in table {
        let path = join(path, key.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) if !inner.is_empty() => note(inner, &path, origins, origin),
            _ => {
                origins.insert(path, origin(key.span().start));
            }
        }
    }
}

fn merge(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => merge(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn remove(table: &mut Table, path: &str) {
    match path.split_once('.') {
        None => {
            table.remove(path);
        }
        Some((first, rest)) => {
            if let Some(Value::Table(inner)) = table.get_mut(first) {
                remove(inner, rest);
            }
        }
    }
}

fn leaves(table: &Table, path: &str, keys: &mut Vec<String>) {
    for (key, value) in table {
        let path = join(path, key);
        match value {
            Value::Table(inner) => leaves(inner, &path, keys),
            _ => keys.push(path),
        }
    }
}
