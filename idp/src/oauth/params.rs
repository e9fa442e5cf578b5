//! The parameters of a request, parsed and not yet judged.
//!
//! A parameter without a value counts as absent (RFC 6749 §3.1). One that is sent twice is
//! never read as its first or its last: [`Params::get`] gives nothing, [`Params::repeated`] tells.

use serde::{Deserialize, Serialize};
use shared::forms;

/// Together no longer than this.
pub(super) const LONGEST: usize = 16 * 1024;
/// The parameter that may be sent more than once (RFC 8707 §2).
const MAY_REPEAT: &str = "resource";

/// Why no parameters are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The text is longer than any honest request.
    TooLong,
    /// A broken `%`-escape, bytes that are no UTF-8, or a NUL: read on, it would be another value.
    NoText,
}

impl Unreadable {
    /// In words for a developer.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::TooLong => "the request is too long",
            Self::NoText => "a parameter is not percent-encoded UTF-8",
        }
    }
}

/// Names and values in the order they came; also the form that waits in `interactions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded` texts, the query and the body, as one.
    pub(crate) fn parse(texts: &[&str]) -> Result<Self, Unreadable> {
        if texts.iter().map(|text| text.len()).sum::<usize>() > LONGEST {
            return Err(Unreadable::TooLong);
        }
        if !texts.iter().all(|text| forms::is_text(text.as_bytes())) {
            return Err(Unreadable::NoText);
        }
        let pairs = texts
            .iter()
            .flat_map(|text| url::form_urlencoded::parse(text.as_bytes()))
            .map(|(name, value)| (name.into_owned(), value.into_owned()));
        Ok(Self(pairs.collect()))
    }

    /// The value of `name`, if it was sent once and is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.0.iter().filter(|(key, _)| key == name);
        let (_, value) = all.next()?;
        (all.next().is_none() && !value.is_empty()).then_some(value)
    }

    /// Every value of `name`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether `name` was sent, with whatever value.
    pub(crate) fn is_there(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Whether `name` was sent more than once.
    pub(crate) fn is_repeated(&self, name: &str) -> bool {
        self.0.iter().filter(|(key, _)| key == name).count() > 1
    }

    /// Whether any parameter was sent twice that may not be.
    pub(crate) fn repeated(&self) -> bool {
        self.0
            .iter()
            .any(|(name, _)| name != MAY_REPEAT && self.is_repeated(name))
    }

    /// With `others` in place of what has their names.
    pub(crate) fn overridden(&self, others: Vec<(String, String)>) -> Self {
        let kept = |(name, _): &&(String, String)| others.iter().all(|(other, _)| other != name);
        let mut all: Vec<_> = self.0.iter().filter(kept).cloned().collect();
        all.extend(others);
        Self(all)
    }

    /// Without these.
    pub(crate) fn without(&self, names: &[&str]) -> Self {
        let kept = |(name, _): &&(String, String)| !names.contains(&name.as_str());
        Self(self.0.iter().filter(kept).cloned().collect())
    }

    /// The same as a query.
    pub(crate) fn to_query(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn twice_is_never_once() {
        let params = Params::parse(&["a=1&b=2&resource=x", "a=1&c=&resource=y"]).expect("short");
        assert_eq!(params.get("a"), None);
        assert_eq!(params.get("b"), Some("2"));
        assert_eq!(params.get("c"), None);
        assert!(params.repeated());
        assert_eq!(params.all("resource").collect::<Vec<_>>(), ["x", "y"]);
        assert!(
            !Params::parse(&["resource=x&resource=y"])
                .expect("short")
                .repeated()
        );
        assert!(Params::parse(&["a=1&a="]).expect("short").repeated());
        assert!(Params::parse(&["a=1&%61=2"]).expect("short").repeated());
        assert_eq!(
            Params::parse(&[&"a".repeat(17_000)]),
            Err(Unreadable::TooLong)
        );
    }

    #[test]
    fn what_is_no_text_is_not_guessed_at() {
        for text in [
            "a=%", "a=%f", "a=%zz", "a=%ff", "a=%c3%28", "a=%00", "%00=a", "a=\0",
        ] {
            assert_eq!(
                Params::parse(&["b=1", text]),
                Err(Unreadable::NoText),
                "{text}"
            );
        }
        let params = Params::parse(&["a=%c3%a4+%0d%0a&&=&b"]).expect("text");
        assert_eq!(params.get("a"), Some("\u{e4} \r\n"));
        assert!(params.is_there("b") && params.get("b").is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read_and_written_back(text in "\\PC{0,300}|([a-z%&=+0-9]|%[0-9a-f]{2}){0,80}") {
            if let Ok(params) = Params::parse(&[&text]) {
                let again = Params::parse(&[&params.to_query()]);
                prop_assert_eq!(Ok(params), again);
            }
        }

        #[test]
        fn any_values_arrive_as_they_were_sent(pairs in proptest::collection::vec(("[^\0]{1,8}", "[^\0]{0,20}"), 0..12)) {
            let sent = Params(pairs.clone());
            let read = Params::parse(&[&sent.to_query()]).expect("text");
            prop_assert_eq!(&read, &sent);
            for (name, value) in &pairs {
                let once = pairs.iter().filter(|(other, _)| other == name).count() == 1;
                let seen = (once && !value.is_empty()).then_some(value.as_str());
                prop_assert_eq!(read.get(name), seen);
                prop_assert_eq!(read.is_repeated(name), !once);
            }
        }
    }
}
