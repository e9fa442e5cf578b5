//! An entry as the person reads it whom it is about: in words, without ids.

use serde::Serialize;

use super::{Entry, Personal};

/// One line of „Verlauf“.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When.
    pub at: i64,
    /// The text that says what.
    pub event: String,
    /// Who, the end of `history-by-…`.
    pub by: &'static str,
    /// Their name, if the reader may know it.
    pub name: Option<String>,
    /// What else there is to say, in the reader's words: how, with which device, for which
    /// application.
    pub note: Option<String>,
    /// From where; only what they did themselves.
    pub address: Option<String>,
    /// About which of several cases.
    pub case: Option<String>,
    /// About which course.
    pub course: Option<Course>,
}

/// A course that somebody takes part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Course {
    pub title: String,
    /// Its first and its last day, each at an instant that is that day in every time zone of
    /// Europe.
    pub from: i64,
    pub until: i64,
}

impl Line {
    /// `entry` as `me` (an account, a resident) reads it; `event` says what happened.
    #[must_use]
    pub fn of(entry: &Entry, me: &str, event: String) -> Self {
        let personal = entry.personal().unwrap_or_default();
        let by = doer(&personal, me);
        Self {
            at: entry.at.unix(),
            event,
            by,
            name: None,
            note: None,
            address: personal.address.filter(|_| by == "you"),
            case: None,
            course: None,
        }
    }
}

/// Who did it, in the eyes of `me`. Nobody learns which member of staff or which other person.
fn doer(personal: &Personal, me: &str) -> &'static str {
    let Some(by) = &personal.by else {
        return "unknown";
    };
    match by.kind.as_str() {
        "account" | "resident" | "staff" if by.id.as_deref() == Some(me) => "you",
        "account" | "resident" => "person",
        "staff" => "staff",
        "client" => "client",
        "visitor" => "visitor",
        "operator" => "operator",
        "system" => "system",
        _ => "unknown",
    }
}

/// The end of the text that names an event: `code.issued` → `code-issued`.
#[must_use]
pub fn event_key(event: &str) -> String {
    event.replace(['.', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::By;

    #[test]
    fn nobody_learns_who_it_was_or_from_where() {
        let personal = |by: By<'_>| Personal {
            by: Some(by.into()),
            address: Some("192.0.2.0/24".to_owned()),
            ..Personal::default()
        };
        let mut entry = Entry {
            id: String::new(),
            at: crate::clock::Timestamp::from_unix(1),
            nth: 1,
            event: "case.read".to_owned(),
            personal: None,
            ids: [None, None, None],
            salt: None,
            personal_hash: None,
            seq: None,
            mac: None,
        };
        let mut told = |by: By<'_>| {
            entry.personal = Some(personal(by).to_text());
            let line = Line::of(&entry, "me", event_key(&entry.event));
            (line.by, line.address.is_some())
        };
        assert_eq!(told(By::Resident("me")), ("you", true));
        assert_eq!(told(By::Account("me")), ("you", true));
        assert_eq!(told(By::Resident("other")), ("person", false));
        assert_eq!(told(By::Staff("other")), ("staff", false));
        assert_eq!(told(By::Visitor), ("visitor", false));
        assert_eq!(event_key("sign_in.failed"), "sign-in-failed");
    }
}
