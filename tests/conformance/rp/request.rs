//! Authorization requests: parameters in their order, to be changed in one place at a time.

use shared::clock::SystemEntropy;
use shared::secret::random_id;

/// Parameters of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request(Vec<(String, String)>);

/// Something that nobody guesses.
pub(crate) fn random() -> String {
    random_id(&SystemEntropy)
}

impl Request {
    pub(crate) fn new(fields: &[(&str, &str)]) -> Self {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self(fields.iter().map(pair).collect())
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// The value of `name` is this one and no other.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let mut all = self.without(name);
        all.0.push((name.to_owned(), value.to_owned()));
        all
    }

    /// The last parameter first, and so on.
    pub(crate) fn reversed(mut self) -> Self {
        self.0.reverse();
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    pub(crate) fn query(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish()
    }
}
