//! What a form shows: the values as the person typed them and what is wrong with which field.

use std::collections::BTreeMap;

use serde::Serialize;

/// One thing that is wrong, as a translation key with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The `name` of the field; the summary links to it.
    pub field: String,
    /// The Fluent key of the sentence.
    pub key: String,
    /// The arguments of the sentence.
    pub args: BTreeMap<String, String>,
}

/// The state of one form, empty at first. Secrets are never put in: a password field is
/// always shown empty again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormState {
    /// Field name → what the person typed.
    pub values: BTreeMap<String, String>,
    /// In the order of the fields on the page; the first of a field is shown at the field.
    pub errors: Vec<FieldError>,
}

impl FormState {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a value for showing the form again (no secrets).
    #[must_use]
    pub fn keep(mut self, field: &str, value: impl Into<String>) -> Self {
        self.values.insert(field.to_owned(), value.into());
        self
    }

    /// Notes a checkbox as ticked or not.
    #[must_use]
    pub fn keep_checked(self, field: &str, checked: bool) -> Self {
        if checked {
            self.keep(field, "on")
        } else {
            self
        }
    }

    /// Adds a mistake.
    pub fn wrong(&mut self, field: &str, key: impl Into<String>) {
        self.wrong_with(field, key, []);
    }

    /// Adds a mistake whose sentence has arguments.
    pub fn wrong_with<const N: usize>(
        &mut self,
        field: &str,
        key: impl Into<String>,
        args: [(&str, String); N],
    ) {
        let args = args
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        self.errors.push(FieldError {
            field: field.to_owned(),
            key: key.into(),
            args,
        });
    }

    /// The same as [`FormState::wrong`] in a chain.
    #[must_use]
    pub fn with_error(mut self, field: &str, key: impl Into<String>) -> Self {
        self.wrong(field, key);
        self
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }
}
