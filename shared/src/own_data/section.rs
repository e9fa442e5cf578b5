//! What capabilities hand over. No secret stands here: who writes a row names each column.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::clock::Timestamp;

/// Names the format; a change that readers notice gets another number.
pub const FORMAT: &str = "schluesselbund-own-data/1";

/// Everything, as JSON.
#[derive(Debug, Serialize)]
pub struct Export<'a> {
    format: &'static str,
    from: &'a str,
    made_at: Value,
    sections: SectionsByKey<'a>,
}

impl<'a> Export<'a> {
    /// What the server at `from` kept at `now`.
    #[must_use]
    pub fn new(from: &'a str, now: Timestamp, sections: &'a [Section]) -> Self {
        Self {
            format: FORMAT,
            from,
            made_at: Value::At(now),
            sections: SectionsByKey(sections),
        }
    }
}

#[derive(Debug)]
struct SectionsByKey<'a>(&'a [Section]);

impl Serialize for SectionsByKey<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|it| (it.key, &it.rows)))
    }
}

/// What one capability keeps about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name in the JSON, and of its title's text.
    pub key: &'static str,
    /// Empty when there is nothing.
    pub rows: Vec<Row>,
}

impl Section {
    /// A section of these rows.
    pub fn new(key: &'static str, rows: impl IntoIterator<Item = Row>) -> Self {
        Self {
            key,
            rows: rows.into_iter().collect(),
        }
    }
}

/// One thing that is kept: its columns in the order in which people read them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row(Vec<(&'static str, Value)>);

/// A column's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words, numbers, names.
    Text(String),
    /// An instant; RFC 3339 in the JSON.
    At(Timestamp),
    /// Yes or no.
    Flag(bool),
    /// Several words.
    List(Vec<String>),
}

impl Row {
    /// Without columns.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// With a text.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.push((name, Value::Text(text.into())));
        self
    }

    /// With a text, if there is one.
    #[must_use]
    pub fn text_if(self, name: &'static str, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// With an instant.
    #[must_use]
    pub fn at(mut self, name: &'static str, at: Timestamp) -> Self {
        self.0.push((name, Value::At(at)));
        self
    }

    /// With an instant, if there is one.
    #[must_use]
    pub fn at_if(self, name: &'static str, at: Option<Timestamp>) -> Self {
        match at {
            Some(at) => self.at(name, at),
            None => self,
        }
    }

    /// With yes or no.
    #[must_use]
    pub fn flag(mut self, name: &'static str, flag: bool) -> Self {
        self.0.push((name, Value::Flag(flag)));
        self
    }

    /// With several words.
    #[must_use]
    pub fn list(mut self, name: &'static str, words: Vec<String>) -> Self {
        self.0.push((name, Value::List(words)));
        self
    }

    /// The columns in order.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(words) => words.serialize(serializer),
            Self::At(at) => {
                let at = jiff::Timestamp::from_second(at.unix()).unwrap_or_default();
                serializer.collect_str(&at)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_is_what_the_format_promises() {
        let row = Row::new()
            .text("email", "kim@example.org")
            .text_if("locale", None::<&str>)
            .at("created_at", Timestamp::from_unix(0))
            .flag("synced", true)
            .list("scopes", vec!["openid".to_owned()]);
        let sections = [Section::new("account", [row]), Section::new("roles", [])];
        let export = Export::new("https://konto.example", Timestamp::from_unix(60), &sections);
        let json = serde_json::to_string(&export).expect("JSON");
        assert_eq!(
            json,
            r#"{"format":"schluesselbund-own-data/1","from":"https://konto.example","made_at":"1970-01-01T00:01:00Z","sections":{"account":[{"email":"kim@example.org","created_at":"1970-01-01T00:00:00Z","synced":true,"scopes":["openid"]}],"roles":[]}}"#
        );
    }
}
