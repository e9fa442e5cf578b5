//! The rule as a page shows it: one line per criterion, ticked while typing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Criterion, Rule};

/// A line of the checklist, in the terms of the `password_checklist` component.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    id: &'static str,
    kind: &'static str,
    key: &'static str,
    args: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    other: Option<&'static str>,
}

/// Arguments of a line's sentence.
pub(crate) type Args = [(&'static str, String); 3];

impl Criterion {
    /// The key of its sentence; the same in the checklist and as an error.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Length => "passwords-rule-length",
            Self::Upper => "passwords-rule-upper",
            Self::Lower => "passwords-rule-lower",
            Self::Digit => "passwords-rule-digit",
            Self::Special => "passwords-rule-special",
            Self::Allowed => "passwords-rule-allowed",
            Self::Repeated => "passwords-rule-repeated",
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Digit => "digit",
            Self::Special => "special",
            Self::Allowed => "allowed",
            Self::Repeated => "repeated",
        }
    }
}

impl Rule {
    /// What the sentences need.
    pub(crate) fn args(&self) -> Args {
        let special = match self {
            Self::Seeds { special } => spaced(special),
            Self::Length => String::new(),
        };
        [
            ("min", self.shortest().to_string()),
            ("max", Self::LONGEST.to_string()),
            ("special", special),
        ]
    }

    /// The checklist. `repeated` names the field in which the password is typed again.
    pub(crate) fn checklist(&self, repeated: &'static str) -> Vec<Line> {
        let args = BTreeMap::from(self.args());
        let line = |criterion: Criterion| {
            let mut line = Line {
                id: criterion.id(),
                kind: "pattern",
                key: criterion.key(),
                args: args.clone(),
                min: None,
                max: None,
                pattern: None,
                other: None,
            };
            match criterion {
                Criterion::Length => {
                    line.kind = "length";
                    (line.min, line.max) = (Some(self.shortest()), Some(Self::LONGEST));
                }
                Criterion::Upper => line.pattern = Some("[A-Z]".to_owned()),
                Criterion::Lower => line.pattern = Some("[a-z]".to_owned()),
                Criterion::Digit => line.pattern = Some("[0-9]".to_owned()),
                Criterion::Special => line.pattern = Some(self.special_pattern()),
                Criterion::Allowed => {
                    line.kind = "forbid";
                    line.pattern = Some("[\\u0000-\\u001f\\u007f-\\u009f]".to_owned());
                }
                Criterion::Repeated => {
                    line.kind = "same";
                    line.other = Some(repeated);
                }
            }
            line
        };
        self.criteria().into_iter().map(line).collect()
    }

    fn special_pattern(&self) -> String {
        let Self::Seeds { special } = self else {
            return String::new();
        };
        let mut escaped = String::new();
        for c in special.chars() {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        }
        format!("[{escaped}]")
    }
}

fn spaced(characters: &str) -> String {
    let list: Vec<String> = characters.chars().map(String::from).collect();
    list.join(" ")
}
