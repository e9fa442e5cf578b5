//! The same in words, for a template.

use serde::Serialize;

use super::{Section, Value};

/// A section with its title.
#[derive(Debug, Serialize)]
pub struct Shown {
    title: String,
    rows: Vec<Vec<Field>>,
}

/// A column with its label; one of the others says what it holds.
#[derive(Debug, Serialize)]
pub struct Field {
    label: String,
    text: Option<String>,
    at: Option<i64>,
    flag: Option<bool>,
}

/// Sections that hold something, with the words that `title` and `label` have for their names.
///
/// # Errors
/// What those say.
pub fn shown<E>(
    sections: &[Section],
    title: impl Fn(&str) -> Result<String, E>,
    label: impl Fn(&str) -> Result<String, E>,
) -> Result<Vec<Shown>, E> {
    let field = |(name, value): (&str, &Value)| {
        let (text, at, flag) = match value {
            Value::Text(text) => (Some(text.clone()), None, None),
            Value::List(words) => (Some(words.join(", ")), None, None),
            Value::At(at) => (None, Some(at.unix()), None),
            Value::Flag(flag) => (None, None, Some(*flag)),
        };
        Ok(Field {
            label: label(name)?,
            text,
            at,
            flag,
        })
    };
    let filled = sections.iter().filter(|it| !it.rows.is_empty());
    filled
        .map(|section| {
            let rows = section
                .rows
                .iter()
                .map(|row| row.columns().map(field).collect());
            Ok(Shown {
                title: title(section.key)?,
                rows: rows.collect::<Result<_, E>>()?,
            })
        })
        .collect()
}
