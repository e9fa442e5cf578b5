//! Sets of scopes (RFC 6749 §3.3).

use std::collections::BTreeSet;
use std::fmt;

use shared::claims::Role;
use shared::claims::scope::{OPENID, is_for_programs, is_for_staff};

/// Some scopes, in order of their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ScopeSet(BTreeSet<String>);

impl ScopeSet {
    /// Reads a list separated by spaces.
    pub(crate) fn parse(text: &str) -> Self {
        text.split(' ').filter(|name| !name.is_empty()).collect()
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    pub(crate) const fn names(&self) -> &BTreeSet<String> {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that are also in `allowed`.
    pub(crate) fn within(&self, allowed: &BTreeSet<String>) -> Self {
        Self(self.0.intersection(allowed).cloned().collect())
    }

    /// Those that a person may have: what is for staff alone is left out for everybody else, what is
    /// for programs for everybody.
    pub(crate) fn for_roles(&self, roles: &[Role]) -> Self {
        let allowed =
            |name: &&String| !is_for_programs(name) && (!roles.is_empty() || !is_for_staff(name));
        Self(self.0.iter().filter(allowed).cloned().collect())
    }

    /// Whether an ID token is wanted.
    pub(crate) fn is_openid(&self) -> bool {
        self.contains(OPENID)
    }

    /// Those that mean something to one audience: a resource server's own begin with its name
    /// and a dot (`portal.profile`), all others are the provider's (RFC 9700 §2.3, least scope).
    pub(crate) fn for_audience(&self, is_provider: bool) -> Self {
        let foreign = |name: &str| name.starts_with("portal.");
        Self(
            self.0
                .iter()
                .filter(|name| foreign(name) != is_provider)
                .cloned()
                .collect(),
        )
    }
}

impl<'a> FromIterator<&'a str> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        Self(names.into_iter().map(str::to_owned).collect())
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, name) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(" ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_reads_back_and_parts_in_two(text in any::<String>(), known in "(openid|email|portal\\.profile| ){0,8}") {
            for text in [text, known] {
                let set = ScopeSet::parse(&text);
                prop_assert_eq!(&ScopeSet::parse(&set.to_string()), &set);
                let [ours, theirs] = [true, false].map(|is_provider| set.for_audience(is_provider));
                prop_assert_eq!(ours.names().len() + theirs.names().len(), set.names().len());
                prop_assert!(ours.within(theirs.names()).is_empty());
                prop_assert_eq!(set.within(ours.names()), ours);
            }
        }
    }
}
