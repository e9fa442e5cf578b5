//! Who did it, and everything else in an entry that tells of a person.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Timestamp;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By<'a> {
    /// The holder of this account.
    Account(&'a str),
    /// A customer, by the portal's record of them.
    Resident(&'a str),
    /// Who works at the office.
    Staff(&'a str),
    /// A registered application.
    Client(&'a str),
    /// Somebody who is not signed in; nobody knows who.
    Visitor,
    /// Who operates the server, at its shell.
    Operator,
    /// The server itself.
    System,
}

impl By<'_> {
    /// The kind in one word, and the id.
    #[must_use]
    pub const fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Account(id) => ("account", Some(id)),
            Self::Resident(id) => ("resident", Some(id)),
            Self::Staff(id) => ("staff", Some(id)),
            Self::Client(id) => ("client", Some(id)),
            Self::Visitor => ("visitor", None),
            Self::Operator => ("operator", None),
            Self::System => ("system", None),
        }
    }
}

impl From<By<'_>> for Who {
    fn from(by: By<'_>) -> Self {
        let (kind, id) = by.parts();
        Self {
            kind: kind.to_owned(),
            id: id.map(str::to_owned),
        }
    }
}

/// Who did it, as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// `account`, `resident`, `staff`, `client`, `visitor`, `operator` or `system`.
    pub kind: String,
    /// Which one, where the kind has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What an entry tells of persons: forgotten as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// Who did it; absent in entries that are older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Who>,
    /// Whom it was about: an account (provider) or a resident (portal).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Which case it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// For whom it was done, if for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<String>,
    /// From where, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What else is worth knowing.
    #[serde(default)]
    pub details: Value,
}

impl Personal {
    /// The text that is kept, and that the chain vouches for byte by byte.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("names and texts are JSON")
    }
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its key, known to nobody outside.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Orders what one process wrote in one second.
    pub nth: i64,
    /// The event's name.
    pub event: String,
    /// [`Personal`] as text; none once forgotten.
    pub personal: Option<String>,
    /// `by`, `about`, `case` again, for looking up.
    pub ids: [Option<String>; 3],
    /// Hexadecimal, like the hash and the MAC; none before sealing or once forgotten.
    pub salt: Option<String>,
    /// What the chain knows of `personal`.
    pub personal_hash: Option<String>,
    /// The place in the chain; none before sealing.
    pub seq: Option<i64>,
    /// The link to the entry before.
    pub mac: Option<String>,
}

impl Entry {
    /// What it tells of persons; nothing once forgotten, or if it cannot be read.
    #[must_use]
    pub fn personal(&self) -> Option<Personal> {
        serde_json::from_str(self.personal.as_deref()?).ok()
    }

    /// Where it stands among the others by time.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            at: self.at,
            nth: self.nth,
            id: self.id.clone(),
        }
    }
}

/// Where an entry stands by time, also before it is sealed: for pages that go on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When.
    pub at: Timestamp,
    /// Which one of that second.
    pub nth: i64,
    /// Which one of those.
    pub id: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at.unix(), self.nth, self.id)
    }
}

/// The text is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is no place in the log")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NoPlace);
        let place = Self {
            at: Timestamp::from_unix(part()?.parse().map_err(|_| NoPlace)?),
            nth: part()?.parse().map_err(|_| NoPlace)?,
            id: part()?.to_owned(),
        };
        let id = place.id.as_bytes();
        let fits = (1..=64).contains(&id.len()) && id.iter().all(u8::is_ascii_alphanumeric);
        fits.then_some(place).ok_or(NoPlace)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_kept_reads_back_as_it_was() {
        let personal = Personal {
            by: Some(By::Staff("s-1").into()),
            about: Some("r-1".to_owned()),
            details: json!({ "code": "ABCDE" }),
            ..Personal::default()
        };
        let text = personal.to_text();
        assert_eq!(
            text,
            r#"{"by":{"kind":"staff","id":"s-1"},"about":"r-1","details":{"code":"ABCDE"}}"#
        );
        assert_eq!(serde_json::from_str::<Personal>(&text).ok(), Some(personal));
    }

    #[test]
    fn an_entry_from_before_has_nobody_who_did_it() {
        let old = r#"{"about":"a-1","details":{}}"#;
        let read: Personal = serde_json::from_str(old).expect("an older entry");
        assert_eq!((read.by, read.about.as_deref()), (None, Some("a-1")));
    }

    #[test]
    fn a_place_reads_back() {
        let place = Place {
            at: Timestamp::from_unix(1_795_424_400),
            nth: 7,
            id: "abc".to_owned(),
        };
        assert_eq!(place.to_string(), "1795424400.7.abc");
        assert_eq!(place.to_string().parse(), Ok(place));
        assert_eq!("1.x.y".parse::<Place>(), Err(NoPlace));
        assert_eq!("".parse::<Place>(), Err(NoPlace));
    }

    proptest! {
        #[test]
        fn any_text_is_a_place_that_reads_back_or_none(text in "-?[0-9]{1,20}\\.-?[0-9]{1,20}\\.[a-z2-7.]{0,30}|\\PC{0,40}") {
            if let Ok(place) = text.parse::<Place>() {
                prop_assert_eq!(place.to_string().parse(), Ok(place));
                prop_assert!(!text.contains(char::is_control) && text.len() < 128);
            }
        }
    }
}
