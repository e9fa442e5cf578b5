//! Why an account is deactivated or comes back: one of a few words, and a short note.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReasonKind {
    /// The person asked for it.
    OwnWish,
    /// Device or password may be in other hands.
    LostAccess,
    /// Signs of misuse.
    Misuse,
    /// Has left the office, or is away for long (staff).
    LeftOffice,
    /// Something else, which the note tells.
    Other,
    /// Back: the person has proved who they are.
    Identified,
    /// Back: the reason is gone.
    Settled,
    /// Back: it was a mistake.
    Mistake,
}

impl ReasonKind {
    /// For deactivating a citizen's account.
    pub(crate) const OF_CITIZENS: &[Self] =
        &[Self::OwnWish, Self::LostAccess, Self::Misuse, Self::Other];
    /// For deactivating a colleague's account.
    pub(crate) const OF_STAFF: &[Self] = &[
        Self::LeftOffice,
        Self::LostAccess,
        Self::Misuse,
        Self::Other,
    ];
    /// For reactivating.
    pub(crate) const OF_RETURN: &[Self] =
        &[Self::Identified, Self::Settled, Self::Mistake, Self::Other];

    const ALL: [Self; 8] = [
        Self::OwnWish,
        Self::LostAccess,
        Self::Misuse,
        Self::LeftOffice,
        Self::Other,
        Self::Identified,
        Self::Settled,
        Self::Mistake,
    ];

    /// Its word at the provider, in the log and in texts.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::OwnWish => "own_wish",
            Self::LostAccess => "lost_access",
            Self::Misuse => "misuse",
            Self::LeftOffice => "left_office",
            Self::Other => "other",
            Self::Identified => "identified",
            Self::Settled => "settled",
            Self::Mistake => "mistake",
        }
    }
}

/// Not of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no reason of the list")]
pub(crate) struct NoReason;

impl FromStr for ReasonKind {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, NoReason> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.as_str() == text).ok_or(NoReason)
    }
}

/// A few words of whoever decides; at most 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Note(String);

/// Why a note is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("longer than {} characters, or with control characters", Note::LONGEST)]
pub(crate) struct BadNote;

impl Note {
    pub(crate) const LONGEST: usize = 200;

    /// `None` for an empty one.
    pub(crate) fn read(text: &str) -> Result<Option<Self>, BadNote> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Ok(None);
        }
        Self::try_from(text).map(Some)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Note {
    type Error = BadNote;

    fn try_from(text: String) -> Result<Self, BadNote> {
        let fits = text.chars().count() <= Self::LONGEST && !text.contains(char::is_control);
        fits.then_some(Self(text)).ok_or(BadNote)
    }
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reason {
    pub(crate) kind: ReasonKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Note>,
}

/// As the provider keeps it: the word, and the note behind a colon.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        match &self.note {
            Some(note) => write!(f, ": {}", note.as_str()),
            None => Ok(()),
        }
    }
}

impl Reason {
    /// What the provider keeps, if it came from here; `Err` with the text if from elsewhere.
    pub(crate) fn read(text: &str) -> Result<Self, &str> {
        let (word, note) = text.split_once(": ").unwrap_or((text, ""));
        let kind = word.parse().map_err(|_| text)?;
        let note = Note::read(note).map_err(|_| text)?;
        Ok(Self { kind, note })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reason(kind: ReasonKind, note: &str) -> Reason {
        let note = Note::read(note).expect("fits");
        Reason { kind, note }
    }

    #[test]
    fn what_was_written_is_read_back() {
        for kind in ReasonKind::ALL {
            for note in ["", "am Telefon: ruft zurück"] {
                let written = reason(kind, note).to_string();
                assert_eq!(Reason::read(&written), Ok(reason(kind, note)));
            }
        }
        assert_eq!(Reason::read("Umzug"), Err("Umzug"));
    }

    #[test]
    fn a_note_is_short_and_one_line() {
        assert_eq!(Note::read("  a\r\n b "), Note::read("a b"));
        assert_eq!(
            Note::read("ä".repeat(200).as_str()).map(|it| it.is_some()),
            Ok(true)
        );
        assert_eq!(Note::read("ä".repeat(201).as_str()), Err(BadNote));
        assert_eq!(Note::read("a\u{7}b"), Err(BadNote));
    }

    #[test]
    fn every_list_is_made_of_words_that_read_back() {
        let lists = [
            ReasonKind::OF_CITIZENS,
            ReasonKind::OF_STAFF,
            ReasonKind::OF_RETURN,
        ];
        for kind in lists.concat() {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
    }

    proptest! {
        #[test]
        fn a_note_is_one_line_and_reads_back(text in any::<String>(), kind in 0..ReasonKind::ALL.len()) {
            if let Ok(Some(note)) = Note::read(&text) {
                prop_assert!(note.as_str().chars().count() <= Note::LONGEST);
                prop_assert!(!note.as_str().contains(char::is_control));
                prop_assert_eq!(Note::read(note.as_str()), Ok(Some(note.clone())));
                let reason = Reason { kind: ReasonKind::ALL[kind], note: Some(note) };
                let written = reason.to_string();
                prop_assert_eq!(Reason::read(&written), Ok(reason));
            }
            if let Ok(reason) = Reason::read(&text) {
                prop_assert!(text.starts_with(reason.kind.as_str()));
            }
        }
    }
}
