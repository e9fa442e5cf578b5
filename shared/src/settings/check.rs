//! Reading the merged tree into a type, and gathering what is wrong with it.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use toml::Value;

use super::env;
use super::fault::{Fault, Faults, Origin};
use super::tree::Tree;

/// Gathers faults; knows where each key was set.
#[derive(Debug)]
pub struct Check {
    tree: Tree,
    faults: Vec<Fault>,
    secrets: Vec<(String, String)>,
}

impl Check {
    pub(super) fn new(tree: Tree, faults: Vec<Fault>, secrets: &[(&str, &str)]) -> Self {
        Self {
            tree,
            faults,
            secrets: secrets
                .iter()
                .map(|(key, what)| ((*key).to_owned(), (*what).to_owned()))
                .collect(),
        }
    }

    /// Notes that the value of `key` will not do. The first fault of a key is the one that is told.
    pub fn refuse(&mut self, key: &str, reason: impl Into<String>) {
        if self.faults.iter().any(|fault| fault.key == key) {
            return;
        }
        self.faults.push(Fault {
            origin: self.tree.origin(key),
            key: key.to_owned(),
            reason: reason.into(),
        });
    }

    /// Refuses `key` for `reason` if `wrong`.
    pub fn refuse_if(&mut self, wrong: bool, key: &str, reason: &str) {
        if wrong {
            self.refuse(key, reason);
        }
    }

    /// Deserialises again and again, each time with the value that failed put back to its default,
    /// so that one run tells every fault.
    pub(super) fn deserialize<T: DeserializeOwned>(&mut self, defaults: &Tree) -> Option<T> {
        loop {
            let mut unknown = Vec::new();
            let (key, reason) = match attempt::<T>(&self.tree, &mut unknown) {
                Ok(value) => {
                    self.refuse_unknown(unknown, defaults);
                    return Some(value);
                }
                Err(fault) => fault,
            };
            let origin = self.tree.origin(&key);
            let reason = match (&origin, self.tree.get(&key)) {
                (Origin::Variable(_), Some(Value::String(text))) => {
                    match self.as_literal::<T>(&key, &text.clone(), reason, &origin) {
                        None => continue,
                        Some(reason) => reason,
                    }
                }
                _ => reason,
            };
            let reason = self.hide(&key, reason);
            self.refuse(&key, reason);
            if !self.tree.restore(&key, defaults) {
                return None;
            }
        }
    }

    /// A variable's text that failed as a string, tried as TOML; the reason if that fails as well.
    fn as_literal<T: DeserializeOwned>(
        &mut self,
        key: &str,
        text: &str,
        first: String,
        origin: &Origin,
    ) -> Option<String> {
        let Some(value) = env::literal(text) else {
            let hint = if first.starts_with("must be a list") {
                "; write a list as TOML: [\"one\", \"two\"]"
            } else {
                ""
            };
            return Some(first + hint);
        };
        self.tree.set(key, value, origin.clone());
        match attempt::<T>(&self.tree, &mut Vec::new()) {
            Err((again, second)) if again == key => Some(if second.starts_with("must be a text") {
                first
            } else {
                second
            }),
            _ => None,
        }
    }

    fn refuse_unknown(&mut self, unknown: Vec<String>, defaults: &Tree) {
        let known = defaults.keys();
        for key in unknown {
            let near = known
                .iter()
                .map(|known| (distance(known, &key), known))
                .min()
                .filter(|(distance, _)| *distance <= 3);
            let reason = match near {
                Some((_, near)) => format!("there is no such key; did you mean {near}?"),
                None => "there is no such key".to_owned(),
            };
            self.refuse(&key, reason);
        }
    }

    fn hide(&self, key: &str, reason: String) -> String {
        self.secrets
            .iter()
            .find(|(secret, _)| key.starts_with(secret.as_str()) || secret.starts_with(key))
            .map_or(reason, |(_, what)| {
                format!("must be {what} (the value is secret and not shown)")
            })
    }

    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Faults> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(Faults::from(self.faults)),
        }
    }
}

fn attempt<T: DeserializeOwned>(
    tree: &Tree,
    unknown: &mut Vec<String>,
) -> Result<T, (String, String)> {
    let mut track = serde_path_to_error::Track::new();
    let value = Value::Table(tree.table.clone());
    let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
    let result = serde_ignored::deserialize(tracked, |path| {
        unknown.push(path.to_string().replace(".?", ""));
    });
    result.map_err(|error: toml::de::Error| {
        let mut keys = Vec::new();
        // An element of a list is told by its list: that is what stands in the file.
        for segment in &track.path() {
            let Segment::Map { key } = segment else { break };
            keys.push(key.clone());
        }
        (keys.join("."), in_words(error.message()))
    })
}

/// What serde says, in the words of who writes settings: "must be a whole number, not …".
fn in_words(message: &str) -> String {
    let parts = ["invalid type: ", "invalid value: ", "unknown variant "]
        .into_iter()
        .find_map(|start| message.strip_prefix(start)?.split_once(", expected "));
    let Some((got, wanted)) = parts else {
        return message.to_owned();
    };
    let wanted = match wanted {
        "a sequence" => "a list",
        "a string" => "a text in quotation marks",
        "a boolean" => "true or false",
        "i64" => "a whole number",
        wanted if wanted.starts_with("struct ") => "a section",
        wanted if wanted.starts_with('u') && wanted[1..].parse::<u8>().is_ok() => {
            "a whole number that is not negative"
        }
        "usize" => "a whole number that is not negative",
        wanted if wanted.starts_with("a nonzero") => "a whole number, at least 1",
        wanted => wanted,
    };
    format!(
        "must be {wanted}, not {}",
        got.trim_start_matches("string ")
    )
}

/// Levenshtein's distance, for "did you mean".
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, left) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in other.iter().enumerate() {
            let change = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
